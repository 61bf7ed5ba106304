package pregel.worker.engine;

import pregel.api.NewVertex;

/** A change of the graph that a vertex asked for, to be made before the next superstep. */
sealed interface ChangeRequest {

  /** Every edge from one vertex to another shall vanish. */
  record RemoveEdges(long source, long target) implements ChangeRequest {}

  /** One edge of this weight shall vanish. */
  record RemoveEdge(long source, long target, double weight) implements ChangeRequest {}

  /** One edge of this weight shall have another. */
  record ChangeWeight(long source, long target, double weight, double to)
      implements ChangeRequest {}

  /** A vertex and its outgoing edges shall vanish. */
  record RemoveVertex(long id) implements ChangeRequest {}

  /** A vertex shall come to be. */
  record AddVertex(NewVertex vertex) implements ChangeRequest {}

  /** An edge shall come to be, and its source if need be. */
  record AddEdge(long source, long target, double weight) implements ChangeRequest {}
}
