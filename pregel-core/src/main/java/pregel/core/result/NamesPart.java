package pregel.core.result;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import pregel.core.files.FileWriter;
import pregel.core.graph.Texts;
import pregel.core.graph.TextsBuilder;
import pregel.core.graph.VertexNames;

/**
 * The names of one worker's vertices, ascending by id. All numbers are big endian.
 *
 * <pre>
 *  size field
 *     4 magic 0x5047524e
 *     1 version
 *     4 names
 *       for each: 4 id, 2 length, the name as UTF-8
 *     8 CRC-32C of all before
 * </pre>
 */
public final class NamesPart {
  /** What the files of names are called, before the number of the worker. */
  public static final String PREFIX = "names-";

  private static final int MAGIC = 0x5047524e;
  private static final int VERSION = 1;
  private static final int BUFFER = 1 << 16;

  private NamesPart() {}

  /**
   * Writes a part; the caller finishes the file.
   *
   * @param ids ascending; each has a name
   */
  public static void write(FileWriter to, long[] ids, VertexNames names) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(new WriterStream(to), new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
    out.writeInt(MAGIC);
    out.writeByte(VERSION);
    out.writeInt(ids.length);
    for (long id : ids) {
      byte[] name = names.bytes(id);
      out.writeInt((int) id);
      out.writeShort(name.length);
      out.write(name);
    }
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /** A part to be read. */
  record Source(String name, InputStream bytes) {}

  /** Puts the names of all workers together: every id from 0 up has one. */
  static VertexNames merge(List<Source> parts) throws IOException {
    List<Reader> readers = new ArrayList<>();
    long left = 0;
    for (Source part : parts) {
      Reader reader = new Reader(part);
      readers.add(reader);
      left += reader.left;
      reader.next();
    }
    TextsBuilder names = new TextsBuilder();
    while (left-- > 0) {
      Reader next = null;
      for (Reader reader : readers) {
        next = reader.id == names.count() ? reader : next;
      }
      if (next == null) {
        throw new IOException("the name of vertex " + names.count() + " is in no part");
      }
      names.add(next.name, 0, next.length);
      next.next();
    }
    return new VertexNames(names.build());
  }

  private static final class Reader {
    private static final int NONE = -1;

    private final String where;
    private final CheckedInputStream checked;
    private final DataInputStream in;
    private final byte[] name = new byte[Texts.LONGEST];
    private long left;
    private int id = NONE;
    private int length;

    Reader(Source part) throws IOException {
      where = part.name();
      // The buffer lies below the checksum, so that this is of what was read and no more.
      checked = new CheckedInputStream(new BufferedInputStream(part.bytes(), BUFFER), new CRC32C());
      in = new DataInputStream(checked);
      if (in.readInt() != MAGIC || in.readByte() != VERSION) {
        throw new IOException(where + ": is no part of a result of this version");
      }
      left = in.readInt();
    }

    /** Goes to the next name; behind the last one, checks the sum. */
    void next() throws IOException {
      if (left-- > 0) {
        id = in.readInt();
        length = in.readShort();
        if (length <= 0) {
          throw new IOException(where + ": has a name of " + length + " bytes");
        }
        in.readFully(name, 0, length);
        return;
      }
      id = NONE;
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum || in.read() >= 0) {
        throw new IOException(where + ": does not have the checksum that it should");
      }
    }
  }
}
