package pregel.loaders.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.table.Batch;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSource;
import pregel.loaders.read.Chunk;
import pregel.loaders.read.Text;
import pregel.loaders.read.TextLayout;

/**
 * Text files being read as a table: threads take chunks in turn, unpacking each while the others
 * parse. Of several malformed rows the first one of the input is reported.
 */
final class TextReading implements BatchSource {
  private final List<String> files;
  private final TextHead head;
  private final TextLayout layout;
  private final AtomicLong bytesRead;
  private final AtomicLong rowsRead;
  private final Lines lines = new Lines();
  // Guarded by this.
  private int nextFile;
  private Text text;
  private long pieces;

  /**
   * @param first the first file, if it is open already; or null
   * @param bytesRead to be counted up, as {@code rowsRead}
   */
  TextReading(
      List<String> files,
      Text first,
      TextHead head,
      TextLayout layout,
      AtomicLong bytesRead,
      AtomicLong rowsRead) {
    this.files = files;
    this.head = head;
    this.layout = layout;
    this.bytesRead = bytesRead;
    this.rowsRead = rowsRead;
    if (first != null) {
      begin(first);
    }
  }

  @Override
  public BatchReader reader() {
    RowParser parser =
        switch (head.format()) {
          case CSV -> new CsvRows(head.schema(), head.delimiter());
          case JSONL -> new JsonRows(head.schema());
        };
    Chunk chunk = new Chunk(layout.chunkBytes());
    Batch batch = new Batch(head.schema());
    return new BatchReader() {
      @Override
      public long next() throws InterruptedException {
        long piece = take(chunk);
        if (piece < 0) {
          return -1;
        }
        batch.clear();
        batch.setRows(0);
        try {
          lines.parsed(piece, parser.parse(chunk, batch));
        } catch (RowDefect e) {
          throw lines.failure(piece, e);
        }
        bytesRead.addAndGet(chunk.end);
        rowsRead.addAndGet(batch.rows());
        return piece;
      }

      @Override
      public Batch batch() {
        return batch;
      }
    };
  }

  private synchronized long take(Chunk chunk) {
    while (true) {
      if (text == null) {
        if (nextFile == files.size()) {
          return -1;
        }
        begin(Text.open(files.get(nextFile)));
      }
      try {
        if (text.nextChunk(chunk, layout)) {
          return pieces++;
        }
      } catch (IOException e) {
        throw text.unreadable(e);
      }
      text.checkUnchanged();
      text.close();
      text = null;
    }
  }

  /** Begins a file: takes its header, which must name the columns of the first file's. */
  private void begin(Text file) {
    text = file;
    nextFile++;
    if (head.header()) {
      String line = text.nextLine();
      while (line != null && line.isBlank()) {
        line = text.nextLine();
      }
      requireNames(line);
    }
    lines.begin(pieces, text);
  }

  private void requireNames(String line) {
    List<String> names = line == null ? List.of() : TextHead.names(line, head.delimiter());
    boolean alike = names.size() == head.schema().size();
    for (int i = 0; i < names.size() && alike; i++) {
      String name = names.get(i) == null || names.get(i).isBlank() ? "c" + (i + 1) : names.get(i);
      alike = name.strip().equals(head.schema().field(i).name());
    }
    if (!alike) {
      throw new JobException(
          FailureKind.INPUT,
          text.name()
              + ":1: expected the columns of "
              + files.get(0)
              + " ("
              + head.schema()
              + "); give files of one table");
    }
  }

  @Override
  public synchronized void close() {
    nextFile = files.size();
    if (text != null) {
      text.close();
      text = null;
    }
  }

  /** Which line of which file a piece begins with, known when all before it have been parsed. */
  private static final class Lines {
    /** Where a file begins. */
    private record Start(String name, long lines) {}

    private final Map<Long, Start> starts = new HashMap<>();
    private final Map<Long, Long> waiting = new HashMap<>();
    private String name;
    private long before;
    private long next;
    private JobException first;

    synchronized void begin(long piece, Text text) {
      starts.put(piece, new Start(text.name(), text.lines()));
      enter();
    }

    synchronized void parsed(long piece, long lines) {
      waiting.put(piece, lines);
      while (waiting.containsKey(next)) {
        before += waiting.remove(next++);
        enter();
      }
      notifyAll();
    }

    private void enter() {
      Start start = starts.remove(next);
      if (start != null) {
        name = start.name();
        before = start.lines();
      }
    }

    /** The failure for a row, once all before it have turned out to be sound. */
    synchronized JobException failure(long piece, RowDefect defect) throws InterruptedException {
      while (next != piece && first == null) {
        wait();
      }
      if (first == null) {
        first =
            new JobException(
                FailureKind.INPUT,
                name + ":" + (before + defect.line() + 1) + ": " + defect.getMessage(),
                defect);
        notifyAll();
      }
      return first;
    }
  }
}
