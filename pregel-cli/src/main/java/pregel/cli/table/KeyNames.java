package pregel.cli.table;

import java.util.List;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.SortKey;

/** Columns to sort by as they are written: {@code NAME}, {@code NAME:asc}, {@code NAME:desc}. */
final class KeyNames {
  private KeyNames() {}

  static SortKey[] parse(List<String> keys) {
    return keys.stream().map(KeyNames::parse).toArray(SortKey[]::new);
  }

  private static SortKey parse(String key) {
    int colon = key.lastIndexOf(':');
    if (colon < 0) {
      return SortKey.ascending(key);
    }
    String name = key.substring(0, colon);
    return switch (key.substring(colon + 1).toLowerCase(Locale.ROOT)) {
      case "asc" -> SortKey.ascending(name);
      case "desc" -> SortKey.descending(name);
      default ->
          throw new JobException(
              FailureKind.USAGE, "--key: \"" + key + "\"; give NAME, NAME:asc or NAME:desc");
    };
  }
}
