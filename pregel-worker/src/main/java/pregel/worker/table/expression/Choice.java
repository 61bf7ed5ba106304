package pregel.worker.table.expression;

import java.util.List;
import pregel.api.table.ColumnType;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.Vector;

/**
 * The value of the first branch whose condition is true. Conditions and values are calculated for
 * the rows alone that come to them, so that a condition guards what its value could not calculate.
 */
final class Choice implements Evaluator {
  private final int[] used;
  private final List<Evaluator> conditions;
  private final List<Evaluator> values;
  private final Batch[] asked;
  private final Batch[] taken;
  private final Vector[] found;
  private final Vector result;
  private int[] left = {};
  private int[] chosen = {};
  private int[] kept = {};
  private int[] source = {};
  private int[] row = {};

  /**
   * @param used the columns that the branches read
   * @param values of the branches, and of all other rows
   */
  Choice(
      TableSchema schema,
      int[] used,
      List<Evaluator> conditions,
      List<Evaluator> values,
      ColumnType type) {
    this.used = used;
    this.conditions = conditions;
    this.values = values;
    this.asked = new Batch[conditions.size()];
    this.taken = new Batch[values.size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = new Batch(schema);
    }
    for (int i = 0; i < asked.length; i++) {
      asked[i] = new Batch(schema);
    }
    this.found = new Vector[values.size()];
    this.result = Vector.of(type);
  }

  @Override
  public Vector evaluate(Batch batch) {
    int rows = batch.rows();
    reserve(rows);
    int count = rows;
    for (int i = 0; i < rows; i++) {
      left[i] = i;
    }
    for (int branch = 0; branch < asked.length; branch++) {
      BooleanVector holds =
          (BooleanVector) conditions.get(branch).evaluate(some(batch, asked[branch], left, count));
      int chosenCount = 0;
      int keptCount = 0;
      for (int i = 0; i < count; i++) {
        if (!holds.isNull(i) && holds.get(i) != 0) {
          chosen[chosenCount++] = left[i];
        } else {
          kept[keptCount++] = left[i];
        }
      }
      take(batch, branch, chosen, chosenCount);
      int[] swapped = left;
      left = kept;
      kept = swapped;
      count = keptCount;
    }
    take(batch, asked.length, left, count);
    result.clear();
    result.gather(found, source, row, rows);
    return result;
  }

  private void take(Batch batch, int branch, int[] rows, int count) {
    found[branch] = values.get(branch).evaluate(some(batch, taken[branch], rows, count));
    for (int i = 0; i < count; i++) {
      source[rows[i]] = branch;
      row[rows[i]] = i;
    }
  }

  private Batch some(Batch batch, Batch to, int[] rows, int count) {
    to.clear();
    for (int column : used) {
      to.column(column).gather(batch.column(column), rows, count);
    }
    to.setRows(count);
    return to;
  }

  private void reserve(int rows) {
    if (left.length < rows) {
      left = new int[rows];
      chosen = new int[rows];
      kept = new int[rows];
      source = new int[rows];
      row = new int[rows];
    }
  }
}
