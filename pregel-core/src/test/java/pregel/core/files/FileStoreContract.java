package pregel.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store does. */
public abstract class FileStoreContract {
  /** The store, the same one for each call in a test. */
  protected abstract FileStore store();

  /** An empty directory of it. */
  protected abstract String root();

  @Test
  void readsBackFromAnyByte() throws IOException {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    try (FileWriter writer = store().create(at("a"))) {
      writer.write(ByteBuffer.wrap(bytes, 0, 1000));
      writer.write(direct.position(1000));
      assertThat(direct.hasRemaining()).isFalse();
      writer.finish();
    }
    for (int offset : new int[] {0, 1, 999, 2_000_000, 3_000_000, 3_000_001}) {
      try (InputStream in = store().read(at("a"), offset)) {
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
      }
    }
  }

  @Test
  void saysWhatIsThere() throws IOException {
    store().createDirectories(at("d/e"));
    write("d/b", "bb");
    write("d/a", "a");
    write("c", "ccc");
    assertThat(store().list(at("d")).stream().map(FileStat::name)).containsExactly("a", "b", "e");
    assertThat(store().list(at("d")).stream().map(FileStat::path))
        .containsExactly(at("d/a"), at("d/b"), at("d/e"));
    assertThat(store().list(at("d")).stream().map(FileStat::bytes)).containsExactly(1L, 2L, 0L);
    assertThat(store().stat(at("c")).orElseThrow().bytes()).isEqualTo(3);
    assertThat(store().stat(at("c")).orElseThrow().isFile()).isTrue();
    assertThat(store().stat(at("d")).orElseThrow().isDirectory()).isTrue();
    assertThat(store().stat(at("x"))).isEmpty();
    assertThat(store().list(at("x"))).isEmpty();
    assertThat(store().list(at("x/y"))).isEmpty();
    assertThat(store().stat(at("c/y"))).isEmpty();
  }

  @Test
  void tellsThatAFileHasChanged() throws Exception {
    write("a", "one");
    FileStat before = store().stat(at("a")).orElseThrow();
    assertThat(store().stat(at("a"))).contains(before);
    Thread.sleep(5);
    write("a", "two");
    FileStat after = store().stat(at("a")).orElseThrow();
    assertThat(after.bytes()).isEqualTo(before.bytes());
    assertThat(after.modifiedNanos()).isGreaterThan(before.modifiedNanos());
  }

  @Test
  void keepsNothingOfAFileThatIsNotFinished() throws IOException {
    try (FileWriter writer = store().create(at("a"))) {
      writer.write(ByteBuffer.wrap(new byte[100]));
    }
    assertThat(store().stat(at("a"))).isEmpty();
    assertThat(store().list(root())).isEmpty();
  }

  @Test
  void readsNoFileThatIsNotThere() {
    assertThatThrownBy(() -> store().read(at("a"), 0)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store().rename(at("a"), at("b")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void replacesAFileByARename() throws IOException {
    write("a", "new");
    write("b", "old");
    store().rename(at("a"), at("b"));
    assertThat(text("b")).isEqualTo("new");
    assertThat(store().list(root()).stream().map(FileStat::name)).containsExactly("b");
  }

  @Test
  void renamesADirectoryOnlyToAFreeName() throws IOException {
    store().createDirectories(at("d/e"));
    write("d/e/a", "a");
    store().rename(at("d"), at("f"));
    assertThat(text("f/e/a")).isEqualTo("a");
    assertThat(store().stat(at("d"))).isEmpty();
    store().createDirectories(at("taken"));
    assertThatThrownBy(() -> store().rename(at("f"), at("taken")))
        .isInstanceOf(FileSystemException.class);
    assertThat(text("f/e/a")).isEqualTo("a");
    assertThat(store().list(at("taken"))).isEmpty();
  }

  @Test
  void removesADirectoryAndAllInIt() throws IOException {
    store().createDirectories(at("d/e/f"));
    write("d/a", "a");
    write("d/e/f/b", "b");
    write("de", "stays");
    store().delete(at("d"));
    store().delete(at("nothing"));
    assertThat(store().list(root()).stream().map(FileStat::name)).containsExactly("de");
  }

  @Test
  void createsDirectoriesAsFarAsTheyAreMissing() throws IOException {
    store().createDirectories(at("d"));
    store().createDirectories(at("d/e/f"));
    store().createDirectories(at("d/e/f"));
    write("file", "x");
    assertThat(store().stat(at("d/e/f")).orElseThrow().isDirectory()).isTrue();
    assertThatThrownBy(() -> store().createDirectories(at("file"))).isInstanceOf(IOException.class);
  }

  @Test
  void aWholeFileAppearsWhenItIsFinished() throws IOException {
    write("a", "old");
    try (WholeFile file = WholeFile.create(store(), at("a"))) {
      file.write(ByteBuffer.wrap("half".getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(text("a")).isEqualTo("old");
    try (WholeFile file = WholeFile.create(store(), at("a"))) {
      file.write(ByteBuffer.wrap("new".getBytes(StandardCharsets.UTF_8)));
      assertThat(text("a")).isEqualTo("old");
      file.finish();
    }
    assertThat(text("a")).isEqualTo("new");
    assertThat(store().list(root()).stream().map(FileStat::name)).containsExactly("a");
  }

  @Test
  void keepsStrangeNamesInTheirPlace() throws IOException {
    for (String name :
        new String[] {"..", ".", "a/../../b", "a\0b", "", "ä ö*?", "x".repeat(999)}) {
      write(PathNames.escape(name), name);
    }
    for (FileStat file : store().list(root())) {
      assertThat(PathNames.escape(text(file.name()))).isEqualTo(file.name());
    }
    assertThat(store().list(root())).hasSize(7);
  }

  protected final String at(String name) {
    return FileStore.join(root(), name);
  }

  protected final void write(String name, String text) throws IOException {
    try (FileWriter writer = store().create(at(name))) {
      writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      writer.finish();
    }
  }

  protected final String text(String name) throws IOException {
    try (InputStream in = store().read(at(name), 0)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
