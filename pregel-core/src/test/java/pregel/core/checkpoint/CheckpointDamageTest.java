package pregel.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.core.block.DamagedFileException;
import pregel.core.files.FileStat;
import pregel.core.files.MemoryFiles;

/** What was altered after it was written is noticed, and the checkpoint before is used. */
class CheckpointDamageTest {
  private static final long SEED = 23;

  private final MemoryFiles files = new MemoryFiles();
  private final CheckpointModel model = new CheckpointModel(files, SEED, 2);

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    takeThree();
    for (FileStat file : filesOf(2)) {
      for (long bit = 0; bit < file.bytes() * 8; bit++) {
        // All bits of the ends, where lengths are; of the rest some.
        if (bit > 600 && bit < file.bytes() * 8 - 2000 && bit % 37 != 0) {
          continue;
        }
        files.flip(file.path(), bit);
        CheckpointStore.Search search = search();
        assertThat(search.newest().orElseThrow().superstep())
            .as("bit %s of %s", bit, file.path())
            .isEqualTo(1);
        assertThat(search.skipped()).hasSize(1);
        assertThat(search.skipped().get(0)).contains("superstep 2").contains(file.name());
        files.flip(file.path(), bit);
      }
    }
    assertThat(search().newest().orElseThrow().superstep()).isEqualTo(2);
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    takeThree();
    Random random = new Random(SEED);
    for (FileStat file : filesOf(2)) {
      for (int i = 0; i < 40; i++) {
        MemoryFiles copy = new MemoryFiles();
        CheckpointModel again = new CheckpointModel(copy, SEED, 2);
        again.store().create();
        again.take(1, 0);
        again.take(1, 1);
        again.take(1, 2);
        int length = random.nextInt((int) file.bytes());
        copy.cut(file.path(), length);
        for (CheckpointStore.Check check : CheckpointStore.Check.values()) {
          CheckpointStore.Search search = again.store().newestValid(check);
          assertThat(search.newest().orElseThrow().superstep())
              .as("%s cut to %s", file.path(), length)
              .isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aMissingPartIsNoticed() throws IOException {
    takeThree();
    files.delete(partOf(1, 2).path());
    CheckpointStore.Search search = search();
    assertThat(search.newest().orElseThrow().superstep()).isEqualTo(1);
    assertThat(search.skipped().get(0)).contains("is missing");
  }

  @Test
  void withoutTheEdgesThereIsNone() throws IOException {
    takeThree();
    FileStat edges =
        files.files().stream().filter(file -> file.name().contains("edges")).findFirst().get();
    files.flip(edges.path(), 8 * 100);
    CheckpointStore.Search search = search();
    assertThat(search.newest()).isEmpty();
    assertThat(search.skipped()).hasSize(3);
  }

  @Test
  void aReaderNoticesWhatASearchBySizesDoesNot() throws IOException {
    Manifest last = takeThree();
    FileStat part = partOf(1, 2);
    files.flip(part.path(), 8 * 12);
    Manifest found = model.store().newestValid(CheckpointStore.Check.SIZES).newest().orElseThrow();
    assertThat(found.superstep()).isEqualTo(2);
    assertThatThrownBy(() -> model.requireWhole(found))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("block \"ranks\" at byte 8");
    model.store().reject(last, "as a reader found");
    CheckpointStore.Search next = model.store().newestValid(CheckpointStore.Check.SIZES);
    assertThat(next.newest().orElseThrow().superstep()).isEqualTo(1);
    assertThat(next.skipped().get(0)).contains("as a reader found");
  }

  @Test
  void whatWasFoundDamagedIsNotOneOfTheTwoThatAreKept() throws IOException {
    takeThree();
    files.flip(partOf(1, 2).path(), 8 * 12);
    model.resume(model.store().newestValid(CheckpointStore.Check.CHECKSUMS).newest().orElseThrow());
    model.take(2, 2);
    model.store().keepTwo();
    files.flip(partOf(2, 2).path(), 8 * 12);
    Manifest found = search().newest().orElseThrow();
    assertThat(found.superstep()).isEqualTo(1);
    model.requireWhole(found);
  }

  @Test
  void aLaterAttemptIsNewerThanAFencedOneThatWentOn() throws IOException {
    takeThree();
    model.take(2, 1);
    model.take(1, 9);
    assertThat(search().newest().orElseThrow().attempt()).isEqualTo(2);
    assertThat(model.store().lastAttempt()).isEqualTo(2);
  }

  @Test
  void abandonsNothingThatIsPublished() throws IOException {
    takeThree();
    assertThatThrownBy(() -> model.store().abandon(1, 2)).isInstanceOf(IllegalStateException.class);
    model.store().abandon(1, 3);
    assertThat(search().newest().orElseThrow().superstep()).isEqualTo(2);
  }

  @Test
  void keepsOtherJobs() throws IOException {
    takeThree();
    CheckpointStore other = new CheckpointStore(files, "/checkpoints", "..");
    other.create();
    try (PartWriter writer = other.part(1, 0, "../../a")) {
      writer.write("b", new int[] {1});
      PartInfo part = writer.finish();
      other.publish(
          new Manifest("..", 1, 1, 0, List.of(part), new byte[0], new byte[0], new int[0]));
    }
    model.store().removeJob();
    assertThat(files.files())
        .hasSize(2)
        .allMatch(file -> file.path().startsWith("/checkpoints/%2e"));
    assertThat(search().newest()).isEmpty();
    Manifest found = other.newestValid(CheckpointStore.Check.CHECKSUMS).newest().orElseThrow();
    assertThat(other.open(found, found.parts().get(0)).readInts("b")).containsExactly(1);
  }

  @Test
  void refusesAManifestWithoutWhatItsPartsNeed() throws IOException {
    Manifest last = takeThree();
    List<PartInfo> columns =
        last.parts().stream().filter(part -> part.name().startsWith("columns")).toList();
    assertThatThrownBy(
            () ->
                new Manifest(
                    CheckpointModel.JOB, 1, 1, 2, columns, new byte[0], new byte[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("edges");
    PartInfo gone = new PartInfo(2, 1, "gone", 10, 0, List.of());
    assertThatThrownBy(
            () ->
                model
                    .store()
                    .publish(
                        new Manifest(
                            CheckpointModel.JOB,
                            1,
                            1,
                            3,
                            List.of(gone),
                            new byte[0],
                            new byte[0],
                            new int[0])))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("is missing");
  }

  private Manifest takeThree() throws IOException {
    model.store().create();
    model.take(1, 0);
    model.take(1, 1);
    return model.take(1, 2);
  }

  /** As another process would: without what this one has found out. */
  private CheckpointStore.Search search() throws IOException {
    return new CheckpointModel(files, SEED, 2).store().newestValid(CheckpointStore.Check.CHECKSUMS);
  }

  private List<FileStat> filesOf(int superstep) {
    return filesOf(1, superstep);
  }

  private List<FileStat> filesOf(int attempt, int superstep) {
    String prefix = attempt + "-" + superstep + "-";
    return files.files().stream().filter(file -> file.name().startsWith(prefix)).toList();
  }

  private FileStat partOf(int attempt, int superstep) {
    return filesOf(attempt, superstep).stream()
        .filter(file -> file.name().endsWith(".part"))
        .findFirst()
        .orElseThrow();
  }
}
