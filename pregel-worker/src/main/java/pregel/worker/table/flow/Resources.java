package pregel.worker.table.flow;

import pregel.api.table.ColumnType;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.memory.MemoryBudget;
import pregel.core.sort.SortLimits;
import pregel.core.spill.SpillDirectory;

/**
 * What a plan's stages share.
 *
 * @param threads that work on it
 * @param shareBytes of the budget that each stage may hold which holds rows
 * @param figures what is told of it afterwards
 */
public record Resources(
    int threads, long shareBytes, MemoryBudget budget, SpillDirectory spill, StageFigures figures) {

  /** Limits for sorting rows of a schema. */
  public SortLimits sortLimits(TableSchema schema) {
    return SortLimits.of(shareBytes, rowBytes(schema));
  }

  /** What a row takes, about. */
  private static long rowBytes(TableSchema schema) {
    long bytes = 0;
    for (Field field : schema.fields()) {
      bytes += field.type() == ColumnType.STRING ? 24 : 8;
    }
    return bytes;
  }
}
