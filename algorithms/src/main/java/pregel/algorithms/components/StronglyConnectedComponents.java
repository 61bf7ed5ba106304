package pregel.algorithms.components;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.LongChannel;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Labels every vertex with the smallest vertex id in its strongly connected component (Orzan: On
 * Distributed Verification and Verified Distribution, 2004, section 3; as vertex programs Yan et
 * al.: Pregel Algorithms for Graph Connectivity Problems, PVLDB 2014, section 6.1).
 *
 * <p>Three phases, each until nothing moves any more, take turns until every vertex has a
 * component:
 *
 * <ul>
 *   <li><i>trim</i>: a vertex that nobody left leads to, or that leads to nobody left, is a
 *       component of its own;
 *   <li><i>color</i>: colours flow along edges; a vertex takes the smallest id among those that
 *       reach it;
 *   <li><i>collect</i>: who has kept its own colour is the smallest of its component; from there a
 *       wave runs against the edges through its colour, and whomever it reaches belongs to it.
 * </ul>
 */
public final class StronglyConnectedComponents implements VertexProgram.OfPhases {
  private static final long NONE = Long.MAX_VALUE;

  private LongColumn component;
  private LongColumn color;
  private LongColumn lostIn;
  private LongColumn lostOut;
  private LongChannel colors;
  private LongChannel wave;
  private LongChannel leavingAhead;
  private LongChannel leavingBehind;

  public StronglyConnectedComponents(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    component = schema.longColumn("component").asVertexId();
    color = schema.longColumn("color").internal();
    lostIn = schema.longColumn("lost in-edges").internal();
    lostOut = schema.longColumn("lost out-edges").internal();
    colors = schema.longChannel("colors").combine(Combiner.MIN);
    wave = schema.longChannel("wave").along(Direction.IN).combine(Combiner.MAX);
    leavingAhead = schema.longChannel("leaving ahead").combine(Combiner.SUM);
    leavingBehind = schema.longChannel("leaving behind").along(Direction.IN).combine(Combiner.SUM);
    Phase trim =
        schema
            .phase("trim", this::trim)
            .reads(leavingAhead, leavingBehind)
            .writes(leavingAhead, leavingBehind);
    Phase spread = schema.phase("color", this::spread).reads(colors).writes(colors);
    Phase collect =
        schema
            .phase("collect", this::collect)
            .reads(wave, leavingAhead, leavingBehind)
            .writes(wave, leavingAhead, leavingBehind);
    trim.whenQuiet(spread);
    spread.whenQuiet(collect);
    collect.whenQuiet(trim);
  }

  private void trim(Vertex vertex) {
    countLosses(vertex);
    color.set(vertex, NONE);
    if (lostIn.get(vertex) == vertex.inDegree() || lostOut.get(vertex) == vertex.outDegree()) {
      leave(vertex, vertex.id());
    } else {
      vertex.voteToHalt();
    }
  }

  private void spread(Vertex vertex) {
    long smallest = Math.min(vertex.id(), colors.received(vertex).combined());
    if (smallest < color.get(vertex)) {
      color.set(vertex, smallest);
      colors.sendToNeighbors(vertex, smallest);
    }
    vertex.voteToHalt();
  }

  /** Colours of successors are never larger than one's own: the largest tells. */
  private void collect(Vertex vertex) {
    countLosses(vertex);
    long own = color.get(vertex);
    if (own == vertex.id() || own == wave.received(vertex).combined()) {
      wave.sendToNeighbors(vertex, own);
      leave(vertex, own);
    } else {
      vertex.voteToHalt();
    }
  }

  private void leave(Vertex vertex, long found) {
    component.set(vertex, found);
    leavingAhead.sendToNeighbors(vertex, 1);
    leavingBehind.sendToNeighbors(vertex, 1);
    vertex.close();
  }

  /** Edges from and to those who have left count no more. */
  private void countLosses(Vertex vertex) {
    lostIn.set(vertex, lostIn.get(vertex) + leavingAhead.received(vertex).combined());
    lostOut.set(vertex, lostOut.get(vertex) + leavingBehind.received(vertex).combined());
  }
}
