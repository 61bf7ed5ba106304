package pregel.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest extends FileStoreContract {
  @TempDir Path directory;

  private final FileStore store = new LocalFiles();

  @Override
  protected FileStore store() {
    return store;
  }

  @Override
  protected String root() {
    return directory.toString();
  }

  @Test
  void removesALinkAndNotWhatItLeadsTo() throws IOException {
    store.createDirectories(at("d"));
    write("d/a", "a");
    store.createDirectories(at("e"));
    Files.createSymbolicLink(Path.of(at("e/link")), Path.of(at("d")));
    store.delete(at("e"));
    assertThat(text("d/a")).isEqualTo("a");
    assertThat(Path.of(at("e"))).doesNotExist();
  }

  @Test
  void sawALinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(Path.of(at("link")), Path.of(at("nothing")));
    assertThat(store.stat(at("link")).orElseThrow().kind()).isEqualTo(FileStat.Kind.OTHER);
  }

  @Test
  void findsItselfForPlainPathsAndFileUris() {
    FileStores.Place plain = FileStores.of(directory + "/x/../y");
    assertThat(plain.store()).isInstanceOf(LocalFiles.class);
    assertThat(plain.path()).isEqualTo(directory + "/y");
    assertThat(FileStores.of(directory.toUri().toString()).path()).isEqualTo(directory.toString());
    assertThat(FileStores.of("relative").path())
        .isEqualTo(Path.of("relative").toAbsolutePath().toString());
  }
}
