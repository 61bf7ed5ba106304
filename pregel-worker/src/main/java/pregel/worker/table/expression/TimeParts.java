package pregel.worker.table.expression;

import java.time.LocalDate;
import pregel.api.table.Function;

/** Parts of date-times. */
final class TimeParts {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private TimeParts() {}

  static long of(Function part, long micros) {
    return switch (part) {
      case YEAR -> date(micros).getYear();
      case MONTH -> date(micros).getMonthValue();
      case DAY -> date(micros).getDayOfMonth();
      case HOUR -> Math.floorMod(micros, DAY) / HOUR;
      case MINUTE -> Math.floorMod(micros, HOUR) / MINUTE;
      case SECOND -> Math.floorMod(micros, MINUTE) / SECOND;
      default -> throw new IllegalArgumentException(part + " is not a part of a date-time");
    };
  }

  private static LocalDate date(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
  }
}
