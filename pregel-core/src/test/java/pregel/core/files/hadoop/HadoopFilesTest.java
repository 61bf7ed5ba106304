package pregel.core.files.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStore;
import pregel.core.files.FileStoreContract;
import pregel.core.files.FileStores;

/** The Hadoop client on its own implementation of local files. */
class HadoopFilesTest extends FileStoreContract {
  @TempDir Path directory;

  private FileStore store;

  @Override
  protected FileStore store() {
    if (store == null) {
      store = HadoopFiles.open(root());
    }
    return store;
  }

  @Override
  protected String root() {
    return "file://" + directory;
  }

  @Test
  void saysWhichSchemeTheClientDoesNotKnow() {
    assertThatThrownBy(() -> FileStores.of("nonsense://host/a"))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
        .hasMessageStartingWith("nonsense://host/a: the Hadoop client knows no such file system");
  }

  @Test
  void isFoundForItsSchemes() {
    // Opening it connects to nobody.
    FileStores.Place place = FileStores.of("hdfs://localhost:1/data/a/");
    assertThat(place.path()).isEqualTo("hdfs://localhost:1/data/a");
    assertThat(place.store()).isInstanceOf(HadoopFiles.class);
    assertThat(place.store().renamesAtomically()).isTrue();
  }

  @Test
  void saysHowToAddTheClientWhereItIsMissing() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (!entry.contains("hadoop")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> stores = without.loadClass(FileStores.class.getName());
      assertThat(stores.getMethod("of", String.class).invoke(null, "/a")).isNotNull();
      assertThatThrownBy(() -> stores.getMethod("of", String.class).invoke(null, "hdfs://host/a"))
          .cause()
          .hasMessageStartingWith("hdfs://host/a: ")
          .hasMessageContaining("not on the class path")
          .hasMessageContaining("hadoop-client-api");
    }
  }

  @Test
  void leavesNoneOfTheClientsOwnFilesBehind() throws IOException {
    write("a", "a");
    store().delete(at("a"));
    assertThat(directory).isEmptyDirectory();
  }
}
