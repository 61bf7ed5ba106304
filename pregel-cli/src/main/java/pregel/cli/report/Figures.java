package pregel.cli.report;

/** Numbers for people, without the cost of a formatter at the start of a small run. */
public final class Figures {
  private Figures() {}

  /** With commas between thousands. */
  public static String count(long number) {
    String digits = Long.toString(Math.abs(number));
    StringBuilder text = new StringBuilder(number < 0 ? "-" : "");
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        text.append(',');
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }

  /** With a fixed number of decimals. */
  public static String fixed(double number, int decimals) {
    if (!(Math.abs(number) < 1e15)) {
      return Double.toString(number);
    }
    long scale = 1;
    for (int i = 0; i < decimals; i++) {
      scale *= 10;
    }
    long scaled = Math.round(Math.abs(number) * scale);
    String whole = (number < 0 && scaled > 0 ? "-" : "") + scaled / scale;
    return decimals == 0 ? whole : whole + "." + Long.toString(scale + scaled % scale).substring(1);
  }

  /** One, and many with an s. */
  public static String counted(long number, String noun) {
    return counted(number, noun, noun + "s");
  }

  /** One, and many. */
  public static String counted(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** Seconds. */
  public static String seconds(double seconds) {
    return fixed(seconds, 3) + " s";
  }

  /** Bytes in the unit that fits. */
  public static String bytes(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " bytes";
    }
    if (bytes < 1 << 20) {
      return fixed(bytes / 1024.0, 1) + " KiB";
    }
    return bytes < 1 << 30
        ? fixed(bytes / 1048576.0, 1) + " MiB"
        : fixed(bytes / 1073741824.0, 2) + " GiB";
  }

  /** A rate per second, in thousands or millions. */
  public static String rate(double perSecond) {
    return perSecond >= 1e6
        ? fixed(perSecond / 1e6, 1) + " M/s"
        : perSecond >= 1e4 ? fixed(perSecond / 1e3, 1) + " k/s" : fixed(perSecond, 0) + "/s";
  }
}
