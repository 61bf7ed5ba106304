package pregel.core.table;

import pregel.api.table.TableSource;

/** A source that an engine can read. */
public interface OpenableSource extends TableSource {
  /** Opens it for reading from the start; closed by the caller. */
  BatchSource open();

  /** About how many bytes its rows take in memory; -1 if nobody knows. */
  default long estimatedBytes() {
    return -1;
  }
}
