package pregel.core.files.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;
import pregel.core.files.FileWriter;

/** A file system of the Hadoop client, set up by {@code core-site.xml} on the class path. */
public final class HadoopFiles implements FileStore {
  /** Those known to rename a directory at once; of others the worst is assumed. */
  private static final Set<String> ATOMIC = Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs", "file");

  private static final int COPY = 1 << 16;

  private final FileSystem files;
  private final FileContext context;
  private final boolean atomic;

  private HadoopFiles(FileSystem files, FileContext context, boolean atomic) {
    this.files = files;
    this.context = context;
    this.atomic = atomic;
  }

  /**
   * Opens the file system of a path. The client keeps one for all of a process, so there is nothing
   * to close.
   *
   * @throws JobException of kind USAGE if the client cannot reach it
   */
  public static FileStore open(String path) {
    try {
      URI uri = hadoop(path).toUri();
      Configuration configuration = new Configuration();
      boolean atomic = ATOMIC.contains(uri.getScheme());
      return new HadoopFiles(
          FileSystem.get(uri, configuration),
          // Only it replaces a file by a rename; object stores need not have one.
          atomic ? FileContext.getFileContext(uri, configuration) : null,
          atomic);
    } catch (UnsupportedFileSystemException e) {
      throw new JobException(
          FailureKind.USAGE,
          path
              + ": the Hadoop client knows no such file system ("
              + e.getMessage()
              + "); check the scheme, or add its library, such as hadoop-aws for s3a",
          e);
    } catch (IOException | RuntimeException e) {
      throw new JobException(
          FailureKind.USAGE,
          path
              + ": the Hadoop client cannot open it ("
              + e.getMessage()
              + "); check the path and core-site.xml on the class path",
          e);
    }
  }

  @Override
  public Optional<FileStat> stat(String path) throws IOException {
    try {
      return Optional.of(stat(path, files.getFileStatus(hadoop(path))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static FileStat stat(String path, FileStatus status) {
    FileStat.Kind kind =
        status.isFile()
            ? FileStat.Kind.FILE
            : status.isDirectory() ? FileStat.Kind.DIRECTORY : FileStat.Kind.OTHER;
    return new FileStat(
        path,
        kind,
        status.isFile() ? status.getLen() : 0,
        TimeUnit.MILLISECONDS.toNanos(status.getModificationTime()));
  }

  @Override
  public List<FileStat> list(String directory) throws IOException {
    List<FileStat> found = new ArrayList<>();
    try {
      for (FileStatus status : files.listStatus(hadoop(directory))) {
        // In the form that was asked for, which need not have the authority.
        found.add(stat(FileStore.join(directory, status.getPath().getName()), status));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    found.sort(Comparator.comparing(FileStat::path));
    return found;
  }

  @Override
  public InputStream read(String file, long offset) throws IOException {
    FSDataInputStream in;
    try {
      in = files.open(hadoop(file));
    } catch (FileNotFoundException e) {
      throw missing(file, e);
    }
    try {
      in.seek(offset);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public FileWriter create(String file) throws IOException {
    return new HadoopWriter(hadoop(file));
  }

  @Override
  public void createDirectories(String directory) throws IOException {
    if (!files.mkdirs(hadoop(directory))) {
      throw new IOException(directory + ": could not be created");
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    FileStat source = stat(from).orElseThrow(() -> new NoSuchFileException(from));
    // The client would move a directory into one that is there.
    if (source.isDirectory() && stat(to).isPresent()) {
      throw new FileAlreadyExistsException(to);
    }
    if (atomic) {
      try {
        context.rename(hadoop(from), hadoop(to), overwrite(source));
      } catch (FileNotFoundException e) {
        throw missing(from, e);
      } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
        throw (IOException) new FileAlreadyExistsException(to).initCause(e);
      }
      return;
    }
    if (!source.isDirectory()) {
      files.delete(hadoop(to), false);
    }
    if (!files.rename(hadoop(from), hadoop(to))) {
      throw new IOException(from + ": could not be renamed to " + to);
    }
  }

  private static Options.Rename overwrite(FileStat source) {
    return source.isDirectory() ? Options.Rename.NONE : Options.Rename.OVERWRITE;
  }

  @Override
  public void delete(String path) throws IOException {
    // False says that nothing was there.
    if (!files.delete(hadoop(path), true) && stat(path).isPresent()) {
      throw new IOException(path + ": could not be removed");
    }
  }

  @Override
  public boolean renamesAtomically() {
    return atomic;
  }

  /** {@code hdfs://host} is the root of that host. */
  private static Path hadoop(String path) {
    int authority = path.indexOf("://");
    return new Path(authority >= 0 && path.indexOf('/', authority + 3) < 0 ? path + "/" : path);
  }

  private static IOException missing(String file, IOException cause) {
    return (IOException) new NoSuchFileException(file).initCause(cause);
  }

  private final class HadoopWriter implements FileWriter {
    private final Path file;
    private final FSDataOutputStream out;
    private byte[] copy;
    private boolean ended;

    HadoopWriter(Path file) throws IOException {
      this.file = file;
      this.out = files.create(file, true);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (bytes.hasArray()) {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        bytes.position(bytes.limit());
        return;
      }
      if (copy == null) {
        copy = new byte[COPY];
      }
      while (bytes.hasRemaining()) {
        int count = Math.min(copy.length, bytes.remaining());
        bytes.get(copy, 0, count);
        out.write(copy, 0, count);
      }
    }

    @Override
    public void finish() throws IOException {
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      out.close();
      ended = true;
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        // An object appears when its stream is closed; this one must not.
        out.abort();
        return;
      }
      try (FSDataOutputStream closed = out) {
        closed.flush();
      } finally {
        files.delete(file, false);
      }
    }
  }
}
