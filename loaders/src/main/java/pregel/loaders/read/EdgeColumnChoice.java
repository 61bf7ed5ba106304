package pregel.loaders.read;

import java.util.List;
import pregel.core.graph.HeldEdgeColumn;

/**
 * Which columns of edges are read beside the weight. Only CSV with a header has any.
 *
 * @param all every one that holds numbers
 * @param wanted those that a program reads, if not all
 */
public record EdgeColumnChoice(boolean all, List<HeldEdgeColumn> wanted) {
  public static final EdgeColumnChoice NONE = new EdgeColumnChoice(false, List.of());
  public static final EdgeColumnChoice ALL = new EdgeColumnChoice(true, List.of());

  public static EdgeColumnChoice of(List<HeldEdgeColumn> wanted) {
    return new EdgeColumnChoice(false, List.copyOf(wanted));
  }
}
