package pregel.cli.option;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes such as {@code 512m} and {@code 8g}, in bytes. The launcher reads them alike. */
public final class MemorySize implements ITypeConverter<Long> {
  private static final String UNITS = "kmgt";

  @Override
  public Long convert(String text) {
    String size = text.toLowerCase(Locale.ROOT).replaceFirst("i?b$", "");
    int shift = 0;
    if (!size.isEmpty()) {
      int unit = UNITS.indexOf(size.charAt(size.length() - 1));
      if (unit >= 0) {
        shift = 10 * (unit + 1);
        size = size.substring(0, size.length() - 1);
      }
    }
    try {
      long number = Long.parseLong(size);
      if (number > 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    } catch (NumberFormatException e) {
      // Refused below, as numbers out of range are.
    }
    throw new TypeConversionException("\"" + text + "\" is not a size such as 512m or 8g");
  }
}
