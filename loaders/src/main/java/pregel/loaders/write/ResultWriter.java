package pregel.loaders.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import pregel.api.Column;
import pregel.core.graph.VertexIds;
import pregel.core.graph.VertexNames;

/** Writes a job's result: one row per vertex, by ascending id. */
public final class ResultWriter {
  private static final int PIECE = 1 << 15;
  private static final int PART = 1 << 20;

  private final VertexIds ids;
  private final List<Column> columns;
  private final int threads;

  /**
   * @param ids the vertices
   * @param columns their values, by slot
   * @param threads threads that format
   */
  public ResultWriter(VertexIds ids, List<Column> columns, int threads) {
    this.ids = ids;
    this.columns = columns;
    this.threads = threads;
  }

  /**
   * Refuses names that could not be read back from the format; to be called before work starts.
   *
   * @throws pregel.api.JobException of kind INPUT, naming one
   */
  public static void requireReadable(VertexNames names, OutputTarget target) {
    if (names != null) {
      NameStyle.of(target.format()).requireReadable(names, target.toString());
    }
  }

  /** Writes everything to a stream, which stays open. */
  public void write(OutputTarget target, OutputStream to) throws IOException {
    rows(target, 0, ids.count(), to);
    to.flush();
  }

  /** Writes a file or a directory of parts into its hidden place; the caller commits. */
  public void write(OutputTarget target, StagedOutput output) throws IOException {
    if (target.directory()) {
      writeParts(target, output::stream);
    } else {
      try (OutputStream to = output.stream()) {
        write(target, to);
      }
    }
  }

  /** Where the parts of a directory go. */
  @FunctionalInterface
  public interface Parts {
    /** A stream for a part, which is closed before the next is opened. */
    OutputStream open(String name) throws IOException;
  }

  /** Writes the files of a directory, one after another. */
  public void writeParts(OutputTarget target, Parts parts) throws IOException {
    int from = 0;
    int part = 0;
    do {
      int end = (int) Math.min(ids.count(), (long) from + PART);
      String number = Integer.toString(100_000 + part++).substring(1);
      try (OutputStream to = parts.open("part-" + number + target.format().suffix())) {
        rows(target, from, end, to);
      }
      from = end;
    } while (from < ids.count());
  }

  private void rows(OutputTarget target, int from, int end, OutputStream to) throws IOException {
    RowText rows = RowText.of(target.format(), columns, ids.names());
    int pieces = Math.max(1, (end - from + PIECE - 1) / PIECE);
    byte[] header = rows.header().getBytes(StandardCharsets.UTF_8);
    OrderedPieces.write(
        pieces,
        (piece, text) -> {
          if (piece == 0) {
            text.put(header);
          }
          int first = from + piece * PIECE;
          int last = Math.min(end, first + PIECE);
          for (int rank = first; rank < last; rank++) {
            rows.append(ids.idOfRank(rank), ids.slotOfRank(rank), text);
          }
        },
        target.packing(),
        threads,
        to);
  }
}
