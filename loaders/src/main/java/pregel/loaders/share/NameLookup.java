package pregel.loaders.share;

import java.util.List;

/** Finds the vertices that names stand for. */
@FunctionalInterface
public interface NameLookup {
  /**
   * The ids of the vertices with some names, the same names on all workers, which all ask at once;
   * -1 for a name that no vertex has.
   */
  long[] ids(List<String> names) throws InterruptedException;
}
