package pregel.loaders.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A piece of an input line as it may be shown: short, on one line, nothing a terminal obeys. */
public final class Excerpt {
  private static final int MAX_CHARS = 60;

  /** So many bytes of a line are shown as the whole line would be. */
  static final int ENOUGH_BYTES = 4 * MAX_CHARS + 1;

  private Excerpt() {}

  /** The start of a line in quotes, what is not printable or not UTF-8 written as an escape. */
  public static String of(byte[] line) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(line, 0, Math.min(line.length, 4 * MAX_CHARS));
    StringBuilder shown = new StringBuilder("\"");
    while (in.hasRemaining() && shown.length() <= MAX_CHARS) {
      CharBuffer two = CharBuffer.allocate(2);
      int at = in.position();
      CoderResult result = decoder.reset().decode(in, two, true);
      two.flip();
      if (!two.hasRemaining() || (result.isUnderflow() && in.position() == at)) {
        shown.append(String.format("\\x%02x", in.get(at) & 0xff));
        in.position(at + 1);
        continue;
      }
      int point = Character.codePointAt(two, 0);
      in.position(at + utf8Bytes(point));
      append(shown, point);
    }
    if (in.hasRemaining() || line.length > in.limit()) {
      shown.append("...");
    }
    return shown.append('"').toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '"', '\\' -> shown.append('\\').append((char) point);
      case '\t' -> shown.append("\\t");
      case '\r' -> shown.append("\\r");
      case '\n' -> shown.append("\\n");
      default -> {
        int type = Character.getType(point);
        boolean hidden =
            Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED;
        if (hidden) {
          shown.append(String.format(point < 0x80 ? "\\x%02x" : "\\u%04x", point));
        } else {
          shown.appendCodePoint(point);
        }
      }
    }
  }

  private static int utf8Bytes(int point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
