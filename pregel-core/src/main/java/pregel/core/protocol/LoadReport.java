package pregel.core.protocol;

import java.util.Map;
import pregel.core.job.Traffic;

/**
 * What a worker has loaded. The figures of the whole graph are the same from all workers of an
 * attempt; those of the input are what this worker met, to be added up.
 *
 * @param vertices of the whole graph
 * @param edges of the whole graph, as the data set counts them
 * @param directedEdges held by all workers together
 * @param undirected whether all directions are the same rows
 * @param partitions of the whole graph
 * @param owners a hash of which worker has which partition
 * @param openEdges along how many edges this worker's vertices can receive, by channel
 * @param properties what the input says of itself, by name
 * @param hasNames whether vertices have names instead of numbers
 * @param named the vertices that the job's parameters name: by what they are called there, their
 *     ids; where ids are numbers, those that this worker owns
 * @param counts what reading and building met
 */
public record LoadReport(
    long vertices,
    long edges,
    long directedEdges,
    boolean undirected,
    int partitions,
    int owners,
    Traffic openEdges,
    Map<String, String> properties,
    boolean hasNames,
    Map<String, Long> named,
    InputCounts counts) {

  /** What reading and building met: lines, lines skipped, bytes, and edges merged or dropped. */
  public record InputCounts(
      long lines, long skipped, long bytes, long duplicates, long selfLoops, long unknownDropped) {
    public static final InputCounts NONE = new InputCounts(0, 0, 0, 0, 0, 0);

    /** Of two workers, or of some and one more. */
    public InputCounts plus(InputCounts other) {
      return new InputCounts(
          lines + other.lines,
          skipped + other.skipped,
          bytes + other.bytes,
          duplicates + other.duplicates,
          selfLoops + other.selfLoops,
          unknownDropped + other.unknownDropped);
    }
  }

  public LoadReport {
    properties = Map.copyOf(properties);
    named = Map.copyOf(named);
  }
}
