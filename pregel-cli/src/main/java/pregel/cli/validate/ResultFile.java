package pregel.cli.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.loaders.write.Packing;

/**
 * A result as written: ids and their first value, by ascending id. Read from {@code id value} text
 * with blanks, tabs or commas, with or without a header, or from JSON lines; packed or not; one
 * file or a directory of parts.
 *
 * <p>A value is kept twice: as a whole number, if it is one, and as a real. A missing value stands
 * for what cannot be reached: the largest whole number, infinity.
 */
public final class ResultFile {
  private static final int EXCERPT = 60;

  private final String name;
  private long[] ids = new long[1024];
  private long[] wholes = new long[1024];
  private double[] reals = new double[1024];
  private int count;

  private ResultFile(String name) {
    this.name = name;
  }

  /** Reads a result. */
  public static ResultFile read(Path file) {
    ResultFile result = new ResultFile(file.toString());
    try {
      for (Path part : parts(file)) {
        result.readPart(part);
      }
    } catch (IOException e) {
      String reason =
          Files.exists(file) ? "cannot be read (" + e.getMessage() + ")" : "no such file";
      throw new JobException(FailureKind.INPUT, file + ": " + reason + "; check its name", e);
    }
    result.sort();
    return result;
  }

  public int count() {
    return count;
  }

  public long id(int row) {
    return ids[row];
  }

  /** The value as a whole number; if it is not one, the bits of the real. */
  public long whole(int row) {
    return wholes[row];
  }

  public double real(int row) {
    return reals[row];
  }

  /** The value for people. */
  public String text(int row) {
    double real = reals[row];
    boolean isWhole = (double) wholes[row] == real || wholes[row] == Long.MAX_VALUE;
    return isWhole && !Double.isInfinite(real) ? Long.toString(wholes[row]) : Double.toString(real);
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Path> parts(Path file) throws IOException {
    if (!Files.isDirectory(file)) {
      return List.of(file);
    }
    try (Stream<Path> entries = Files.list(file)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  private void readPart(Path part) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Packing.unpack(Files.newInputStream(part)), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && line.charAt(0) != '#') {
          parse(part, number, line);
        }
      }
    }
  }

  private void parse(Path part, int number, String line) {
    String id;
    String value;
    if (line.charAt(0) == '{') {
      int comma = line.indexOf(',');
      int next = line.indexOf(',', comma + 1);
      int end = next < 0 ? line.lastIndexOf('}') : next;
      int colon = line.indexOf(':', comma);
      if (comma < 0 || end < 0 || colon < 0 || colon > end) {
        throw malformed(part, number, line);
      }
      id = line.substring(line.indexOf(':') + 1, comma).strip();
      value = line.substring(colon + 1, end).replace("\"", "").strip();
    } else {
      int idEnd = separator(line, 0);
      if (idEnd < 0) {
        throw malformed(part, number, line);
      }
      int from = idEnd + 1;
      while (from < line.length() && line.charAt(from) == ' ') {
        from++;
      }
      int valueEnd = separator(line, from);
      id = line.substring(0, idEnd);
      value = line.substring(from, valueEnd < 0 ? line.length() : valueEnd).strip();
    }
    try {
      add(Long.parseLong(id), value);
    } catch (NumberFormatException e) {
      if (number > 1) {
        throw malformed(part, number, line);
      }
      // The header.
    }
  }

  private static int separator(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t' || c == ',') {
        return i;
      }
    }
    return -1;
  }

  private void add(long id, String value) {
    double real;
    long whole;
    if (value.isEmpty() || value.equals("null")) {
      whole = Long.MAX_VALUE;
      real = Double.POSITIVE_INFINITY;
    } else if (isWhole(value)) {
      whole = Long.parseLong(value);
      real = whole;
    } else {
      real = real(value);
      whole = Double.doubleToLongBits(real);
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      wholes = Arrays.copyOf(wholes, 2 * count);
      reals = Arrays.copyOf(reals, 2 * count);
    }
    ids[count] = id;
    wholes[count] = whole;
    reals[count++] = real;
  }

  private static boolean isWhole(String value) {
    int from = value.charAt(0) == '-' ? 1 : 0;
    if (from == value.length()) {
      return false;
    }
    for (int i = from; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static double real(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(value);
    };
  }

  /** By id; rows with the same id keep the order of the file. */
  private void sort() {
    boolean sorted = true;
    for (int i = 1; i < count && sorted; i++) {
      sorted = ids[i - 1] <= ids[i];
    }
    if (sorted) {
      return;
    }
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(ids[a], ids[b]));
    long[] oldIds = ids;
    long[] oldWholes = wholes;
    double[] oldReals = reals;
    ids = new long[count];
    wholes = new long[count];
    reals = new double[count];
    for (int i = 0; i < count; i++) {
      ids[i] = oldIds[order[i]];
      wholes[i] = oldWholes[order[i]];
      reals[i] = oldReals[order[i]];
    }
  }

  private static JobException malformed(Path part, int number, String line) {
    String shown = line.length() > EXCERPT ? line.substring(0, EXCERPT) + "..." : line;
    return new JobException(
        FailureKind.INPUT,
        part
            + ":"
            + number
            + ": expected an id and a value but found \""
            + shown
            + "\"; give results as pregel run writes them");
  }
}
