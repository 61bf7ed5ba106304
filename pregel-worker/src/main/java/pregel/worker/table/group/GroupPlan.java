package pregel.worker.table.group;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.Aggregate;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.sort.KeyEncoder;
import pregel.core.sort.KeyPart;

/**
 * What a group-by needs to know of its columns. Partial rows, which threads hand on, hold the keys,
 * the column whose different values are counted if there is one, and the states of the aggregates.
 */
final class GroupPlan {
  private final TableSchema input;
  private final TableSchema output;
  private final List<Aggregate> aggregates;
  private final List<KeyPart> inputKeys = new ArrayList<>();
  private final TableSchema partial;
  private final int groupKeys;

  /**
   * @param keys columns of the input
   * @param output the keys and the aggregates
   */
  GroupPlan(TableSchema input, List<String> keys, List<Aggregate> aggregates, TableSchema output) {
    this.input = input;
    this.output = output;
    this.aggregates = aggregates;
    this.groupKeys = keys.size();
    for (String key : keys) {
      addKey(key);
    }
    aggregates.stream()
        .filter(aggregate -> aggregate.kind() == Aggregate.Kind.COUNT_DISTINCT)
        .findFirst()
        .ifPresent(aggregate -> addKey(aggregate.column()));
    this.partial = partialSchema();
  }

  private void addKey(String column) {
    int place = input.place(column, "groupBy");
    Field field = input.field(place);
    inputKeys.add(KeyPart.rising(place, field.type(), field.nullable()));
  }

  private TableSchema partialSchema() {
    List<Field> fields = new ArrayList<>();
    for (KeyPart key : inputKeys) {
      fields.add(input.field(key.place()).named("key " + fields.size()));
    }
    for (Accumulator accumulator : accumulators()) {
      for (Field state : accumulator.stateFields()) {
        fields.add(state.named("state " + fields.size()));
      }
    }
    if (fields.isEmpty()) {
      // A plan of no keys that counts nothing but different values has one key at least.
      throw new IllegalStateException("a group without keys and states");
    }
    return TableSchema.of("groupBy", fields);
  }

  TableSchema partial() {
    return partial;
  }

  TableSchema output() {
    return output;
  }

  List<Accumulator> accumulators() {
    return aggregates.stream().map(aggregate -> Accumulator.of(aggregate, input)).toList();
  }

  /** The columns of a partial row that are keys. */
  int partialKeys() {
    return inputKeys.size();
  }

  /** The columns of the output that are keys. */
  int groupKeys() {
    return groupKeys;
  }

  boolean countsDistinct() {
    return inputKeys.size() > groupKeys;
  }

  /** Encodes the keys of input rows. */
  KeyEncoder inputEncoder() {
    return new KeyEncoder(inputKeys);
  }

  /** Encodes the keys of partial rows, alike. */
  KeyEncoder partialEncoder() {
    return new KeyEncoder(partialKeys(partialKeys()));
  }

  /** Encodes what of a partial row's keys makes the group. */
  KeyEncoder groupEncoder() {
    return new KeyEncoder(partialKeys(groupKeys));
  }

  private List<KeyPart> partialKeys(int count) {
    List<KeyPart> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      KeyPart key = inputKeys.get(i);
      keys.add(KeyPart.rising(i, key.type(), key.nullable()));
    }
    return keys;
  }
}
