package pregel.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.core.crash.CrashPoints;
import pregel.core.files.FileStat;
import pregel.core.files.LocalFiles;

/** A process of its own that halts at each named place, on this machine's disk. */
class KilledProcessTest {
  private static final int SEED = 2;

  /** Which superstep's checkpoint is the newest after a halt at superstep 2. */
  private static final Map<String, Integer> POINTS =
      Map.of(
          "checkpoint.partBegun", 1,
          "checkpoint.partWritten", 1,
          "checkpoint.partSynced", 1,
          "checkpoint.afterPart", 1,
          "checkpoint.beforeManifest", 1,
          "checkpoint.manifestWritten", 1,
          "checkpoint.manifestSynced", 1,
          "checkpoint.afterManifest", 2,
          "checkpoint.manifestRemoved", 2);

  /** Takes checkpoints 0 to 3. */
  static final class Taking {
    private Taking() {}

    public static void main(String[] args) throws IOException {
      CheckpointModel model = new CheckpointModel(new LocalFiles(), args[0], SEED, 2);
      model.store().create();
      for (int superstep = 0; superstep < 4; superstep++) {
        model.take(1, superstep);
        model.store().keepTwo();
      }
    }
  }

  @TempDir Path directory;

  @Test
  void leavesTheNewestCheckpointWhereverItHalts() throws Exception {
    LocalFiles files = new LocalFiles();
    for (Map.Entry<String, Integer> point : POINTS.entrySet()) {
      String root = directory.resolve(point.getKey()).toString();
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-D" + CrashPoints.PROPERTY + "=" + point.getKey() + "@superstep=2",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Taking.class.getName(),
                  root)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor()).as(point.getKey()).isEqualTo(CrashPoints.EXIT_CODE);

      CheckpointModel model = new CheckpointModel(files, root, SEED, 2);
      CheckpointStore.Search search = model.store().newestValid(CheckpointStore.Check.CHECKSUMS);
      assertThat(search.skipped()).as(point.getKey()).isEmpty();
      Manifest newest = search.newest().orElseThrow();
      assertThat(newest.superstep()).as(point.getKey()).isEqualTo(point.getValue());
      model.requireWhole(newest);

      model.store().removeUnpublished(2);
      String parts = directory.resolve(point.getKey()) + "/%2e.%2fjob%2f17/parts";
      assertThat(files.list(parts).stream().map(FileStat::name))
          .as(point.getKey())
          .allMatch(name -> name.endsWith(".part"));
      model.store().removeJob();
      assertThat(Path.of(root)).isEmptyDirectory();
    }
  }
}
