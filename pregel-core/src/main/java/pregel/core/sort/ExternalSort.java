package pregel.core.sort;

import java.util.ArrayList;
import java.util.List;
import pregel.api.table.TableSchema;
import pregel.core.memory.MemoryBudget;
import pregel.core.spill.SpillDirectory;
import pregel.core.table.Batch;

/**
 * Sorts more rows than memory holds, stably.
 *
 * <pre>
 *  append  (in the order of the rows, one thread at a time) fills a run; a full run is handed back
 *  sort    (each run by any one thread) orders it, and writes it to disk if memory is short
 *  finish  (when all runs are sorted) merges them, in several passes if there are many
 * </pre>
 *
 * <p>What comes out depends on the rows and keys alone: neither on threads nor on what was written
 * to disk.
 */
public final class ExternalSort implements AutoCloseable {
  /** A run's bytes from which on it is not counted by the row. */
  private static final long AMPLE = 1 << 20;

  private final TableSchema schema;
  private final KeyEncoder encoder;
  private final SortLimits limits;
  private final long limit;
  private final MemoryBudget budget;
  private final RunMerges merges;
  private final long runBytes;
  private final int threads;
  // Guarded by this: sorted runs by number, the number of rows so far, bytes of runs in memory.
  private final List<SortedRun> runs = new ArrayList<>();
  private long retained;
  private long spilledRuns;
  private FilledRun filling;
  private int started;
  private SortedRows result;

  /**
   * @param limit rows wanted from the start
   * @param threads how many may sort runs at a time
   */
  public ExternalSort(
      TableSchema schema,
      KeyEncoder encoder,
      SortLimits limits,
      long limit,
      int threads,
      MemoryBudget budget,
      SpillDirectory spill) {
    this.schema = schema;
    this.encoder = encoder;
    this.limits = limits;
    this.limit = limit;
    this.threads = threads;
    this.budget = budget;
    this.merges = new RunMerges(schema, encoder, limits, spill);
    this.runBytes = limits.bytes() * 3 / 4 / (2L * threads);
  }

  /** Rows that are gathered to become a run. */
  public final class FilledRun {
    private final int number;
    private final List<Batch> chunks = new ArrayList<>();
    private int rows;
    private long fullChunkBytes;
    private long leased;

    private FilledRun(int number) {
      this.number = number;
    }

    private boolean append(Batch batch, int first, int count) {
      if (chunks.isEmpty() || last().rows() == MemoryRun.CHUNK_ROWS) {
        fullChunkBytes += chunks.isEmpty() ? 0 : last().bytes();
        chunks.add(new Batch(schema));
        if (runBytes >= AMPLE) {
          last().reserve(MemoryRun.CHUNK_ROWS);
        }
      }
      last().append(batch, first, count);
      rows += count;
      long now = fullChunkBytes + last().bytes() + sortBytes(rows);
      if (now > leased) {
        budget.lease(now - leased);
        leased = now;
      }
      return leased >= runBytes || rows >= limits.runRows();
    }

    private Batch last() {
      return chunks.get(chunks.size() - 1);
    }

    private int room() {
      int inChunk = chunks.isEmpty() ? MemoryRun.CHUNK_ROWS : MemoryRun.CHUNK_ROWS - last().rows();
      return Math.min(inChunk == 0 ? MemoryRun.CHUNK_ROWS : inChunk, limits.runRows() - rows);
    }
  }

  /** Bytes of keys and scratch space for sorting a run. */
  private long sortBytes(int rows) {
    return (encoder.isNumber() ? 8L : 40L) * rows + KeySort.scratchBytes(rows);
  }

  /**
   * Appends rows of a batch from a place on, until a run is full.
   *
   * @param first the first row to append
   * @param filled told of a full run, which is to be sorted by any thread
   */
  public void append(Batch batch, int first, List<FilledRun> filled) {
    int at = first;
    while (at < batch.rows()) {
      if (filling == null) {
        filling = new FilledRun(started++);
      }
      int count = Math.min(batch.rows() - at, Math.min(filling.room(), stepRows()));
      boolean full = filling.append(batch, at, count);
      at += count;
      if (full) {
        filled.add(filling);
        filling = null;
      }
    }
  }

  /** Rows appended before looking at the memory: few where there is little. */
  private int stepRows() {
    return runBytes >= AMPLE ? MemoryRun.CHUNK_ROWS : 16;
  }

  /** Sorts a full run, and writes it to disk if memory is short. */
  public void sort(FilledRun run) {
    Keys keys = new Keys();
    keys.clear(run.rows, !encoder.isNumber());
    Keys ofChunk = new Keys();
    for (Batch chunk : run.chunks) {
      encoder.encode(chunk, ofChunk);
      keys.append(ofChunk);
    }
    int[] order = new KeySort().order(keys, encoder.nullsFirst());
    int kept = (int) Math.min(limit, run.rows);
    long held = run.leased - sortBytes(run.rows) + 4L * run.rows;
    budget.release(run.leased - held);
    SortedRun sorted =
        new MemoryRun(schema, limits.blockRows(), budget, held, run.chunks, order, kept);
    if (kept < run.rows || mustSpill(held)) {
      sorted = merges.written(List.of(sorted), limit);
    }
    put(run.number, sorted);
  }

  /** Runs stay in memory as long as there is room for those being filled and sorted. */
  private synchronized boolean mustSpill(long held) {
    if (retained + held + (threads + 1L) * runBytes > limits.bytes() * 3 / 4) {
      spilledRuns++;
      return true;
    }
    retained += held;
    return false;
  }

  private synchronized void put(int number, SortedRun run) {
    while (runs.size() <= number) {
      runs.add(null);
    }
    runs.set(number, run);
  }

  /**
   * The rows in order; to be called once, after every full run was sorted, and closed by the
   * caller.
   */
  public SortedRows finish() {
    if (filling != null) {
      FilledRun last = filling;
      filling = null;
      sort(last);
    }
    List<SortedRun> sorted = List.copyOf(runs);
    runs.clear();
    result = merges.merge(sorted, limit, batchRows());
    return result;
  }

  private int batchRows() {
    return Math.max(limits.blockRows(), Math.min(MemoryRun.CHUNK_ROWS, limits.runRows()));
  }

  /** Runs so far. */
  public int runs() {
    return started;
  }

  /** Runs that were written to disk when they had been sorted. */
  public synchronized long spilledRuns() {
    return spilledRuns;
  }

  /** Merges before the last. */
  public int passes() {
    return merges.passes();
  }

  /** Gives back what is held; also what {@link #finish} gave. */
  @Override
  public synchronized void close() {
    if (filling != null) {
      budget.release(filling.leased);
      filling = null;
    }
    for (SortedRun run : runs) {
      if (run != null) {
        run.close();
      }
    }
    runs.clear();
    if (result != null) {
      result.close();
      result = null;
    }
  }
}
