package pregel.loaders.write;

/** How rows become text. */
public enum RowFormat {
  /** With a header; a missing value is empty. */
  CSV(".csv"),
  /** As CSV, with tabs. */
  TSV(".tsv"),
  /** One JSON object a line; a missing value is null. */
  JSONL(".jsonl"),
  /** The benchmark's {@code id value}, without a header; a missing value is the largest number. */
  TXT(".txt");

  private final String suffix;

  RowFormat(String suffix) {
    this.suffix = suffix;
  }

  public String suffix() {
    return suffix;
  }
}
