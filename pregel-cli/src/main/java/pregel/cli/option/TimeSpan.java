package pregel.cli.option;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations such as {@code 90s}, {@code 15m}, {@code 1h30m}; a bare number is seconds. */
public final class TimeSpan implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    try {
      Duration duration =
          upper.matches("[0-9]+")
              ? Duration.ofSeconds(Long.parseLong(upper))
              : upper.matches("[0-9]+MS")
                  ? Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)))
                  : Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
      // Throws when it is more than a clock in nanoseconds can tell.
      if (duration.toNanos() > 0) {
        return duration;
      }
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      // Refused below, as zero is.
    }
    throw new TypeConversionException("\"" + text + "\" is not a duration such as 90s, 15m or 2h");
  }
}
