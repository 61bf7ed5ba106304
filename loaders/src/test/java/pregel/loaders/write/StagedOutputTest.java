package pregel.loaders.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;

class StagedOutputTest {
  @TempDir Path directory;

  @Test
  void appearsOnlyWhenCommitted() throws IOException {
    Path place = directory.resolve("a.txt");
    try (StagedOutput output = StagedOutput.open(place, false, false)) {
      Files.writeString(output.stage(), "whole");
      assertThat(place).doesNotExist();
      output.commit();
    }
    assertThat(directory.toFile().list()).containsExactly("a.txt");
    assertThat(place).hasContent("whole");
  }

  @Test
  void refusesAnExistingOutputBeforeWorkStarts() throws IOException {
    Path place = Files.writeString(directory.resolve("a.txt"), "old");
    assertThatThrownBy(() -> StagedOutput.open(place, false, false))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.OUTPUT))
        .hasMessageContaining("--overwrite");
    assertThat(place).hasContent("old");
  }

  @Test
  void replacesNoFolderThatIsNotAResult() throws IOException {
    Path place = Files.createDirectory(directory.resolve("photos"));
    Path photo = Files.writeString(place.resolve("cat.jpg"), "cat");
    assertThatThrownBy(() -> StagedOutput.open(place, true, true))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("not a result");
    assertThat(photo).exists();
    assertThat(directory.toFile().list()).containsExactly("photos");
  }

  @Test
  void keepsTheOldOutputUntilTheNewOneIsThere() throws IOException {
    Path place = Files.writeString(directory.resolve("a.txt"), "old");
    try (StagedOutput output = StagedOutput.open(place, false, true)) {
      Files.writeString(output.stage(), "new");
      assertThat(place).hasContent("old");
      output.commit();
    }
    assertThat(place).hasContent("new");
    assertThat(directory.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void replacesADirectoryByADirectory() throws IOException {
    Path place = Files.createDirectory(directory.resolve("a"));
    Files.writeString(place.resolve("part-00007.csv"), "old");
    Files.createFile(place.resolve("_SUCCESS"));
    try (StagedOutput output = StagedOutput.open(place, true, true)) {
      Files.writeString(output.stage().resolve("part-00000.csv"), "new");
      output.commit();
    }
    assertThat(place.toFile().list()).containsExactlyInAnyOrder("part-00000.csv", "_SUCCESS");
    assertThat(directory.toFile().list()).containsExactly("a");
  }

  @Test
  void putsBackWhatAnInterruptedReplacementMovedAside() throws IOException {
    Path place = directory.resolve("a.txt");
    Files.writeString(directory.resolve(".a.txt.pregel-old"), "old");
    assertThatThrownBy(() -> StagedOutput.open(place, false, false))
        .hasMessageContaining("exists already");
    assertThat(place).hasContent("old");
  }

  @Test
  void removesWhatADeadProcessLeft() throws IOException {
    // No process has this number: it is beyond what systems give.
    Path left = Files.writeString(directory.resolve(".a.txt.pregel-stage-999999999"), "half");
    Path other = Files.writeString(directory.resolve(".b.txt.pregel-stage-999999999"), "half");
    StagedOutput.open(directory.resolve("a.txt"), false, false).close();
    assertThat(left).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void namesAMissingDirectory() {
    assertThatThrownBy(
            () -> StagedOutput.open(directory.resolve("no").resolve("a.txt"), false, false))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("its directory does not exist");
  }

  @Test
  void aFullDiskHasAKindOfItsOwn() {
    JobException full = OutputFailures.of("a.csv", new IOException("No space left on device"));
    assertThat(full.kind()).isEqualTo(FailureKind.DISK_FULL);
    assertThat(full).hasMessageStartingWith("a.csv: the disk is full");
  }
}
