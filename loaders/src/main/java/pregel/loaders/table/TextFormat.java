package pregel.loaders.table;

import java.util.Locale;

/** How a table is written as text. */
public enum TextFormat {
  /** Columns between delimiters, quoted where needed; an empty column without quotes is missing. */
  CSV,
  /** A JSON object a line, without nested ones. */
  JSONL;

  /** What a name without its ending for compression says. */
  static TextFormat ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String packed : new String[] {".gz", ".zst", ".bz2", ".lz4"}) {
      if (lower.endsWith(packed)) {
        lower = lower.substring(0, lower.length() - packed.length());
      }
    }
    return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? JSONL : CSV;
  }
}
