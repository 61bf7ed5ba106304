package pregel.algorithms.sampling;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.VertexRandom;

/**
 * Lets walkers start at every vertex and counts how often each vertex is visited (Pearson: The
 * Problem of the Random Walk, 1905; on graphs Lovász: Random Walks on Graphs, 1993).
 *
 * <p>A walker leaves along an outgoing edge, chosen at random in proportion to its weight, so many
 * times; where it starts counts as a visit. A walk ends early at a vertex without outgoing edges of
 * positive weight. Walkers cannot be told apart, so a message is a number of them. The counts
 * depend on the graph and the job's seed alone.
 */
public final class RandomWalks implements VertexProgram.OfLong {
  private final int walksPerVertex;
  private final int length;
  private LongColumn visits;
  private Scratch<WeightedChoice> scratch;

  public RandomWalks(Parameters parameters) {
    walksPerVertex = parameters.integerOr("walks-per-vertex", 10);
    length = parameters.integerOr("length", 10);
  }

  @Override
  public void open(Schema schema) {
    visits = schema.longColumn("visits");
    schema.readsEdges(Direction.OUT).combine(Combiner.SUM);
    scratch = schema.scratch(WeightedChoice::new);
  }

  @Override
  public void compute(Vertex vertex, LongMessages arriving) {
    int step = vertex.superstep();
    long walkers = step == 0 ? walksPerVertex : arriving.combined();
    visits.set(vertex, visits.get(vertex) + walkers);
    if (step < length && walkers > 0) {
      walkOn(vertex, walkers);
    }
    vertex.voteToHalt();
  }

  private void walkOn(Vertex vertex, long walkers) {
    WeightedChoice choice = scratch.of(vertex);
    Edges edges = vertex.outEdges();
    if (choice.among(edges)) {
      VertexRandom random = vertex.random();
      for (long walker = 0; walker < walkers; walker++) {
        edges.moveTo(choice.choose(random.nextDouble()));
        edges.send(1L);
      }
    }
  }
}
