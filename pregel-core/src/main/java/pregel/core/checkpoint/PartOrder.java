package pregel.core.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a part was written, as the name of its file tells: {@code 2-7-NAME.part} by attempt 2 for
 * superstep 7, or {@code .2-7-NAME.part.XXXX.tmp} while it is not finished. A later attempt is
 * newer, whatever its superstep.
 */
record PartOrder(int attempt, int superstep) implements Comparable<PartOrder> {
  static final String SUFFIX = ".part";
  private static final Pattern NAME = Pattern.compile("\\.?([0-9]{1,9})-([0-9]{1,9})-.*");
  private static final Comparator<PartOrder> ORDER =
      Comparator.comparingInt(PartOrder::attempt).thenComparingInt(PartOrder::superstep);

  String prefix() {
    return attempt + "-" + superstep + "-";
  }

  static Optional<PartOrder> of(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches()
        ? Optional.of(
            new PartOrder(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(PartOrder other) {
    return ORDER.compare(this, other);
  }
}
