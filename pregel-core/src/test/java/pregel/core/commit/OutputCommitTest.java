package pregel.core.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileWriter;
import pregel.core.files.MemoryFiles;

class OutputCommitTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final String PLACE = "/data/out";

  /** What one run of the job does, and what the place may look like after it. */
  private static final class Run {
    final long seed;
    final MemoryFiles files;
    final boolean overwrite;
    final boolean single;
    final int tasks;

    Run(long seed) throws IOException {
      this.seed = seed;
      Random random = new Random(seed);
      files = new MemoryFiles(seed % 3 != 2);
      overwrite = random.nextBoolean();
      single = seed % 5 == 4;
      tasks = single ? 1 : random.nextInt(4);
      files.createDirectories("/data");
      put("/data/other", "stays");
      if (overwrite) {
        if (single) {
          put(PLACE, "old");
        } else {
          files.createDirectories(PLACE);
          put(PLACE + "/part-0", "old");
          put(PLACE + "/part-7", "old");
          put(PLACE + "/_SUCCESS", "");
        }
      }
    }

    OutputCommit commit() {
      return new OutputCommit(files, PLACE, "job/../1");
    }

    void prepare() throws IOException {
      commit().prepare(overwrite);
    }

    List<OutputPart> write(int attempt) throws IOException {
      TaskGrants grants = new TaskGrants();
      List<OutputPart> parts = new ArrayList<>();
      for (int task = 0; task < tasks; task++) {
        // Two tries of each; one may commit. A stray file of the other must not show.
        for (int tryNumber = 0; tryNumber < 2; tryNumber++) {
          try (TaskOutput output = commit().task(attempt, task, tryNumber)) {
            try (FileWriter file = output.create("part-" + task)) {
              file.write(ByteBuffer.wrap(text(task).getBytes(StandardCharsets.UTF_8)));
              file.finish();
            }
            if (grants.grant(task, tryNumber)) {
              parts.addAll(output.commit());
            }
          }
        }
      }
      return parts;
    }

    void finish(int attempt, List<OutputPart> parts) throws IOException {
      if (single) {
        commit().commitFile(attempt, parts.get(0), overwrite);
      } else {
        commit().commitDirectory(attempt, parts, overwrite);
      }
    }

    /** Ends a commit that has begun; begins it if it has not, which another attempt would do. */
    boolean resume(List<OutputPart> parts) throws IOException {
      OutputCommit commit = commit();
      if (!commit.hasBegun()) {
        if (!commit.wasFinished()) {
          finish(3, parts);
        }
        return false;
      }
      int attempt = commit.begun().orElseThrow();
      if (single) {
        commit.commitFile(attempt, commit.begunFile("part-0"), overwrite);
      } else {
        commit.commitDirectory(
            attempt, commit.begunParts(name -> name.startsWith("part-")), overwrite);
      }
      return true;
    }

    String text(int task) {
      return "new " + task + "x".repeat((int) (seed % 7));
    }

    TreeMap<String, String> expected() {
      TreeMap<String, String> expected = new TreeMap<>();
      expected.put("/data/other", "stays");
      if (single) {
        expected.put(PLACE, text(0));
        return expected;
      }
      for (int task = 0; task < tasks; task++) {
        expected.put(PLACE + "/part-" + task, text(task));
      }
      expected.put(PLACE + "/_SUCCESS", "");
      return expected;
    }

    static TreeMap<String, String> nothing() {
      TreeMap<String, String> nothing = new TreeMap<>();
      nothing.put("/data/other", "stays");
      return nothing;
    }

    TreeMap<String, String> before() {
      TreeMap<String, String> before = new TreeMap<>();
      before.put("/data/other", "stays");
      if (overwrite && single) {
        before.put(PLACE, "old");
      } else if (overwrite) {
        before.put(PLACE + "/part-0", "old");
        before.put(PLACE + "/part-7", "old");
        before.put(PLACE + "/_SUCCESS", "");
      }
      return before;
    }

    /** All files that readers see: hidden ones are not for them, nor is what has no mark. */
    TreeMap<String, String> visible() throws IOException {
      TreeMap<String, String> found = new TreeMap<>();
      for (FileStat file : files.files()) {
        if (!file.path().contains("/.")) {
          found.put(file.path(), read(file.path()));
        }
      }
      if (!found.containsKey(PLACE + "/_SUCCESS")) {
        found.keySet().removeIf(path -> path.startsWith(PLACE + "/"));
      }
      return found;
    }

    String read(String path) throws IOException {
      try (InputStream in = files.read(path, 0)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    void put(String path, String text) throws IOException {
      try (FileWriter file = files.create(path)) {
        file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        file.finish();
      }
    }
  }

  @Test
  void aCommitThatDiesAnywhereIsFinishedByTheNext() throws IOException {
    long crashes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      boolean crashed = true;
      for (long half = 0; crashed; half++) {
        String where = "seed " + seed + ", half step " + half;
        Run run = new Run(seed);
        run.prepare();
        List<OutputPart> parts = run.write(3);
        run.files.crashAfter(half);
        crashed = dies(() -> run.finish(3, parts));
        run.files.restart();
        requireOldOrNew(run, where);
        // The next leader dies as well, somewhere.
        run.files.crashAfter(new Random(seed + half).nextInt(30));
        dies(() -> run.finish(3, parts));
        run.files.restart();
        requireOldOrNew(run, where);
        run.finish(3, parts);
        run.finish(3, parts);
        assertThat(run.visible()).as(where).isEqualTo(run.expected());
        requireNothingHidden(run, where);
        crashes += crashed ? 1 : 0;
      }
    }
    assertThat(crashes).isGreaterThan(SEEDS * 10L);
  }

  @Test
  void aLeaderThatKnowsNoPartsFindsOutWhatACommitIsAbout() throws IOException {
    long resumed = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      boolean crashed = true;
      for (long half = 0; crashed; half++) {
        String where = "seed " + seed + ", half step " + half;
        Run run = new Run(seed);
        run.prepare();
        List<OutputPart> parts = run.write(3);
        run.files.crashAfter(half);
        crashed = dies(() -> run.finish(3, parts));
        run.files.restart();
        run.files.crashAfter(new Random(seed + half).nextInt(30));
        dies(() -> run.resume(parts));
        run.files.restart();
        resumed += run.resume(parts) ? 1 : 0;
        assertThat(run.visible()).as(where).isEqualTo(run.expected());
        requireNothingHidden(run, where);
      }
    }
    assertThat(resumed).isGreaterThan(SEEDS * 5L);
  }

  @Test
  void theNextStartRepairsWhatAJobThatDiedLeft() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      for (long half = 0; half < 60; half++) {
        String where = "seed " + seed + ", half step " + half;
        Run run = new Run(seed);
        run.files.crashAfter(half);
        dies(
            () -> {
              run.prepare();
              run.finish(1, run.write(1));
            });
        run.files.restart();
        requireOldOrNew(run, where);
        if (run.visible().equals(run.expected()) && !run.expected().equals(run.before())) {
          continue;
        }
        if (run.files.renamesAtomically()) {
          OutputCommit other = new OutputCommit(run.files, PLACE, "another");
          other.prepare(true);
          assertThat(run.visible()).as(where).isIn(run.before(), run.expected());
          other.abort();
        }
        // The same job again, from its beginning.
        run.commit().prepare(true);
        run.commit().abort();
        // Where renames copy, the commit begins by removing the old output.
        assertThat(run.visible())
            .as(where)
            .isIn(
                run.before(), run.expected(), run.files.renamesAtomically() ? null : Run.nothing());
        requireNothingHidden(run, where);
      }
    }
  }

  @Test
  void whatIsGivenUpLeavesTheOldOutput() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed);
      run.prepare();
      run.write(1);
      run.commit().abort();
      assertThat(run.visible()).as("seed %s", seed).isEqualTo(run.before());
      requireNothingHidden(run, "seed " + seed);
    }
  }

  @Test
  void leavesAnotherJobsStageAlone() throws IOException {
    MemoryFiles files = new MemoryFiles();
    files.createDirectories("/data");
    OutputCommit first = new OutputCommit(files, PLACE, "1");
    first.prepare(false);
    first.task(1, 0, 0).create("a").finish();
    long count = files.files().size();
    OutputCommit second = new OutputCommit(files, PLACE, "2");
    second.prepare(false);
    second.abort();
    assertThat(files.files()).hasSize((int) count);
    first.abort();
    assertThat(files.files()).isEmpty();
  }

  @Test
  void refusesAPlaceThatIsTaken() throws IOException {
    MemoryFiles files = new MemoryFiles();
    files.createDirectories(PLACE + "/photos");
    OutputCommit commit = new OutputCommit(files, PLACE, "1");
    assertThatThrownBy(() -> commit.prepare(false))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OUTPUT))
        .hasMessageContaining("--overwrite");
    assertThatThrownBy(() -> commit.prepare(true)).hasMessageContaining("not a result");
  }

  @Test
  void refusesAPlaceThatWasTakenMeanwhile() throws IOException {
    long seed = 0;
    Run run = new Run(seed);
    while (run.overwrite || run.single || !run.files.renamesAtomically()) {
      run = new Run(++seed);
    }
    Run taken = run;
    run.prepare();
    List<OutputPart> parts = run.write(1);
    run.files.createDirectories(PLACE);
    run.put(PLACE + "/_SUCCESS", "");
    assertThatThrownBy(() -> taken.finish(1, parts))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("appeared while the job ran");
    run.commit().abort();
    assertThat(run.visible()).containsOnlyKeys("/data/other", PLACE + "/_SUCCESS");
  }

  @Test
  void refusesToCommitWithoutAPart() throws IOException {
    Run run = new Run(3);
    run.prepare();
    List<OutputPart> parts = new ArrayList<>(run.write(1));
    parts.add(new OutputPart("part-9", 5));
    assertThatThrownBy(() -> run.finish(1, parts))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("part-9: is missing");
    assertThat(run.visible()).isEqualTo(run.before());
  }

  @Test
  void aTaskOfAJobThatHasEndedWritesNothing() throws IOException {
    Run run = new Run(0);
    run.prepare();
    run.finish(1, run.write(1));
    assertThatThrownBy(() -> run.commit().task(1, 0, 5)).isInstanceOf(NoSuchFileException.class);
    requireNothingHidden(run, "seed 0");
  }

  @Test
  void oneTryIsGranted() {
    TaskGrants grants = new TaskGrants();
    assertThat(grants.grant(1, 2)).isTrue();
    assertThat(grants.grant(1, 3)).isFalse();
    assertThat(grants.grant(1, 2)).isTrue();
    grants.lost(1, 3);
    assertThat(grants.grant(1, 3)).isFalse();
    grants.lost(1, 2);
    assertThat(grants.grant(1, 3)).isTrue();
    assertThat(grants.grant(1, 2)).isFalse();
  }

  private static void requireOldOrNew(Run run, String where) throws IOException {
    // In the midst of a swap there is none; the next start repairs that.
    assertThat(run.visible()).as(where).isIn(run.before(), run.expected(), Run.nothing());
  }

  private static void requireNothingHidden(Run run, String where) throws IOException {
    assertThat(run.files.list("/data").stream().map(FileStat::path))
        .as(where)
        .allMatch(path -> path.equals(PLACE) || path.equals("/data/other"));
  }

  private interface Step {
    void run() throws IOException;
  }

  private static boolean dies(Step step) throws IOException {
    try {
      step.run();
      return false;
    } catch (MemoryFiles.Crash e) {
      return true;
    }
  }
}
