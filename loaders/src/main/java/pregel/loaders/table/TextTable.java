package pregel.loaders.table;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.TableSchema;
import pregel.core.table.BatchSource;
import pregel.core.table.OpenableSource;
import pregel.loaders.read.CsvCut;
import pregel.loaders.read.InputFiles;
import pregel.loaders.read.LineCut;
import pregel.loaders.read.Text;
import pregel.loaders.read.TextLayout;

/**
 * A table in text files, one after the other. The first file's beginning tells the columns, and
 * their types as far as they are not given: the narrowest that all its values have. A value further
 * on that is not of its column's type ends the job with its line.
 */
public final class TextTable implements OpenableSource {
  private static final int LONGEST_ROW = 1 << 26;

  private final List<String> files;
  private final TextOptions options;
  private final TextHead head;
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong rowsRead = new AtomicLong();

  /** Standard input, of which the head has been read; null for files, and when it was taken. */
  private Text opened;

  private TextTable(List<String> files, TextOptions options, TextHead head, Text opened) {
    this.files = files;
    this.options = options;
    this.head = head;
    this.opened = opened;
  }

  /**
   * Looks at the first file.
   *
   * @param inputs files, globs, directories, or {@code -} for standard input
   * @throws JobException of kind INPUT if it cannot be read or is empty
   */
  public static TextTable of(List<String> inputs, TextOptions options) {
    List<String> files = InputFiles.of(inputs);
    String first = files.get(0);
    Text text = Text.open(first);
    boolean kept = false;
    try {
      TextHead head = TextHead.of(text, options);
      kept = first.equals(Text.STANDARD_INPUT);
      return new TextTable(files, options, head, kept ? text : null);
    } finally {
      if (!kept) {
        text.close();
      }
    }
  }

  @Override
  public String name() {
    return files.get(0);
  }

  @Override
  public TableSchema schema() {
    return head.schema();
  }

  /** Bytes of text parsed so far. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** Rows parsed so far. */
  public long rowsRead() {
    return rowsRead.get();
  }

  /** Bytes of the files; -1 for standard input and packed files. */
  public long fileBytes() {
    long sum = 0;
    for (String file : files) {
      long bytes = Text.plainBytes(file);
      if (bytes < 0) {
        return -1;
      }
      sum += bytes;
    }
    return sum;
  }

  @Override
  public BatchSource open() {
    Text first = opened;
    opened = null;
    if (first == null && files.contains(Text.STANDARD_INPUT)) {
      throw new JobException(
          FailureKind.USAGE, "standard input: is read twice; name a file instead");
    }
    return new TextReading(files, first, head, layout(), bytesRead, rowsRead);
  }

  private TextLayout layout() {
    LineCut cut = head.format() == TextFormat.CSV ? new CsvCut(head.delimiter()) : LineCut.ANY_LINE;
    return new TextLayout(options.chunkBytes(), LONGEST_ROW, cut);
  }
}
