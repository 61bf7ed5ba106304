package pregel.worker.table.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pregel.api.table.TableSchema;
import pregel.core.memory.MemoryBudget;
import pregel.core.spill.SpillFile;
import pregel.core.table.Batch;
import pregel.core.table.BatchReader;
import pregel.core.table.BatchSink;
import pregel.core.table.BatchSource;
import pregel.core.table.Turnstile;

/**
 * Rows kept in their order: in memory as far as a share goes, the others on disk. Filled once, then
 * read once.
 */
public final class RowStore implements BatchSink, BatchSource {
  private static final int CHUNK_ROWS = 1 << 12;

  private final TableSchema schema;
  private final Resources resources;
  private final Turnstile turnstile = new Turnstile();
  private final List<Batch> chunks = new ArrayList<>();
  private final long limit;
  private final AtomicInteger nextChunk = new AtomicInteger();
  private volatile long rows;
  private long chunkBytes;
  private long leased;
  private SpillFile file;
  private SpillFile.Reader reading;
  private long nextBlock;

  /**
   * @param limit rows wanted from the start
   */
  public RowStore(TableSchema schema, Resources resources, long limit) {
    this.schema = schema;
    this.resources = resources;
    this.limit = limit;
  }

  @Override
  public Port port() {
    return new OrderedPort(turnstile) {
      @Override
      protected void take(Batch batch) {
        append(batch);
      }
    };
  }

  @Override
  public boolean isSatisfied() {
    return rows >= limit;
  }

  @Override
  public void breakDown() {
    turnstile.breakDown();
  }

  /** Appends rows, as far as they are wanted. */
  private void append(Batch batch) {
    int wanted = (int) Math.min(batch.rows(), limit - rows);
    for (int at = 0; at < wanted; ) {
      if (chunks.isEmpty() || last().rows() == CHUNK_ROWS) {
        startChunk();
      }
      int count = Math.min(wanted - at, CHUNK_ROWS - last().rows());
      last().append(batch, at, count);
      at += count;
    }
    rows += wanted;
  }

  private Batch last() {
    return chunks.get(chunks.size() - 1);
  }

  /** Begins a chunk; if there is no room for more, the last one goes to disk and is used again. */
  private void startChunk() {
    if (chunks.isEmpty()) {
      chunks.add(new Batch(schema));
      return;
    }
    if (file == null) {
      long bytes = last().bytes();
      if (chunkBytes + 2 * bytes <= resources.shareBytes()) {
        chunkBytes += bytes;
        resources.budget().lease(bytes);
        leased += bytes;
        chunks.add(new Batch(schema));
        return;
      }
      file = SpillFile.create(resources.spill());
    }
    file.write(last());
    last().clear();
  }

  /** Ends filling. */
  public void finish() {
    if (file != null) {
      file.write(last());
      file.finish();
      chunks.remove(chunks.size() - 1);
      reading = file.read();
    }
  }

  public long rows() {
    return rows;
  }

  /** Whether rows went to disk. */
  public boolean isSpilled() {
    return file != null;
  }

  @Override
  public BatchReader reader() {
    return new BatchReader() {
      private final Batch own = new Batch(schema);
      private Batch batch;

      @Override
      public long next() {
        int chunk = nextChunk.getAndIncrement();
        if (chunk < chunks.size()) {
          batch = chunks.get(chunk);
          return chunk;
        }
        batch = own;
        return readBlock(own);
      }

      @Override
      public Batch batch() {
        return batch;
      }
    };
  }

  private synchronized long readBlock(Batch to) {
    if (reading == null || !reading.read(to)) {
      return -1;
    }
    return chunks.size() + nextBlock++;
  }

  @Override
  public void close() {
    MemoryBudget budget = resources.budget();
    budget.release(leased);
    leased = 0;
    chunks.clear();
    if (reading != null) {
      reading.close();
      reading = null;
    }
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
