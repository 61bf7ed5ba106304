package pregel.cli.job;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What watched vertices did, on its way from the workers of a machine to the process that tells it:
 * a file for each superstep and worker, which is whole when it has its name. Attempts that repeat a
 * superstep say the same of it again.
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

  /** Those of a job whose rows are staged at a place on this machine. */
  public static WatchFiles beside(String place) {
    return new WatchFiles(Path.of(place + "-watch"));
  }

  /**
   * Puts down what a worker's vertices did in a superstep.
   *
   * @param lines by id
   */
  void write(int superstep, int worker, Map<Long, String> lines) throws IOException {
    Files.createDirectories(directory);
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
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (!name.startsWith(UNFINISHED)) {
            found.add(Integer.parseInt(name.substring(0, name.indexOf('-'))));
          }
        }
      }
    }
    return found;
  }

  /** Takes what all workers' vertices did in a superstep, by id. */
  public SortedMap<Long, String> take(int superstep) throws IOException {
    SortedMap<Long, String> lines = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return lines;
    }
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
