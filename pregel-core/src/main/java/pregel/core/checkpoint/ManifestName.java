package pregel.core.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a manifest's file, {@code ATTEMPT-SUPERSTEP-EPOCH.manifest}, and which is newer. A
 * later attempt is newer whatever its superstep: what a fenced attempt still publishes is not
 * chosen once a later one has published.
 */
record ManifestName(int attempt, int superstep, int epoch) {
  static final Comparator<ManifestName> NEWEST_FIRST =
      Comparator.comparingInt(ManifestName::attempt)
          .thenComparingInt(ManifestName::superstep)
          .thenComparingInt(ManifestName::epoch)
          .reversed();
  private static final Pattern NAME =
      Pattern.compile("([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})\\.manifest");

  static ManifestName of(Manifest manifest) {
    return new ManifestName(manifest.attempt(), manifest.superstep(), manifest.epoch());
  }

  static Optional<ManifestName> of(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches()
        ? Optional.of(
            new ManifestName(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }

  PartOrder order() {
    return new PartOrder(attempt, superstep);
  }

  String fileName() {
    return attempt + "-" + superstep + "-" + epoch + ".manifest";
  }
}
