package pregel.worker.table.join;

import pregel.core.sort.KeyEncoder;
import pregel.core.sort.Keys;
import pregel.core.sort.SortedRows;
import pregel.core.table.Batch;

/** Goes through sorted rows one by one. For one thread. */
final class KeyedCursor implements AutoCloseable {
  private final SortedRows rows;
  private final KeyEncoder encoder;
  private final Keys keys = new Keys();
  private Batch batch;
  private int row;

  KeyedCursor(SortedRows rows, KeyEncoder encoder) {
    this.rows = rows;
    this.encoder = encoder;
    load();
  }

  boolean isAtEnd() {
    return batch == null;
  }

  Batch batch() {
    return batch;
  }

  int row() {
    return row;
  }

  Keys keys() {
    return keys;
  }

  /** Whether the row after this one is in the next batch. */
  boolean isLastOfBatch() {
    return row == batch.rows() - 1;
  }

  void advance() {
    if (++row == batch.rows()) {
      load();
    }
  }

  boolean isKeyMissing() {
    return keys.isMissing(row);
  }

  /** Compares the keys of two cursors, neither missing. */
  int compare(KeyedCursor other) {
    int order = Long.compare(keys.prefixes()[row], other.keys.prefixes()[other.row]);
    return order != 0 ? order : keys.compareRest(row, other.keys, other.row, false);
  }

  private void load() {
    batch = rows.next();
    row = 0;
    if (batch != null) {
      encoder.encode(batch, keys);
    }
  }

  @Override
  public void close() {
    rows.close();
  }
}
