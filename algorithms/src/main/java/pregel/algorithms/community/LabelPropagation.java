package pregel.algorithms.community;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds communities: every vertex takes the label that most of its neighbours have, the smallest of
 * several, all at once and for a fixed number of rounds (CDLP of Graphalytics, after Raghavan,
 * Albert and Kumara 2007).
 *
 * <p>Labels start as vertex ids. In a directed graph a neighbour counts once for each direction of
 * the edge. Rounds that could change nothing any more are left out.
 */
public final class LabelPropagation implements VertexProgram.OfLong {
  private final int iterations;
  private LongColumn community;
  private LongAggregator changes;
  private Scratch<LabelCounts> scratch;

  public LabelPropagation(Parameters parameters) {
    iterations = parameters.integerOr("iterations", 10);
  }

  @Override
  public void open(Schema schema) {
    community = schema.longColumn("community").asVertexId();
    schema.sendAlong(Direction.BOTH);
    changes = schema.longAggregator("changes", Combiner.SUM);
    scratch = schema.scratch(LabelCounts::new);
  }

  @Override
  public void compute(Vertex vertex, LongMessages labels) {
    int round = vertex.superstep();
    long before = community.get(vertex);
    long now = round == 0 ? vertex.id() : mostFrequent(vertex, labels, before);
    if (round == 0 || now != before) {
      community.set(vertex, now);
      changes.add(vertex, 1);
    }
    if (round == iterations || (round > 0 && changes.value() == 0)) {
      vertex.voteToHalt();
    } else {
      vertex.sendToNeighbors(now);
    }
  }

  private long mostFrequent(Vertex vertex, LongMessages labels, long otherwise) {
    if (!labels.hasNext()) {
      return otherwise;
    }
    LabelCounts counts = scratch.of(vertex);
    counts.clear((long) vertex.inDegree() + vertex.outDegree());
    while (labels.hasNext()) {
      counts.add(labels.next());
    }
    return counts.mostFrequent();
  }
}
