package pregel.core.files;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files of this machine, and of what is mounted on it. */
public final class LocalFiles implements FileStore {
  /** Whether a directory can be opened to be synced. */
  private static final boolean SYNCS_DIRECTORIES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  @Override
  public Optional<FileStat> stat(String path) throws IOException {
    Path entry = Path.of(path);
    try {
      return Optional.of(stat(path, Files.readAttributes(entry, BasicFileAttributes.class)));
    } catch (NoSuchFileException e) {
      return link(path, entry);
    } catch (FileSystemException e) {
      if (isBelowAFile(entry)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A link that leads nowhere. */
  private static Optional<FileStat> link(String path, Path entry) throws IOException {
    try {
      return Optional.of(
          stat(
              path,
              Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isBelowAFile(Path entry) {
    Path above = entry.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && !Files.isDirectory(above);
  }

  private static FileStat stat(String path, BasicFileAttributes found) {
    FileStat.Kind kind =
        found.isRegularFile()
            ? FileStat.Kind.FILE
            : found.isDirectory() ? FileStat.Kind.DIRECTORY : FileStat.Kind.OTHER;
    return new FileStat(
        path,
        kind,
        found.isRegularFile() ? found.size() : 0,
        found.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  @Override
  public List<FileStat> list(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> entries = Files.list(Path.of(directory))) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    names.sort(null);
    List<FileStat> found = new ArrayList<>(names.size());
    for (String name : names) {
      // What has gone meanwhile is not there.
      stat(FileStore.join(directory, name)).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public InputStream read(String file, long offset) throws IOException {
    Path path = Path.of(file);
    FileInputStream in;
    try {
      // Reads pipes too, which have no place to be at.
      in = new FileInputStream(path.toFile());
    } catch (FileNotFoundException e) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      throw (IOException) new NoSuchFileException(file).initCause(e);
    }
    try {
      if (offset > 0) {
        in.getChannel().position(offset);
      }
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public FileWriter create(String file) throws IOException {
    return new LocalWriter(Path.of(file));
  }

  @Override
  public void createDirectories(String directory) throws IOException {
    Path path = Path.of(directory);
    if (Files.isDirectory(path)) {
      return;
    }
    Path parent = path.getParent();
    if (parent != null) {
      createDirectories(parent.toString());
    }
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      // Another process may have been quicker.
      if (!Files.isDirectory(path)) {
        throw e;
      }
    }
    sync(parent);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = Path.of(from);
    Path target = Path.of(to);
    // A rename replaces an empty directory; a name that is taken is taken.
    if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)
        && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to);
    }
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(target.getParent());
    if (!source.getParent().equals(target.getParent())) {
      sync(source.getParent());
    }
  }

  @Override
  public void delete(String path) throws IOException {
    Path entry = Path.of(path);
    if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
      remove(entry);
      sync(entry.getParent());
    }
  }

  private static void remove(Path entry) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> inside;
      try (Stream<Path> entries = Files.list(entry)) {
        inside = entries.toList();
      }
      for (Path each : inside) {
        remove(each);
      }
    }
    Files.deleteIfExists(entry);
  }

  @Override
  public boolean renamesAtomically() {
    return true;
  }

  /** A name is durable once its directory is; where directories cannot be opened, it just is. */
  private static void sync(Path directory) throws IOException {
    if (directory == null || !SYNCS_DIRECTORIES) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static final class LocalWriter implements FileWriter {
    private final Path file;
    private final FileChannel channel;
    private boolean finished;

    LocalWriter(Path file) throws IOException {
      if (!Files.isDirectory(file.toAbsolutePath().getParent())
          && Files.exists(file.toAbsolutePath().getParent())) {
        throw new NotDirectoryException(file.toAbsolutePath().getParent().toString());
      }
      this.file = file;
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void finish() throws IOException {
      channel.force(true);
      channel.close();
      finished = true;
      sync(file.toAbsolutePath().getParent());
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (!finished) {
        Files.deleteIfExists(file);
      }
    }
  }
}
