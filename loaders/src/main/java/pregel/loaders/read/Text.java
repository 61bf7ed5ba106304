package pregel.loaders.read;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.files.FileStore;

/**
 * The text of one file or of standard input, unpacked, without its byte order mark. First it may be
 * peeked at and read line by line, then it is taken chunk by chunk. One thread at a time.
 */
public final class Text implements Closeable {
  /** The input that means standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int PEEK_BYTES = 1 << 16;

  private final String name;

  /** What must not change while it is read; null for standard input and pipes. */
  private final FileStat file;

  private final FileStore store;
  private final Compression compression;
  private final InputStream in;

  /** Read but not yet taken: bytes {@code from} to {@code to} - 1. */
  private byte[] pending = new byte[PEEK_BYTES];

  private int from;
  private int to;
  private boolean ended;
  private long start;
  private long offset;
  private long lines;
  private int lastLineBytes;

  /** Whether the rest of an overlong line is still to come. */
  private boolean skipping;

  private Text(
      String name, FileStat file, FileStore store, Compression compression, InputStream in) {
    this.name = name;
    this.file = file;
    this.store = store;
    this.compression = compression;
    this.in = in;
  }

  /** Bytes of a file's text; -1 if that is not known before it is read. */
  public static long plainBytes(String name) {
    return name.equals(STANDARD_INPUT) || Compression.ofName(name) != Compression.NONE
        ? -1
        : stat(name).bytes();
  }

  /** Opens a file, or standard input if the name is {@code -}. */
  public static Text open(String name) {
    if (name.equals(STANDARD_INPUT)) {
      return unpacked("standard input", null, null, unclosed(System.in));
    }
    InputPlace place = InputPlace.of(name);
    FileStat file = stat(name);
    try {
      FileStat watched = file.isFile() ? file : null;
      return unpacked(name, watched, place.store(), place.store().read(place.path(), 0));
    } catch (IOException e) {
      throw unopened(name, e);
    }
  }

  /**
   * Opens a run of whole lines of a file that is not packed.
   *
   * @param file as it must still be
   * @param from where the first line starts
   * @param to where the line after the last one starts
   */
  static Text open(String name, FileStat file, long from, long to) {
    InputPlace place = InputPlace.of(name);
    try {
      InputStream whole = place.store().read(place.path(), from);
      InputStream lines = to == file.bytes() ? whole : new LimitedStream(whole, to - from);
      Text text = new Text(name, file, place.store(), Compression.NONE, lines);
      text.start = from;
      text.offset = from;
      if (from == 0) {
        text.skipByteOrderMark();
      }
      return text;
    } catch (IOException e) {
      throw unopened(name, e);
    }
  }

  /** The entry of a file, which must be there. */
  static FileStat stat(String name) {
    InputPlace place = InputPlace.of(name);
    try {
      FileStat file = place.store().stat(place.path()).orElse(null);
      if (file == null) {
        throw failure(name, "no such file; check the path", null);
      }
      if (file.isDirectory()) {
        throw failure(name, "a directory where a file is expected; name a file", null);
      }
      return file;
    } catch (IOException e) {
      throw unopened(name, e);
    }
  }

  static JobException unopened(String name, IOException e) {
    return failure(name, "cannot be read: " + reason(e) + "; check that you may read it", e);
  }

  /** The name to use in messages. */
  public String name() {
    return name;
  }

  /** Lines taken by {@link #nextLine}. */
  public long lines() {
    return lines;
  }

  /** Where it starts in its file. */
  long start() {
    return start;
  }

  /** Bytes of the file up to what {@link #nextLine} has taken. */
  long offset() {
    return offset;
  }

  /** Whether everything was taken. */
  boolean atEnd() {
    if (from == to && !ended) {
      fillPending(1);
    }
    return from == to;
  }

  /** A copy of the first bytes, whole lines if possible; nothing is taken. */
  public byte[] peek() {
    fillPending(PEEK_BYTES);
    return Arrays.copyOfRange(pending, from, to);
  }

  /**
   * Takes the next line, without its end; null at the end of the text. Every byte is one character.
   */
  public String nextLine() {
    int at = 0;
    while (true) {
      while (from + at < to) {
        if (pending[from + at] == '\n') {
          return takeLine(at, at + 1);
        }
        at++;
      }
      if (at > 1 << 20) {
        throw failure(
            name + ":" + (lines + 1), "a line of more than 1 MiB; check the file's format", null);
      }
      if (!fillPending(at + 1)) {
        return at == 0 ? null : takeLine(at, at);
      }
    }
  }

  /** Gives back the line that {@link #nextLine} returned last. */
  public void pushBack() {
    from -= lastLineBytes;
    offset -= lastLineBytes;
    lines--;
    lastLineBytes = 0;
  }

  /**
   * Takes the next chunk; false at the end of the text. What a chunk holds depends on the text and
   * the layout alone.
   */
  public boolean nextChunk(Chunk chunk, TextLayout layout) throws IOException {
    if (chunk.capacity() != layout.chunkBytes()) {
      chunk.bytes = new byte[layout.chunkBytes() + 1];
    }
    if (skipping) {
      skipLine();
    }
    chunk.overlong = false;
    chunk.offset = offset;
    int length = 0;
    while (true) {
      length = fill(chunk, length);
      if (length < chunk.capacity()) {
        if (length == 0) {
          return false;
        }
        offset += length;
        chunk.end = length;
        if (chunk.bytes[length - 1] != '\n') {
          chunk.bytes[chunk.end++] = '\n';
        }
        return true;
      }
      int whole = layout.cut().wholeLines(chunk.bytes, length);
      if (whole == 0 && length > layout.lineBytes()) {
        whole = LineCut.ANY_LINE.wholeLines(chunk.bytes, length);
      }
      if (whole > 0) {
        offset += whole;
        giveBack(chunk.bytes, whole, length);
        chunk.end = whole;
        return true;
      }
      if (length > layout.lineBytes()) {
        chunk.overlong = true;
        skipping = true;
        offset += length;
        chunk.bytes[length] = '\n';
        chunk.end = length + 1;
        return true;
      }
      chunk.grow((int) Math.min(2L * length, layout.lineBytes() + 1L));
    }
  }

  /** Fails if the file is not the one that was opened. */
  public void checkUnchanged() {
    if (file == null) {
      return;
    }
    try {
      Optional<FileStat> now = store.stat(file.path());
      if (now.isEmpty()) {
        throw failure(name, "disappeared while it was read; run again when it is complete", null);
      }
      if (!now.get().equals(file)) {
        throw failure(name, "changed while it was read; run again when it is complete", null);
      }
    } catch (IOException e) {
      throw failure(name, "disappeared while it was read; run again when it is complete", e);
    }
  }

  /** The failure for something the stream reported. */
  public JobException unreadable(IOException e) {
    return unreadable(name, e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Text unpacked(String name, FileStat file, FileStore store, InputStream raw) {
    try {
      byte[] magic = raw.readNBytes(4);
      PushbackInputStream whole = new PushbackInputStream(raw, 4);
      whole.unread(magic);
      Compression found = Compression.ofContent(magic, magic.length);
      Compression promised = Compression.ofName(name);
      if (promised != Compression.NONE && promised != found) {
        throw new IOException(
            "expected "
                + promised.label()
                + " data as its name says but found "
                + (magic.length == 0 ? "nothing" : "something else"));
      }
      Text text = new Text(name, file, store, found, found.unpack(whole));
      text.skipByteOrderMark();
      return text;
    } catch (IOException | RuntimeException e) {
      JobException failure = e instanceof JobException known ? known : unreadable(name, e);
      try {
        raw.close();
      } catch (IOException closing) {
        failure.addSuppressed(closing);
      }
      throw failure;
    }
  }

  private void skipLine() throws IOException {
    skipping = false;
    while (true) {
      while (from < to) {
        offset++;
        if (pending[from++] == '\n') {
          return;
        }
      }
      if (ended) {
        return;
      }
      from = 0;
      to = Math.max(0, readSome(pending, 0, pending.length));
      ended = to == 0;
    }
  }

  private void skipByteOrderMark() {
    fillPending(3);
    if (to - from >= 3
        && pending[from] == (byte) 0xef
        && pending[from + 1] == (byte) 0xbb
        && pending[from + 2] == (byte) 0xbf) {
      from += 3;
      offset += 3;
    }
  }

  private String takeLine(int length, int taken) {
    int shown = length > 0 && pending[from + length - 1] == '\r' ? length - 1 : length;
    String line = new String(pending, from, shown, StandardCharsets.ISO_8859_1);
    from += taken;
    offset += taken;
    lines++;
    lastLineBytes = taken;
    return line;
  }

  /** Reads until {@code count} bytes are pending; false if there are not that many. */
  private boolean fillPending(int count) {
    if (from + count > pending.length) {
      // Taken bytes stay in front as long as they may be given back.
      int keep = Math.min(from, lastLineBytes);
      byte[] wider = new byte[Math.max(pending.length, 2 * (keep + count))];
      System.arraycopy(pending, from - keep, wider, 0, keep + to - from);
      to += keep - from;
      from = keep;
      pending = wider;
    }
    try {
      while (to - from < count && !ended) {
        int read = readSome(pending, to, pending.length - to);
        if (read < 0) {
          ended = true;
        } else {
          to += read;
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    return to - from >= count;
  }

  /** Fills a chunk from {@code length} on, as far as the text goes; returns its length. */
  private int fill(Chunk chunk, int length) throws IOException {
    int copied = Math.min(chunk.capacity() - length, to - from);
    System.arraycopy(pending, from, chunk.bytes, length, copied);
    from += copied;
    int at = length + copied;
    while (at < chunk.capacity() && !ended) {
      int read = readSome(chunk.bytes, at, chunk.capacity() - at);
      if (read < 0) {
        ended = true;
      } else {
        at += read;
      }
    }
    return at;
  }

  /** Reads bytes; whatever goes wrong in unpacking them is the data's fault. */
  private int readSome(byte[] target, int at, int length) throws IOException {
    try {
      return in.read(target, at, length);
    } catch (IOException | RuntimeException e) {
      if (compression == Compression.NONE || compression == Compression.GZIP) {
        throw e;
      }
      throw new IOException("corrupt " + compression.label() + " data: " + reason(e), e);
    }
  }

  private void giveBack(byte[] bytes, int first, int length) {
    int tail = length - first;
    if (from < to) {
      // All of the chunk came from here.
      from -= tail;
      return;
    }
    if (tail > pending.length) {
      pending = new byte[tail];
    }
    System.arraycopy(bytes, first, pending, 0, tail);
    from = 0;
    to = tail;
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
  }

  private static JobException failure(String where, String what, Throwable cause) {
    return new JobException(FailureKind.INPUT, where + ": " + what, cause);
  }

  private static JobException unreadable(String name, Exception e) {
    return failure(name, reason(e) + "; check that the file is complete", e);
  }

  private static InputStream unclosed(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
      }

      @Override
      public void close() {
        // Standard input belongs to the process.
      }
    };
  }
}
