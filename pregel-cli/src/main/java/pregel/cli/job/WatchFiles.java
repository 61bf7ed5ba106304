package pregel.cli.job;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * What watched vertices did, on its way from the workers to the process that tells it: a file for
 * each superstep and worker, which is whole when it has its name. Attempts that repeat a superstep
 * say the same of it again. They lie beside the output, in a directory that whoever tells them
 * makes and removes: workers that do not see it do not share its files.
 *
 * <pre>
 *  a file: for each vertex 8 id, 4 length, the line that tells of it as UTF-8
 * </pre>
 */
public final class WatchFiles {
  private static final String UNFINISHED = ".";

  private final Path directory;

  private WatchFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Those of a job.
   *
   * @param place of its output
   * @param id of the job
   */
  public static WatchFiles beside(String place, String id) {
    return new WatchFiles(Path.of(place + "-watch-" + id));
  }

  /**
   * Makes the directory, before the job is there.
   *
   * @throws JobException of kind OUTPUT if it is there: somebody else's, or left by one who died
   */
  public void create() throws IOException {
    if (directory.getParent() != null) {
      Files.createDirectories(directory.getParent());
    }
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      throw new JobException(
          FailureKind.OUTPUT,
          "--watch: "
              + directory
              + " is there already; if nobody waits for a job of this name, remove it, or give"
              + " another --job",
          e);
    }
  }

  /** Removes it with what was not taken, when the job has ended. */
  public void remove() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(directory);
  }

  /**
   * Makes sure that this process sees what the one sees that tells.
   *
   * @throws JobException of kind USAGE if not
   */
  void requireShared() {
    if (!Files.isDirectory(directory)) {
      throw new JobException(
          FailureKind.USAGE,
          "--watch: a worker does not see "
              + directory
              + ", through which it tells; name an output where all machines and this one share "
              + "files, or use --workers");
    }
  }

  /**
   * Puts down what a worker's vertices did in a superstep.
   *
   * @param lines by id
   */
  void write(int superstep, int worker, Map<Long, String> lines) throws IOException {
    String name = superstep + "-" + worker;
    Path unfinished = directory.resolve(UNFINISHED + name);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
      for (Map.Entry<Long, String> line : lines.entrySet()) {
        byte[] text = line.getValue().getBytes(StandardCharsets.UTF_8);
        out.writeLong(line.getKey());
        out.writeInt(text.length);
        out.write(text);
      }
    }
    Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The supersteps of which there is something. */
  public SortedSet<Integer> supersteps() throws IOException {
    SortedSet<Integer> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith(UNFINISHED)) {
          found.add(Integer.parseInt(name.substring(0, name.indexOf('-'))));
        }
      }
    }
    return found;
  }

  /** Takes what all workers' vertices did in a superstep, by id. */
  public SortedMap<Long, String> take(int superstep) throws IOException {
    SortedMap<Long, String> lines = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(superstep + "-")) {
          read(file, lines);
          Files.delete(file);
        }
      }
    }
    return lines;
  }

  private static void read(Path file, Map<Long, String> lines) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        long id;
        try {
          id = in.readLong();
        } catch (EOFException e) {
          return;
        }
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        lines.put(id, new String(text, StandardCharsets.UTF_8));
      }
    }
  }
}
