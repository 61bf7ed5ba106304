package pregel.loaders.read;

import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import pregel.api.FailureKind;
import pregel.api.JobException;

/** What the readers of formats with a header share: the line at hand, its fields, its failures. */
final class HeaderText {
  private final Text text;
  private String line = "";

  HeaderText(Text text) {
    this.text = text;
  }

  /** Takes the next line that is neither blank nor starts with {@code comment}; null at the end. */
  String next(String comment) {
    do {
      line = text.nextLine();
    } while (line != null && (line.isBlank() || line.startsWith(comment)));
    return line;
  }

  /** Takes the next line, whatever it is; null at the end. */
  String any() {
    line = text.nextLine();
    return line;
  }

  static String[] fields(String line) {
    StringTokenizer tokens = new StringTokenizer(line, " \t\r");
    String[] fields = new String[tokens.countTokens()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = tokens.nextToken();
    }
    return fields;
  }

  /** A count in the line at hand. */
  long count(String field, String expected) {
    byte[] digits = field.getBytes(StandardCharsets.ISO_8859_1);
    long count = VertexId.parse(digits, 0, digits.length);
    if (count < 0) {
      throw unexpected(expected);
    }
    return count;
  }

  /** The failure for the line at hand, or for a text that ends too early. */
  JobException unexpected(String expected) {
    if (line == null) {
      return new JobException(
          FailureKind.INPUT,
          text.name()
              + ": expected "
              + expected
              + " but found the end of the file; check that it is complete");
    }
    return new JobException(
        FailureKind.INPUT,
        text.name()
            + ":"
            + text.lines()
            + ": expected "
            + expected
            + " but found: "
            + Excerpt.of(line.getBytes(StandardCharsets.ISO_8859_1))
            + "; check the header, or give the right --format");
  }

  /** The failure for a text that holds more or less than its header says. */
  static JobException miscounted(String name, String expected, String found) {
    return new JobException(
        FailureKind.INPUT,
        name
            + ": expected "
            + expected
            + " as the header says but found "
            + found
            + "; check that the file is complete");
  }
}
