package pregel.cli.local;

import pregel.api.StageGraph;
import pregel.core.contract.Origins;
import pregel.core.graph.Graph;

/** A graph in this process as a staged program sees it. */
class LocalGraph implements StageGraph {
  private final Graph graph;

  LocalGraph(Graph graph) {
    this.graph = graph;
  }

  final Graph graph() {
    return graph;
  }

  /** The edges behind those of the graph, or null if they are not known or the input's own. */
  Origins origins() {
    return null;
  }

  @Override
  public final int vertices() {
    return graph.vertices();
  }

  @Override
  public final long edges() {
    return graph.edges();
  }

  @Override
  public final boolean isUndirected() {
    return graph.isUndirected();
  }

  @Override
  public final long id(int slot) {
    return graph.ids().id(slot);
  }

  @Override
  public final int slot(long id) {
    return graph.ids().slot(id);
  }
}
