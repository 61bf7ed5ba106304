package pregel.worker.table.join;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.Field;
import pregel.api.table.JoinType;
import pregel.api.table.Plan;
import pregel.api.table.TableSchema;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.KeyPart;

/**
 * What a join needs to know of its columns.
 *
 * @param leftKeys places of the keys in left rows
 * @param rightKeys places in right rows, pair by pair
 * @param added places in right rows of what follows the left columns in the output
 */
public record JoinPlan(
    JoinType type,
    TableSchema left,
    TableSchema right,
    TableSchema output,
    int[] leftKeys,
    int[] rightKeys,
    int[] added) {

  public static JoinPlan of(Plan.Join join) {
    TableSchema left = join.left().schema();
    TableSchema right = join.right().schema();
    List<Integer> added = new ArrayList<>();
    for (int i = 0; i < right.size() && join.type().pairs(); i++) {
      if (!join.rightKeys().contains(right.field(i).name())) {
        added.add(i);
      }
    }
    return new JoinPlan(
        join.type(),
        left,
        right,
        join.schema(),
        left.places(join.leftKeys(), "join"),
        right.places(join.rightKeys(), "join"),
        added.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Encodes the keys of left rows, to be compared with those of right ones. */
  KeyEncoder leftEncoder() {
    return encoder(left, leftKeys);
  }

  /** Encodes the keys of right rows. */
  KeyEncoder rightEncoder() {
    return encoder(right, rightKeys);
  }

  private KeyEncoder encoder(TableSchema side, int[] places) {
    List<KeyPart> parts = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Field one = left.field(leftKeys[i]);
      Field other = right.field(rightKeys[i]);
      boolean nullable = one.nullable() || other.nullable();
      parts.add(KeyPart.rising(places[i], side.field(places[i]).type(), nullable));
    }
    return new KeyEncoder(parts);
  }
}
