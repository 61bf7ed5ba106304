package pregel.worker.table.expression;

import java.util.Arrays;
import java.util.Locale;
import pregel.core.table.StringVector;

/** Functions of strings, on their bytes. */
final class Utf8Text {
  private Utf8Text() {}

  /** The number of code points. */
  static long length(StringVector text, int row) {
    return codePoints(text.array(), text.start(row), text.end(row));
  }

  private static long codePoints(byte[] bytes, int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count += isStart(bytes[i]) ? 1 : 0;
    }
    return count;
  }

  private static boolean isStart(byte c) {
    return (c & 0xc0) != 0x80;
  }

  static void lower(StringVector text, int row, StringVector to) {
    if (isAscii(text, row)) {
      shift(text, row, 'A', to);
    } else {
      to.append(text.get(row).toLowerCase(Locale.ROOT));
    }
  }

  static void upper(StringVector text, int row, StringVector to) {
    if (isAscii(text, row)) {
      shift(text, row, 'a', to);
    } else {
      to.append(text.get(row).toUpperCase(Locale.ROOT));
    }
  }

  private static boolean isAscii(StringVector text, int row) {
    byte[] bytes = text.array();
    int any = 0;
    for (int i = text.start(row); i < text.end(row); i++) {
      any |= bytes[i];
    }
    return any >= 0;
  }

  /** Copies with the 26 letters from {@code first} on in the other case. */
  private static void shift(StringVector text, int row, char first, StringVector to) {
    byte[] from = text.array();
    to.begin(text.length(row));
    byte[] into = to.array();
    int at = to.start(to.size());
    for (int i = text.start(row); i < text.end(row); i++) {
      boolean letter = from[i] >= first && from[i] < first + 26;
      into[at++] = (byte) (letter ? from[i] ^ 0x20 : from[i]);
    }
    to.endRow(at);
  }

  static void trim(StringVector text, int row, StringVector to) {
    byte[] bytes = text.array();
    int from = text.start(row);
    int end = text.end(row);
    while (from < end && bytes[from] == ' ') {
      from++;
    }
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    to.append(bytes, from, end);
  }

  static void concat(StringVector first, StringVector second, int row, StringVector to) {
    to.begin(first.length(row) + second.length(row));
    int at = to.start(to.size());
    System.arraycopy(first.array(), first.start(row), to.array(), at, first.length(row));
    at += first.length(row);
    System.arraycopy(second.array(), second.start(row), to.array(), at, second.length(row));
    to.endRow(at + second.length(row));
  }

  static void substring(StringVector text, int row, long from, long length, StringVector to) {
    byte[] bytes = text.array();
    int end = text.end(row);
    int first = end;
    int last = end;
    boolean inside = false;
    long place = 0;
    for (int i = text.start(row); i < end; i++) {
      if (!isStart(bytes[i])) {
        continue;
      }
      place++;
      boolean wanted = place >= from && place - from < length;
      if (wanted && !inside) {
        first = i;
        inside = true;
      } else if (!wanted && inside) {
        last = i;
        break;
      }
    }
    to.append(bytes, first, Math.max(first, last));
  }

  static boolean contains(StringVector text, StringVector part, int row) {
    int length = part.length(row);
    for (int at = text.start(row); at + length <= text.end(row); at++) {
      if (isAt(text, at, part, row)) {
        return true;
      }
    }
    return false;
  }

  static boolean startsWith(StringVector text, StringVector part, int row) {
    return part.length(row) <= text.length(row) && isAt(text, text.start(row), part, row);
  }

  static boolean endsWith(StringVector text, StringVector part, int row) {
    int at = text.end(row) - part.length(row);
    return at >= text.start(row) && isAt(text, at, part, row);
  }

  private static boolean isAt(StringVector text, int at, StringVector part, int row) {
    return Arrays.equals(
        text.array(), at, at + part.length(row), part.array(), part.start(row), part.end(row));
  }
}
