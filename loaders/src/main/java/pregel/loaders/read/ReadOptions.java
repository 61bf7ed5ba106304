package pregel.loaders.read;

import java.nio.file.Path;
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
    return new ReadOptions(
        other,
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

  public ReadOptions withDirectedness(Directedness other) {
    return new ReadOptions(
        format,
        other,
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

  public ReadOptions withWeights() {
    return new ReadOptions(
        format,
        directedness,
        true,
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

  public ReadOptions withIds(IdKind other) {
    return new ReadOptions(
        format,
        directedness,
        weighted,
        other,
        vertices,
        maxBadLines,
        badLines,
        allowNan,
        refuseNegativeWeights,
        edgeColumns,
        threads,
        onBytes);
  }

  public ReadOptions withVertices(Path file) {
    return new ReadOptions(
        format,
        directedness,
        weighted,
        ids,
        file,
        maxBadLines,
        badLines,
        allowNan,
        refuseNegativeWeights,
        edgeColumns,
        threads,
        onBytes);
  }

  /** Skips up to {@code limit} malformed lines and keeps them in {@code file}, if not null. */
  public ReadOptions withBadLines(long limit, Path file) {
    return new ReadOptions(
        format,
        directedness,
        weighted,
        ids,
        vertices,
        limit,
        file,
        allowNan,
        refuseNegativeWeights,
        edgeColumns,
        threads,
        onBytes);
  }

  public ReadOptions withEdgeColumns(EdgeColumnChoice other) {
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
        other,
        threads,
        onBytes);
  }

  public ReadOptions allowingNan() {
    return new ReadOptions(
        format,
        directedness,
        weighted,
        ids,
        vertices,
        maxBadLines,
        badLines,
        true,
        refuseNegativeWeights,
        edgeColumns,
        threads,
        onBytes);
  }

  public ReadOptions refusingNegativeWeights() {
    return new ReadOptions(
        format,
        directedness,
        weighted,
        ids,
        vertices,
        maxBadLines,
        badLines,
        allowNan,
        true,
        edgeColumns,
        threads,
        onBytes);
  }

  public ReadOptions withProgress(LongConsumer listener) {
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
        listener);
  }
}
