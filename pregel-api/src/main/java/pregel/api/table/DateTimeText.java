package pregel.api.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Date-times as text: {@code 2026-11-27T10:05:00}, with a fraction only where there is one. */
public final class DateTimeText {
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(java.time.temporal.ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(java.util.Locale.ROOT);

  private DateTimeText() {}

  /** The text of a column's value. */
  public static String of(long micros) {
    return TEXT.format(Expressions.dateTime(micros));
  }

  /**
   * A column's value from text: a date, or a date, a T or a blank, and a time of day.
   *
   * @throws DateTimeException if it is none
   */
  public static long parse(String text) {
    if (text.length() == 10) {
      return Expressions.micros(LocalDate.parse(text).atStartOfDay());
    }
    boolean blank = text.length() > 10 && text.charAt(10) == ' ';
    return Expressions.micros(
        LocalDateTime.parse(blank ? text.substring(0, 10) + 'T' + text.substring(11) : text));
  }
}
