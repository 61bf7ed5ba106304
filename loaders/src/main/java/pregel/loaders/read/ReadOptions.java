package pregel.loaders.read;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * How to read a graph.
 *
 * @param format the format, or AUTO
 * @param directedness how to read edges
 * @param weighted whether edges carry the weights of the text
 * @param ids what vertices are named by
 * @param vertices a file of vertex ids, one a line; or null
 * @param maxBadLines malformed lines to skip before giving up
 * @param badLines the file that keeps the skipped lines, written when all is read; or null
 * @param allowNan whether NaN and infinite weights are admitted
 * @param refuseNegativeWeights whether a weight below zero is malformed
 * @param edgeColumns columns of edges to read beside the weight
 * @param threads threads to parse with
 * @param onBytes hears how many bytes of text are parsed so far; called by any parsing thread, one
 *     at a time
 */
public record ReadOptions(
    GraphFormat format,
    Directedness directedness,
    boolean weighted,
    IdKind ids,
    Path vertices,
    long maxBadLines,
    Path badLines,
    boolean allowNan,
    boolean refuseNegativeWeights,
    EdgeColumnChoice edgeColumns,
    int threads,
    LongConsumer onBytes) {

  /** Everything decided from the input, no weights, no malformed lines. */
  public static ReadOptions defaults(int threads) {
    return new ReadOptions(
        GraphFormat.AUTO,
        Directedness.UNSPECIFIED,
        false,
        IdKind.AUTO,
        null,
        0,
        null,
        false,
        false,
        EdgeColumnChoice.NONE,
        threads,
        bytes -> {});
  }

  public ReadOptions withFormat(GraphFormat other) {
    return with(copy -> copy.format = other);
  }

  public ReadOptions withDirectedness(Directedness other) {
    return with(copy -> copy.directedness = other);
  }

  public ReadOptions withWeights() {
    return with(copy -> copy.weighted = true);
  }

  public ReadOptions withIds(IdKind other) {
    return with(copy -> copy.ids = other);
  }

  public ReadOptions withVertices(Path file) {
    return with(copy -> copy.vertices = file);
  }

  /** Skips up to {@code limit} malformed lines and keeps them in {@code file}, if not null. */
  public ReadOptions withBadLines(long limit, Path file) {
    return with(
        copy -> {
          copy.maxBadLines = limit;
          copy.badLines = file;
        });
  }

  public ReadOptions withEdgeColumns(EdgeColumnChoice other) {
    return with(copy -> copy.edgeColumns = other);
  }

  public ReadOptions allowingNan() {
    return with(copy -> copy.allowNan = true);
  }

  public ReadOptions refusingNegativeWeights() {
    return with(copy -> copy.refuseNegativeWeights = true);
  }

  public ReadOptions withProgress(LongConsumer listener) {
    return with(copy -> copy.onBytes = listener);
  }

  private ReadOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** The options while some of them are changed. */
  private static final class Copy {
    private GraphFormat format;
    private Directedness directedness;
    private boolean weighted;
    private IdKind ids;
    private Path vertices;
    private long maxBadLines;
    private Path badLines;
    private boolean allowNan;
    private boolean refuseNegativeWeights;
    private EdgeColumnChoice edgeColumns;
    private int threads;
    private LongConsumer onBytes;

    Copy(ReadOptions from) {
      format = from.format;
      directedness = from.directedness;
      weighted = from.weighted;
      ids = from.ids;
      vertices = from.vertices;
      maxBadLines = from.maxBadLines;
      badLines = from.badLines;
      allowNan = from.allowNan;
      refuseNegativeWeights = from.refuseNegativeWeights;
      edgeColumns = from.edgeColumns;
      threads = from.threads;
      onBytes = from.onBytes;
    }

    ReadOptions made() {
      return new ReadOptions(
          format,
          directedness,
          weighted,
          ids,
          vertices,
          maxBadLines,
          badLines,
          allowNan,
          refuseNegativeWeights,
          edgeColumns,
          threads,
          onBytes);
    }
  }
}
