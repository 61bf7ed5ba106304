package pregel.algorithms.matching;

import pregel.api.BooleanColumn;
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
 * Chooses vertices of which no two are neighbours, and as many that no other could be added (Luby:
 * A Simple Parallel Algorithm for the Maximal Independent Set Problem, SIAM J. Comput. 1986; in the
 * form in which lots are drawn anew in every round).
 *
 * <p>All who are undecided draw a lot. Whose lot is smaller than those of its neighbours joins the
 * set, and its neighbours stay out. Direction, parallel edges and self-loops make no difference.
 * The set depends on the graph and the job's seed alone.
 */
public final class MaximalIndependentSet implements VertexProgram.OfPhases {
  private BooleanColumn member;
  private LongColumn lot;
  private LongChannel lots;
  private LongChannel joining;

  public MaximalIndependentSet(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    member = schema.booleanColumn("member");
    lot = schema.longColumn("lot").internal();
    lots = schema.longChannel("lots").along(Direction.BOTH).combine(Combiner.MIN);
    joining = schema.longChannel("joining").along(Direction.BOTH).combine(Combiner.SUM);
    Phase draw = schema.phase("draw", this::draw).reads(joining).writes(lots);
    Phase join = schema.phase("join", this::join).reads(lots).writes(joining);
    draw.then(join);
    join.then(draw);
  }

  private void draw(Vertex vertex) {
    if (!joining.received(vertex).isEmpty()) {
      vertex.close();
      return;
    }
    // The position behind the random number: no two lots are the same.
    long drawn = (vertex.random().nextLong() << Integer.SIZE) | vertex.order();
    lot.set(vertex, drawn);
    lots.sendToNeighbors(vertex, drawn);
  }

  /** Its own lot, come back along a self-loop, does not hinder a vertex. */
  private void join(Vertex vertex) {
    if (lot.get(vertex) <= lots.received(vertex).combined()) {
      member.set(vertex, true);
      joining.sendToNeighbors(vertex, 1);
      vertex.close();
    }
  }
}
