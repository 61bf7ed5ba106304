package pregel.algorithms.centrality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.MasterState;
import pregel.api.Messages;
import pregel.api.ObjectColumn;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Estimates how many vertices there are within every distance of each vertex, and from that how
 * central it is and how wide the graph (Boldi, Rosa and Vigna: HyperANF, WWW 2011; harmonic
 * centrality after Boldi and Vigna: Axioms for Centrality, 2014).
 *
 * <p>The ball of radius {@code t} around a vertex, those from which {@code t} edges at most lead to
 * it, is the union of the balls of radius {@code t - 1} of its predecessors and its own. Balls are
 * held as sketches of 2^precision bytes; a vertex whose ball grew in superstep {@code t} passes it
 * on.
 */
public final class HyperAnf implements VertexProgram.Of<HyperLogLog> {
  /** The least and the greatest value of the parameter {@code precision}. */
  public static final int LEAST_PRECISION = HyperLogLog.LEAST_LOG;

  public static final int GREATEST_PRECISION = HyperLogLog.GREATEST_LOG;

  private static final Codec<List<Double>> DOUBLES =
      new Codec<>() {
        @Override
        public void write(List<Double> values, DataOutput out) throws IOException {
          out.writeInt(values.size());
          for (double value : values) {
            out.writeDouble(value);
          }
        }

        @Override
        public List<Double> read(DataInput in) throws IOException {
          List<Double> values = new ArrayList<>();
          for (int left = in.readInt(); left > 0; left--) {
            values.add(in.readDouble());
          }
          return values;
        }
      };

  private final int precision;
  private ObjectColumn<HyperLogLog> ball;
  private Scratch<HyperLogLog.Union> union;
  private DoubleColumn reached;
  private DoubleColumn harmonic;
  private LongColumn farthest;
  private DoubleAggregator pairs;
  private MasterState<List<Double>> neighborhoods;

  public HyperAnf(Parameters parameters) {
    precision = parameters.integerOr("precision", 8);
  }

  @Override
  public void open(Schema schema) {
    harmonic = schema.doubleColumn("harmonic");
    reached = schema.doubleColumn("reached");
    farthest = schema.longColumn("farthest");
    ball = schema.objectColumn("ball", HyperLogLog.CODEC).internal();
    schema.messages(HyperLogLog.CODEC);
    union = schema.scratch(HyperLogLog.Union::new);
    pairs = schema.doubleAggregator("pairs", Combiner.SUM).persistent();
    neighborhoods = schema.masterState("neighborhoods", List.of(), DOUBLES);
    schema.report("pairs", pairs::value).report("effective_diameter", () -> effectiveDiameter(0.9));
    schema.master(
        master -> {
          if (master.superstep() > 0) {
            neighborhoods.set(neighborhoodFunction());
          }
        });
  }

  @Override
  public void compute(Vertex vertex, Messages<HyperLogLog> balls) {
    int radius = vertex.superstep();
    HyperLogLog before = ball.get(vertex);
    HyperLogLog now =
        radius == 0 ? HyperLogLog.of(vertex.id(), precision) : united(vertex, before, balls);
    if (!now.equals(before)) {
      ball.set(vertex, now);
      grow(vertex, now.size(), radius);
      vertex.sendToNeighbors(now);
    }
    vertex.voteToHalt();
  }

  /** The ball before itself if the others add nothing to it. */
  private HyperLogLog united(Vertex vertex, HyperLogLog before, Messages<HyperLogLog> balls) {
    HyperLogLog.Union all = union.of(vertex);
    all.startFrom(before);
    while (balls.hasNext()) {
      all.add(balls.next());
    }
    return all.grownFrom(before);
  }

  /** Counts those whom a larger radius reached for the first time. */
  private void grow(Vertex vertex, double size, int radius) {
    double before = reached.get(vertex);
    double after = Math.max(before, size);
    double more = after - before;
    reached.set(vertex, after);
    pairs.add(vertex, more);
    if (radius > 0) {
      harmonic.set(vertex, harmonic.get(vertex) + more / radius);
      farthest.set(vertex, radius);
    }
  }

  /**
   * How many pairs of vertices are within distance 0, 1, 2, ..., each vertex and itself included;
   * known once the job has ended.
   */
  public List<Double> neighborhoodFunction() {
    List<Double> function = new ArrayList<>(neighborhoods.get());
    function.add(pairs.value());
    return function;
  }

  /**
   * The distance within which this part of all connected pairs lie, interpolated between whole
   * distances; known once the job has ended.
   */
  public double effectiveDiameter(double part) {
    List<Double> within = neighborhoodFunction();
    double wanted = part * within.get(within.size() - 1);
    int distance = 0;
    while (within.get(distance) < wanted) {
      distance++;
    }
    if (distance == 0) {
      return 0;
    }
    double below = within.get(distance - 1);
    return distance - 1 + (wanted - below) / (within.get(distance) - below);
  }
}
