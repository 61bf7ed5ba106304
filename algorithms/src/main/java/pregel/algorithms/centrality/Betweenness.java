package pregel.algorithms.centrality;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.DoubleColumn;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.Master;
import pregel.api.Parameters;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Tells of every vertex how many of the shortest ways from some sources to all other vertices lead
 * through it: for each source and each target the part of the ways between them (Freeman: A Set of
 * Measures of Centrality Based on Betweenness, Sociometry 40, 1977). With every vertex as a source
 * that is the whole betweenness; in an undirected graph each pair counts in both directions.
 * Weights are left aside, parallel edges are different ways.
 *
 * <p>As Brandes: A Faster Algorithm for Betweenness Centrality, J. Mathematical Sociology 25, 2001,
 * section 4: from each source in turn a search counts the shortest ways to every vertex
 * (<i>reach</i>); then, level by level from the farthest back, every vertex tells its predecessors
 * what depends on it (<i>gather</i>).
 */
public final class Betweenness implements VertexProgram.OfPhases {
  private static final long NOWHERE = -1;

  private final long[] sources;
  private DoubleColumn betweenness;
  private LongColumn distance;
  private DoubleColumn ways;
  private DoubleChannel reached;
  private DoubleChannel dependent;
  private Phase reach;

  /** 1 while a search goes on, else 0. This and those below are set by the master program. */
  private LongAggregator searching;

  /** Which source it is the turn of, counted from 0. */
  private LongAggregator turn;

  /** The superstep with which the search from it began. */
  private LongAggregator began;

  /** How far that came; vertices say so. */
  private LongAggregator farthest;

  /** The distance at which vertices tell their predecessors now. */
  private LongAggregator level;

  public Betweenness(Parameters parameters) {
    sources = parameters.vertices("source");
  }

  @Override
  public void open(Schema schema) {
    betweenness = schema.doubleColumn("betweenness");
    distance = schema.longColumn("distance").internal();
    ways = schema.doubleColumn("ways").internal();
    reached = schema.doubleChannel("reached").combine(Combiner.SUM);
    dependent = schema.doubleChannel("dependent").along(Direction.IN).combine(Combiner.SUM);
    searching = schema.longAggregator("searching", Combiner.MAX).initially(0).persistent();
    turn = schema.longAggregator("turn", Combiner.MAX).initially(-1).persistent();
    began = schema.longAggregator("began", Combiner.MAX).initially(0).persistent();
    farthest = schema.longAggregator("farthest", Combiner.MAX).initially(0).persistent();
    level = schema.longAggregator("level", Combiner.MAX).initially(0).persistent();
    reach = schema.phase("reach", this::reach).reads(reached).writes(reached);
    Phase gather = schema.phase("gather", this::gather).reads(dependent).writes(dependent);
    reach.whenQuiet(gather);
    gather.whenQuiet(reach);
    schema.master(this::direct);
  }

  private void direct(Master master) {
    boolean wasSearching = searching.value() != 0;
    if (master.phase() != reach) {
      level.set(master, wasSearching ? farthest.value() : level.value() - 1);
      searching.set(master, 0);
    } else if (!wasSearching && turn.value() + 1 == sources.length) {
      master.stop();
    } else if (!wasSearching) {
      turn.set(master, turn.value() + 1);
      began.set(master, master.superstep());
      farthest.set(master, 0);
      searching.set(master, 1);
    }
  }

  private void reach(Vertex vertex) {
    long steps = vertex.superstep() - began.value();
    if (steps == 0) {
      boolean isSource = vertex.id() == sources[(int) turn.value()];
      distance.set(vertex, NOWHERE);
      if (isSource) {
        arrive(vertex, 0, 1);
      }
    } else if (distance.get(vertex) == NOWHERE) {
      arrive(vertex, steps, reached.received(vertex).combinedOr(0));
    }
    vertex.voteToHalt();
  }

  private void arrive(Vertex vertex, long steps, double count) {
    if (Double.isInfinite(count)) {
      throw new ArithmeticException("more shortest ways lead here than a double can count");
    }
    distance.set(vertex, steps);
    ways.set(vertex, count);
    farthest.add(vertex, steps);
    reached.sendToNeighbors(vertex, count);
  }

  /** Whose turn it is has what its successors said in the superstep before, and nothing else. */
  private void gather(Vertex vertex) {
    long steps = distance.get(vertex);
    if (steps != NOWHERE && steps < level.value()) {
      return;
    }
    if (steps == level.value() && steps > 0) {
      double depends = ways.get(vertex) * dependent.received(vertex).combinedOr(0);
      betweenness.set(vertex, betweenness.get(vertex) + depends);
      dependent.sendToNeighbors(vertex, (1 + depends) / ways.get(vertex));
    }
    vertex.voteToHalt();
  }
}
