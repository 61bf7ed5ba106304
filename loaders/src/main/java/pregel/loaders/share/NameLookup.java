package pregel.loaders.share;

import java.util.List;
import pregel.core.graph.VertexNames;

/** Finds the vertices that names stand for, and their names. All workers ask the same at once. */
public interface NameLookup {
  /** The ids of the vertices with some names; -1 for a name that no vertex has. */
  long[] ids(List<String> names) throws InterruptedException;

  /** The names of all vertices, for whoever cannot tell whose names will be asked for. */
  VertexNames all() throws InterruptedException;
}
