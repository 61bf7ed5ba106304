package pregel.api.reference;

import java.util.List;
import pregel.api.Master;
import pregel.api.Phase;

/** The job before a superstep, and what the master program decides about it. */
final class ReferenceMaster extends Master {
  private final int superstep;
  private final long vertices;
  private final long edges;
  private final ReferenceResult.Superstep before;
  private final List<Phase> choice;
  private Phase due;
  private boolean stopped;

  /**
   * Before a superstep.
   *
   * @param before the superstep before; before the first as if all vertices were active
   * @param due the phase that runs if nothing is said; null if something must be said
   * @param choice the phases that may run
   */
  ReferenceMaster(
      int superstep,
      Topology topology,
      ReferenceResult.Superstep before,
      Phase due,
      List<Phase> choice) {
    this.superstep = superstep;
    this.vertices = topology.vertices().size();
    this.edges = topology.edges();
    this.before = before;
    this.due = due;
    this.choice = choice;
  }

  @Override
  public int superstep() {
    return superstep;
  }

  @Override
  public long numVertices() {
    return vertices;
  }

  @Override
  public long numEdges() {
    return edges;
  }

  @Override
  public long activeVertices() {
    return before.active();
  }

  @Override
  public long messages() {
    return before.messages();
  }

  @Override
  public Phase phase() {
    return due;
  }

  @Override
  public void switchTo(Phase next) {
    if (!choice.contains(next)) {
      throw new IllegalStateException(
          next + " does not follow; superstep " + superstep + " may run " + choice);
    }
    due = next;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  boolean hasStopped() {
    return stopped;
  }
}
