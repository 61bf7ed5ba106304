package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.cli.command.Session;
import pregel.cli.command.Session.Outcome;

/** A process that runs many jobs, one after another, is left as it was after the first ones. */
class ManyJobsTest {
  private static final int JOBS = Math.max(150, Integer.getInteger("pregel.seeds", 40) / 3);
  private static final int FIRST = 60;

  @TempDir Path directory;

  /** What a process holds beside what it is computing with. */
  private record Holdings(long heap, long direct, int threads, long files) {
    static Holdings now() throws IOException {
      long heap = leastHeap(); // first: what collects it gives direct memory back, too
      long direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .mapToLong(BufferPoolMXBean::getMemoryUsed)
              .sum();
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return new Holdings(
            heap, direct, ManagementFactory.getThreadMXBean().getThreadCount(), open.count());
      }
    }

    /** The least of some, for what is not reachable is not gone at once. */
    private static long leastHeap() {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        System.gc();
        least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      }
      return least;
    }
  }

  @Test
  void leaveNothingBehind() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files are unknown");
    Session session = new Session(directory);
    session.file("graph.txt", "1 2 3\n2 3 1\n3 1 4\n3 4 1\n5 1 2\n");
    session.file("names.txt", "ann bob\nbob cid\n");
    session.run("generate rmat --scale 12 -o @larger.snapshot");
    Map<String, Integer> jobs =
        Map.of(
            "run pagerank -i @graph.txt --weighted -o @ranks.csv --overwrite", 0,
            "run wcc -i @names.txt --ids string -o -", 0,
            "run louvain -i @graph.txt --weighted --undirected -o @parts --overwrite", 0,
            "run sssp -p source=1 -i @graph.txt --weighted -o - --threads 2", 0,
            "run bfs -p source=0 -i @larger.snapshot -o @depths.csv --overwrite --threads 2", 0,
            "table sort -i @sorted.csv -k id -o @sorted.jsonl --overwrite", 0,
            "run sssp -p source=99 -i @graph.txt --weighted -o -", 10,
            "run wcc -i @missing.txt -o -", 10);
    List<String> commands = List.copyOf(jobs.keySet());
    session.file("sorted.csv", "id,name\n2,b\n1,a\n");
    Holdings before = null;
    for (int job = 0; job < FIRST + JOBS; job++) {
      before = job == FIRST ? Holdings.now() : before;
      String command = commands.get(job % commands.size());
      Outcome outcome = session.run(command);
      assertThat(outcome.exitCode())
          .as("%s: %s", command, outcome.err())
          .isEqualTo(jobs.get(command));
    }
    Holdings after = Holdings.now();
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 2);
    assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + 2);
    // Less than a kilobyte a job may stay, in caches and counters of the JVM's own.
    assertThat(after.direct() - before.direct()).as("direct bytes").isLessThan(1L << 20);
    assertThat(after.heap() - before.heap()).as("heap bytes").isLessThan(JOBS * 1024L + (4 << 20));
  }
}
