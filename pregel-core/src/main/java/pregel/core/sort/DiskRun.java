package pregel.core.sort;

import pregel.api.table.TableSchema;
import pregel.core.spill.SpillFile;
import pregel.core.table.Batch;

/** A run on disk. */
public final class DiskRun implements SortedRun {
  private final TableSchema schema;
  private final SpillFile file;

  /**
   * @param file written to the end; removed when the run is closed
   */
  public DiskRun(TableSchema schema, SpillFile file) {
    this.schema = schema;
    this.file = file;
  }

  @Override
  public long rows() {
    return file.rows();
  }

  @Override
  public Cursor open() {
    SpillFile.Reader reader = file.read();
    Batch batch = new Batch(schema);
    return new Cursor() {
      @Override
      public Batch batch() {
        return batch;
      }

      @Override
      public boolean next() {
        return reader.read(batch);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  @Override
  public void close() {
    file.close();
  }
}
