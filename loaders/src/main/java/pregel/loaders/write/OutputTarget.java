package pregel.loaders.write;

import java.nio.file.Path;
import java.util.Locale;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Where a result goes, as its name says.
 *
 * @param path the file or directory; null for standard output
 * @param format how rows are written
 * @param packing how the text is compressed
 * @param directory whether it is a directory of parts
 */
public record OutputTarget(Path path, RowFormat format, Packing packing, boolean directory) {

  /** {@code -} is standard output, a known ending one file, any other name a directory of parts. */
  public static OutputTarget of(String name) {
    if (name.equals("-")) {
      return new OutputTarget(null, RowFormat.CSV, Packing.NONE, false);
    }
    Path path = Path.of(name);
    Packing packing = Packing.ofName(name);
    String inner =
        name.substring(0, name.length() - packing.suffix().length()).toLowerCase(Locale.ROOT);
    if (inner.endsWith(".parquet")) {
      throw new JobException(
          FailureKind.USAGE,
          name + ": Parquet is not written by this version; give .csv, .tsv, .jsonl or .txt");
    }
    for (RowFormat format : RowFormat.values()) {
      if (inner.endsWith(format.suffix())) {
        return new OutputTarget(path, format, packing, false);
      }
    }
    return new OutputTarget(path, RowFormat.CSV, Packing.NONE, true);
  }

  public boolean isStandardOutput() {
    return path == null;
  }

  @Override
  public String toString() {
    return path == null ? "standard output" : path.toString();
  }
}
