package pregel.core.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import pregel.core.block.DamagedFileException;
import pregel.core.files.PathNames;

/**
 * A part that has been written.
 *
 * <p>In messages and manifests, big-endian; a text is its length in 4 bytes and its UTF-8:
 *
 * <pre>
 *   4 superstep
 *   4 attempt
 *   text name
 *   8 bytes of the file
 *   4 checksum
 *   4 number of older parts needed, and the file name of each as a text
 * </pre>
 *
 * @param superstep of the checkpoint it was written for
 * @param attempt which wrote it
 * @param name what the writer called it, unique in its superstep and attempt
 * @param bytes length of its file
 * @param checksum of the directory at its end, which has the checksums of its blocks
 * @param needs file names of the older parts it refers to
 */
public record PartInfo(
    int superstep, int attempt, String name, long bytes, int checksum, List<String> needs) {
  private static final int LONGEST_TEXT = 1 << 16;

  public PartInfo {
    needs = List.copyOf(needs);
  }

  /** The name of its file among the job's parts. */
  public String fileName() {
    return fileName(superstep, attempt, name);
  }

  static String fileName(int superstep, int attempt, String name) {
    return new PartOrder(attempt, superstep).prefix() + PathNames.escape(name) + PartOrder.SUFFIX;
  }

  /** Appends the part to a message or manifest. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(superstep);
    out.writeInt(attempt);
    writeText(out, name);
    out.writeLong(bytes);
    out.writeInt(checksum);
    out.writeInt(needs.size());
    for (String need : needs) {
      writeText(out, need);
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static PartInfo readFrom(DataInput in) throws IOException {
    int superstep = in.readInt();
    int attempt = in.readInt();
    String name = readText(in);
    long bytes = in.readLong();
    int checksum = in.readInt();
    int count = in.readInt();
    List<String> needs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      needs.add(readText(in));
    }
    return new PartInfo(superstep, attempt, name, bytes, checksum, needs);
  }

  static void writeText(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_TEXT) {
      throw new IllegalArgumentException("a name of " + bytes.length + " bytes");
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readText(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new DamagedFileException("has a name of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
