package pregel.loaders.write;

/** Text that could be mistaken for a separator, made safe in each format's own way. */
final class Quoting {
  private static final String HEX = "0123456789abcdef";

  private Quoting() {}

  static String of(RowFormat format, String text) {
    return switch (format) {
      case CSV -> csv(text);
      case TSV, TXT -> escaped(text);
      case JSONL -> json(text);
    };
  }

  /** In quotes, quotes doubled, if need be. */
  static String csv(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  static String json(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Backslashes before tabs, line ends and themselves. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
