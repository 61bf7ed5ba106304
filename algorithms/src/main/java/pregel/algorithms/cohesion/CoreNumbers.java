package pregel.algorithms.cohesion;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.IntColumn;
import pregel.api.LongAggregator;
import pregel.api.LongChannel;
import pregel.api.Parameters;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds the largest {@code k} for which a vertex belongs to a part of the graph in which everybody
 * has {@code k} neighbours (Seidman 1983), in the simple undirected view. The greatest is the
 * graph's degeneracy, which is reported.
 *
 * <p>The graph is peeled (Matula and Beck 1983), taking all vertices at once that can go: who has
 * no more neighbours left than the current level leaves with that core number and tells its
 * neighbours, who may then have to leave too. When nobody has to any more, the fewest neighbours
 * that anybody has left are the next level.
 *
 * <p>Every vertex is heard of twice, when neighbours are counted and when it leaves, and sees no
 * more levels than its core number. So all supersteps together cost no more than the edges, but for
 * sorting what a vertex hears at once, and those with few vertices, which are most, cost little.
 */
public final class CoreNumbers implements VertexProgram.OfPhases {
  /** The level, as long as a vertex has not left. */
  private IntColumn core;

  private IntColumn left;
  private LongAggregator fewest;
  private LongAggregator degeneracy;
  private LongChannel neighbors;
  private Scratch<DistinctNeighbors> distinct;

  public CoreNumbers(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    core = schema.intColumn("core");
    left = schema.intColumn("left").internal();
    fewest = schema.longAggregator("fewest", Combiner.MIN);
    degeneracy = schema.longAggregator("degeneracy", Combiner.MAX).persistent().initially(0);
    schema.report("degeneracy", degeneracy::value);
    neighbors = schema.longChannel("neighbors").along(Direction.BOTH);
    distinct = schema.scratch(DistinctNeighbors::new);
    Phase introduce = schema.phase("introduce", this::introduce).writes(neighbors);
    Phase count = schema.phase("count", this::count).reads(neighbors);
    Phase raise = schema.phase("raise", this::raise).writes(neighbors);
    Phase peel = schema.phase("peel", this::peel).reads(neighbors).writes(neighbors);
    Phase compare = schema.phase("compare", this::compare);
    introduce.then(count);
    count.then(raise);
    raise.then(peel).whenQuiet(compare);
    peel.whenQuiet(compare);
    compare.then(raise);
  }

  private void introduce(Vertex vertex) {
    neighbors.sendToNeighbors(vertex, vertex.order());
  }

  private void count(Vertex vertex) {
    left.set(vertex, heard(vertex));
    compare(vertex);
  }

  /** Whoever is left, the levels below being empty of them. */
  private void compare(Vertex vertex) {
    fewest.add(vertex, left.get(vertex));
  }

  private void raise(Vertex vertex) {
    core.set(vertex, (int) fewest.value());
    degeneracy.add(vertex, fewest.value());
    leaveOrStay(vertex);
  }

  private void peel(Vertex vertex) {
    left.set(vertex, left.get(vertex) - heard(vertex));
    leaveOrStay(vertex);
  }

  private void leaveOrStay(Vertex vertex) {
    if (left.get(vertex) <= core.get(vertex)) {
      neighbors.sendToNeighbors(vertex, vertex.order());
      vertex.close();
    } else {
      vertex.voteToHalt();
    }
  }

  private int heard(Vertex vertex) {
    return distinct.of(vertex).count(vertex.order(), neighbors.received(vertex));
  }
}
