package pregel.core.coordination;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What ids of jobs, workers and masters may look like: they become names of nodes. */
final class Names {
  static final int MOST_BYTES = 100;
  static final int MOST_TEXT_BYTES = 4096;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private Names() {}

  static String require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what
              + " \""
              + name
              + "\": use 1 to 100 letters, digits, dots, dashes and underscores, a letter or digit"
              + " first");
    }
    return name;
  }

  static String requireText(String what, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_TEXT_BYTES) {
      throw new IllegalArgumentException(what + " of " + bytes + " bytes");
    }
    return text;
  }

  /** The beginning of a text, so long that {@link #requireText} takes it. */
  static String shorten(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_TEXT_BYTES) {
      return text;
    }
    int end = MOST_TEXT_BYTES - 3;
    // Not in the middle of a character.
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
  }
}
