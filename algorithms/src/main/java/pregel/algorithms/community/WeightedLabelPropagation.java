package pregel.algorithms.community;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.Messages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds communities: every vertex takes the label to which its heaviest edges lead, by the sum of
 * their weights, the smallest of several (Raghavan, Albert and Kumara 2007, section III, with
 * weighted votes).
 *
 * <p>Otherwise as {@link LabelPropagation}: all at once and for a number of rounds, the labels
 * starting as vertex ids; edges count in both directions; rounds that could change nothing any more
 * are left out.
 */
public final class WeightedLabelPropagation
    implements VertexProgram.Of<WeightedLabelPropagation.Vote> {

  /**
   * A label, and the weight of the edge it came along.
   *
   * @param label a vertex id
   */
  public record Vote(long label, double weight) {
    static final Codec<Vote> CODEC =
        new Codec<>() {
          @Override
          public void write(Vote vote, DataOutput out) throws IOException {
            out.writeLong(vote.label);
            out.writeDouble(vote.weight);
          }

          @Override
          public Vote read(DataInput in) throws IOException {
            return new Vote(in.readLong(), in.readDouble());
          }
        };
  }

  private final int iterations;
  private LongColumn community;
  private LongAggregator changes;
  private Scratch<LabelWeights> scratch;

  public WeightedLabelPropagation(Parameters parameters) {
    iterations = parameters.integerOr("iterations", 10);
  }

  @Override
  public void open(Schema schema) {
    community = schema.longColumn("community").asVertexId();
    schema.messages(Vote.CODEC).sendAlong(Direction.BOTH);
    schema.alongEdges((Vote vote, double weight) -> new Vote(vote.label, weight));
    changes = schema.longAggregator("changes", Combiner.SUM);
    scratch = schema.scratch(LabelWeights::new);
  }

  @Override
  public void compute(Vertex vertex, Messages<Vote> votes) {
    int round = vertex.superstep();
    long before = community.get(vertex);
    long now = round == 0 ? vertex.id() : heaviest(vertex, votes, before);
    if (round == 0 || now != before) {
      community.set(vertex, now);
      changes.add(vertex, 1);
    }
    if (round == iterations || (round > 0 && changes.value() == 0)) {
      vertex.voteToHalt();
    } else {
      vertex.sendToNeighbors(new Vote(now, 1));
    }
  }

  private long heaviest(Vertex vertex, Messages<Vote> votes, long otherwise) {
    LabelWeights weights = scratch.of(vertex);
    weights.clear();
    while (votes.hasNext()) {
      Vote vote = votes.next();
      weights.add(vote.label, vote.weight);
    }
    return weights.heaviestOr(otherwise);
  }
}
