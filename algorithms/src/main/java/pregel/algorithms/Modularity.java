package pregel.algorithms;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.Messages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Measures how much more of the weight of a graph lies inside its vertices, as self-loops, than
 * chance would put there: the sum over vertices of {@code inside / all - (degree / all)^2}, where
 * {@code all} is the sum of the degrees (Newman and Girvan 2004). In a contracted graph that is the
 * modularity of the groups. Directions are ignored.
 */
final class Modularity implements VertexProgram.Of<CommunityNote> {
  private final WeightUnit unit;
  private DoubleColumn inside;
  private DoubleColumn degree;
  private DoubleAggregator degrees;
  private DoubleAggregator quality;

  Modularity(WeightUnit unit) {
    this.unit = unit;
  }

  @Override
  public void open(Schema schema) {
    inside = schema.doubleColumn("inside").internal();
    degree = schema.doubleColumn("degree").internal();
    degrees = schema.doubleAggregator("degrees", Combiner.SUM);
    quality = schema.doubleAggregator("quality", Combiner.SUM);
    schema.messages(CommunityNote.CODEC).sendAlong(Direction.BOTH).alongEdges(CommunityNote::along);
  }

  /** What was measured; 0 in a graph without weight. */
  double value() {
    return quality.value();
  }

  @Override
  public void compute(Vertex vertex, Messages<CommunityNote> notes) {
    switch (vertex.superstep()) {
      case 0 -> vertex.sendToNeighbors(new CommunityNote(vertex.id(), vertex.id(), 0, 1));
      case 1 -> measure(vertex, notes);
      default -> {
        double all = degrees.value();
        if (all > 0) {
          double share = degree.get(vertex) / all;
          quality.add(vertex, inside.get(vertex) / all - share * share);
        }
        vertex.voteToHalt();
      }
    }
  }

  private void measure(Vertex vertex, Messages<CommunityNote> notes) {
    double sum = 0;
    double loops = 0;
    while (notes.hasNext()) {
      CommunityNote note = notes.next();
      double weight = unit.round(note.weight());
      sum += weight;
      loops += note.vertex() == vertex.id() ? weight : 0;
    }
    degree.set(vertex, sum);
    inside.set(vertex, loops);
    degrees.add(vertex, sum);
  }
}
