package pregel.api.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pregel.api.Column;
import pregel.api.LongColumn;

/** Gives groups of vertices the least of their ids, where a column says who belongs together. */
final class GroupIds {
  private GroupIds() {}

  /**
   * Replaces the values of all columns that hold groups.
   *
   * @param ids the ids by slot
   */
  static void name(List<Column> columns, List<Long> ids) {
    for (Column column : columns) {
      if (column instanceof LongColumn groups && groups.holdsGroups()) {
        name(groups, ids);
      }
    }
  }

  private static void name(LongColumn groups, List<Long> ids) {
    Map<Long, Long> least = new HashMap<>();
    for (int slot = 0; slot < ids.size(); slot++) {
      least.merge(groups.at(slot), ids.get(slot), Math::min);
    }
    for (int slot = 0; slot < ids.size(); slot++) {
      groups.put(slot, least.get(groups.at(slot)));
    }
  }
}
