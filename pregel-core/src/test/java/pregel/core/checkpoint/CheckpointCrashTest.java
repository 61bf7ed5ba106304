package pregel.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import pregel.core.files.FileStat;
import pregel.core.files.MemoryFiles;

/** Whatever breaks while a checkpoint is written, what was published before is there. */
class CheckpointCrashTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @Test
  void afterACrashAtAnyStepTheNewestIsWhole() throws IOException {
    long crashes = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      boolean atomic = seed % 4 != 3;
      long half = 0;
      // Every half step of the first seeds, some of the others.
      Random random = new Random(seed);
      while (crash(seed, atomic, half)) {
        crashes++;
        half += seed < 2 ? 1 : 1 + random.nextInt(60);
      }
    }
    assertThat(crashes).isGreaterThan(500);
  }

  /** One job of several attempts, which dies at a half step; whether it did. */
  private static boolean crash(long seed, boolean atomic, long half) throws IOException {
    String where = "seed " + seed + ", crash at half step " + half;
    MemoryFiles files = new MemoryFiles(atomic);
    Random random = new Random(seed);
    int workers = 1 + random.nextInt(3);
    List<String> published = new ArrayList<>();
    List<String> begun = new ArrayList<>();
    files.crashAfter(half);
    boolean crashed = false;
    try {
      CheckpointModel model = new CheckpointModel(files, seed, workers);
      model.store().create();
      for (int step = 0; step < 4; step++) {
        begun.add(name(1, 3 * step));
        model.take(1, 3 * step);
        published.add(name(1, 3 * step));
        model.store().keepTwo();
      }
    } catch (MemoryFiles.Crash e) {
      crashed = true;
    }
    files.restart();

    CheckpointModel next = new CheckpointModel(files, seed, workers);
    CheckpointStore.Search search = next.store().newestValid(CheckpointStore.Check.CHECKSUMS);
    assertThat(search.skipped()).as(where).isEmpty();
    requireNewest(next, search.newest(), published, begun, where);

    // The next attempt goes on from there, and leaves nothing of what was not published.
    int attempt = next.store().lastAttempt() + 1;
    next.store().create();
    search.newest().ifPresent(next::resume);
    next.store().removeUnpublished(attempt);
    next.take(attempt, 20);
    next.store().keepTwo();
    next.take(attempt, 23);
    next.store().keepTwo();
    Manifest last = next.take(attempt, 26);
    next.store().keepTwo();
    Manifest found =
        next.store().newestValid(CheckpointStore.Check.CHECKSUMS).newest().orElseThrow();
    assertThat(name(found.attempt(), found.superstep())).as(where).isEqualTo(name(attempt, 26));
    next.requireWhole(found);
    requireOnlyTwo(files, last, workers, where);
    next.store().removeJob();
    assertThat(files.files()).as(where).isEmpty();
    return crashed;
  }

  private static void requireNewest(
      CheckpointModel model,
      Optional<Manifest> newest,
      List<String> published,
      List<String> begun,
      String where)
      throws IOException {
    if (newest.isEmpty()) {
      assertThat(published).as(where).isEmpty();
      return;
    }
    String name = name(newest.get().attempt(), newest.get().superstep());
    // What had been published, or what was being published, and then it is whole.
    assertThat(name)
        .as(where)
        .isIn(
            begun.get(begun.size() - 1),
            published.isEmpty() ? null : published.get(published.size() - 1));
    model.requireWhole(newest.get());
  }

  private static void requireOnlyTwo(MemoryFiles files, Manifest last, int workers, String where) {
    List<String> left = files.files().stream().map(FileStat::name).toList();
    assertThat(left.stream().filter(name -> name.endsWith(".manifest"))).as(where).hasSize(2);
    // Two of columns, and the edges that both refer to.
    assertThat(left).as(where).hasSize(2 + 3 * workers);
    last.parts().forEach(part -> assertThat(left).as(where).contains(part.fileName()));
  }

  @Test
  void aFullDiskLeavesTheOlderOne() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      MemoryFiles files = new MemoryFiles();
      CheckpointModel model = new CheckpointModel(files, seed, 2);
      model.store().create();
      model.take(1, 1);
      model.take(1, 2);
      long used = files.bytes();
      files.limit(used + new Random(seed).nextInt(1500));
      IOException full = null;
      int superstep = 3;
      while (full == null) {
        try {
          model.take(1, superstep);
          superstep++;
        } catch (IOException e) {
          full = e;
        }
      }
      assertThat(full).hasMessageContaining("No space left");
      model.store().abandon(1, superstep);
      assertThat(files.files()).as("seed %s", seed).noneMatch(inside(superstep));
      CheckpointStore.Search search = model.store().newestValid(CheckpointStore.Check.CHECKSUMS);
      Manifest found = search.newest().orElseThrow();
      assertThat(found.superstep()).as("seed %s", seed).isEqualTo(superstep - 1);
      assertThat(search.skipped()).as("seed %s", seed).isEmpty();
      model.requireWhole(found);
      files.limit(Long.MAX_VALUE);
      // Room again: the same checkpoint can be taken.
      model.take(1, superstep);
      model.store().keepTwo();
      model.requireWhole(
          model.store().newestValid(CheckpointStore.Check.CHECKSUMS).newest().orElseThrow());
    }
  }

  @Test
  void aStepThatFailsLeavesTheOlderOneAndCanBeRepeated() throws IOException {
    for (int seed = 0; seed < Math.min(SEEDS, 100); seed++) {
      boolean failed = true;
      for (int step = 0; failed; step++) {
        String where = "seed " + seed + ", step " + step;
        MemoryFiles files = new MemoryFiles(seed % 2 == 0);
        CheckpointModel model = new CheckpointModel(files, seed, 2);
        model.store().create();
        model.take(1, 1);
        model.take(1, 2);
        files.failAfter(step);
        failed = false;
        try {
          model.take(1, 3);
          model.store().keepTwo();
        } catch (IOException e) {
          failed = true;
          Manifest found =
              model.store().newestValid(CheckpointStore.Check.CHECKSUMS).newest().orElseThrow();
          assertThat(found.superstep()).as(where).isBetween(2, 3);
          model.requireWhole(found);
        }
        files.restart();
        model.take(1, 3);
        model.store().keepTwo();
        assertThat(
                model
                    .store()
                    .newestValid(CheckpointStore.Check.CHECKSUMS)
                    .newest()
                    .orElseThrow()
                    .superstep())
            .as(where)
            .isEqualTo(3);
      }
    }
  }

  private static Predicate<FileStat> inside(int superstep) {
    return file -> file.name().contains("1-" + superstep + "-");
  }

  private static String name(int attempt, int superstep) {
    return attempt + "-" + superstep;
  }
}
