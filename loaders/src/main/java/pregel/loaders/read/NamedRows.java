package pregel.loaders.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import pregel.core.graph.NameTable;
import pregel.core.graph.Texts;

/**
 * Reads the rows of results whose ids are names, as the writers of CSV, of tabs with backslashes,
 * of JSON lines and of plain text put them. Each line tells which it is: by a brace, a quote, a
 * tab, a comma, or a blank.
 */
final class NamedRows {
  /** Why a line is no row. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String found) {
      super(found, null, false, false);
    }
  }

  private static final String TOO_MANY = "more than 2 columns";

  private final NameTable names;
  private final ResultReader.Sink sink;
  private final Decimal decimal = new Decimal();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private boolean namesMayCome = true;
  private byte[] bytes;
  private int at;
  private int end;

  NamedRows(NameTable names, ResultReader.Sink sink) {
    this.names = names;
    this.sink = sink;
  }

  /** Reads a line that is neither blank nor a comment; {@code from} is its first byte. */
  void line(byte[] line, int from, int to) throws Malformed {
    bytes = line;
    at = from;
    end = to;
    if (bytes[at] == '{') {
      namesMayCome = false;
      object();
      return;
    }
    boolean quoted = bytes[at] == '"';
    int separator = separator();
    byte[] id = quoted ? quotedText() : plainText(separator);
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    if (at < end && (bytes[at] == ',' || bytes[at] == '\t')) {
      at++;
    } else if (quoted || separator != ' ' || at == end) {
      throw new Malformed(quoted && at < end ? "text after a closing quote" : "1 column");
    }
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    byte[] value = at < end && bytes[at] == '"' ? quotedText() : plainText(separator);
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    if (at < end) {
      throw new Malformed(TOO_MANY);
    }
    boolean header = namesMayCome && !quoted && id.length == 2 && id[0] == 'i' && id[1] == 'd';
    namesMayCome = false;
    if (!header || isNumber(value)) {
      row(number(id), value);
    }
  }

  /** What ends the columns of a line that is not JSON. */
  private int separator() {
    boolean quoted = false;
    boolean comma = false;
    for (int i = at; i < end; i++) {
      byte c = bytes[i];
      // A quote opens at the start of a column; those of other columns have a backslash.
      quoted ^= c == '"' && (quoted || i == at || bytes[i - 1] == ',' || bytes[i - 1] == '"');
      if (c == '\t' && !quoted) {
        return '\t';
      }
      comma |= c == ',' && !quoted;
    }
    return comma ? ',' : ' ';
  }

  /** Text up to a separator; where tabs separate, a backslash stands before what needs one. */
  private byte[] plainText(int separator) throws Malformed {
    text.reset();
    int last = 0;
    while (at < end && bytes[at] != separator) {
      byte c = bytes[at++];
      boolean escaped = c == '\\' && separator == '\t';
      if (escaped) {
        if (at == end) {
          throw new Malformed("a backslash at the end");
        }
        c = bytes[at++];
        c = (byte) (c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c);
      }
      text.write(c);
      last = c == ' ' && !escaped ? last : text.size();
    }
    return Arrays.copyOf(text.toByteArray(), last);
  }

  private byte[] quotedText() throws Malformed {
    text.reset();
    at++;
    while (at < end) {
      byte c = bytes[at++];
      if (c == '"') {
        if (at == end || bytes[at] != '"') {
          return text.toByteArray();
        }
        at++;
      }
      text.write(c);
    }
    throw new Malformed("an unclosed quote");
  }

  /** An object with two members; what they are called does not matter. */
  private void object() throws Malformed {
    expect('{');
    string();
    expect(':');
    byte[] id = stringOrWord();
    expect(',');
    string();
    expect(':');
    boolean quoted = peek() == '"';
    byte[] value = stringOrWord();
    expect('}');
    if (peek() >= 0) {
      throw new Malformed("text after the object");
    }
    boolean isNull = !quoted && value.length == 4 && value[0] == 'n' && value[1] == 'u';
    row(number(id), isNull ? new byte[0] : value);
  }

  private int peek() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at < end ? bytes[at] : -1;
  }

  private void expect(char wanted) throws Malformed {
    if (peek() != wanted) {
      throw new Malformed("another object");
    }
    at++;
  }

  private byte[] stringOrWord() throws Malformed {
    if (peek() == '"') {
      return string();
    }
    text.reset();
    while (at < end && ",}: \t".indexOf(bytes[at]) < 0) {
      text.write(bytes[at++]);
    }
    return text.toByteArray();
  }

  private byte[] string() throws Malformed {
    expect('"');
    text.reset();
    StringBuilder units = new StringBuilder();
    while (at < end) {
      byte c = bytes[at++];
      if (c == '\\' && at < end && bytes[at] == 'u' && at + 5 <= end) {
        units.append((char) hex(at + 1));
        at += 5;
        continue;
      }
      put(units);
      if (c == '"') {
        return text.toByteArray();
      }
      if (c == '\\' && at < end) {
        c = bytes[at++];
        int control = "bfnrt".indexOf(c);
        c = control < 0 ? c : (byte) "\b\f\n\r\t".charAt(control);
      }
      text.write(c);
    }
    throw new Malformed("an unclosed quote");
  }

  private void put(StringBuilder units) {
    if (units.length() > 0) {
      text.writeBytes(units.toString().getBytes(StandardCharsets.UTF_8));
      units.setLength(0);
    }
  }

  private int hex(int from) throws Malformed {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw new Malformed("an escape that is not \\u and four digits");
      }
      value = 16 * value + digit;
    }
    return value;
  }

  private void row(long id, byte[] value) throws Malformed {
    if (value.length == 0) {
      sink.absent(id);
    } else if (isNumber(value)) {
      ResultReader.number(id, value, 0, value.length, decimal, sink);
    } else {
      sink.name(id, number(value));
    }
  }

  /** Whether a value is a number; one with a leading zero is rather a name. */
  private boolean isNumber(byte[] value) {
    boolean padded = value.length > 1 && value[0] == '0' && value[1] >= '0' && value[1] <= '9';
    return !padded && decimal.parse(value, 0, value.length);
  }

  private long number(byte[] name) throws Malformed {
    if (name.length == 0) {
      throw new Malformed("an empty name");
    }
    if (name.length > Texts.LONGEST) {
      throw new Malformed("a name of more than " + Texts.LONGEST + " bytes");
    }
    return names.number(name, 0, name.length);
  }
}
