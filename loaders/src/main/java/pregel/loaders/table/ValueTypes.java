package pregel.loaders.table;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import pregel.api.table.ColumnType;
import pregel.api.table.DateTimeText;
import pregel.loaders.read.Decimal;

/** The type that a text seems to have. */
final class ValueTypes {
  private static final int MOST_LONG_CHARS = 20;

  private ValueTypes() {}

  static ColumnType of(String text) {
    if (isLong(text)) {
      return ColumnType.LONG;
    }
    if (text.equals("true") || text.equals("false")) {
      return ColumnType.BOOLEAN;
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!hasLeadingZero(text) && new Decimal().parse(bytes, 0, bytes.length)) {
      return ColumnType.DOUBLE;
    }
    return isDateTime(text) ? ColumnType.DATE_TIME : ColumnType.STRING;
  }

  private static boolean isLong(String text) {
    if (text.isEmpty() || text.length() > MOST_LONG_CHARS || hasLeadingZero(text)) {
      return false;
    }
    if (text.charAt(0) == '+') {
      return false;
    }
    try {
      Long.parseLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether reading it as a number would lose zeros, as of a post code. */
  private static boolean hasLeadingZero(String text) {
    int first = text.startsWith("-") ? 1 : 0;
    return text.length() > first + 1
        && text.charAt(first) == '0'
        && Character.isDigit(text.charAt(first + 1));
  }

  private static boolean isDateTime(String text) {
    if (text.length() < 10 || text.charAt(4) != '-') {
      return false;
    }
    try {
      DateTimeText.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
