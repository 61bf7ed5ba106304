package pregel.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.core.files.FileStat;
import pregel.core.files.MemoryFiles;

/** Parts that are written by another thread than the one that copies. */
@Timeout(60)
class BackgroundPartTest {
  private static final int BLOCKS = 50;
  private static final int BLOCK_BYTES = 800;

  private final MemoryFiles files = new MemoryFiles();
  private final CheckpointStore store = new CheckpointStore(files, "/checkpoints", "job");
  private final Told told = new Told();

  /** What the outcome was. */
  private static final class Told implements BackgroundPart.Outcome {
    private final List<PartInfo> written = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public void written(PartInfo part) {
      written.add(part);
    }

    @Override
    public void failed(Throwable cause) {
      failures.add(cause);
    }
  }

  @BeforeEach
  void create() throws IOException {
    store.create();
  }

  private static long[] values(int block) {
    long[] values = new long[BLOCK_BYTES / Long.BYTES];
    java.util.Arrays.setAll(values, i -> (long) block << 32 | i);
    return values;
  }

  private static void copyAll(BackgroundPart part) throws InterruptedException {
    for (int block = 0; block < BLOCKS; block++) {
      part.write("block-" + block, values(block));
    }
    part.complete();
  }

  private void requireWhole() throws IOException {
    PartInfo info = told.written.get(0);
    Manifest manifest =
        new Manifest("job", 1, 1, 4, List.of(info), new byte[0], new byte[0], new int[0]);
    store.publish(manifest);
    PartReader reader = store.open(manifest, info);
    assertThat(reader.blocks()).hasSize(BLOCKS);
    for (int block = 0; block < BLOCKS; block++) {
      assertThat(reader.readLongs("block-" + block)).isEqualTo(values(block));
    }
    assertThat(told.failures).isEmpty();
  }

  private List<String> parts() {
    return files.files().stream()
        .map(FileStat::path)
        .filter(path -> path.contains("part"))
        .toList();
  }

  @Test
  void theOwnerGoesOnBeforeAnythingIsWritten() throws Exception {
    BackgroundPart part = new BackgroundPart(() -> store.part(1, 4, "w"), 1 << 20, told);
    copyAll(part);
    assertThat(told.written).isEmpty();
    part.run();
    requireWhole();
  }

  @Test
  void aStateBeyondTheBudgetWaitsForTheDiskAndTakesNoMoreMemory() throws Exception {
    int fit = 7;
    AtomicInteger copied = new AtomicInteger();
    List<Integer> copiedBeforeAnyWrite = new ArrayList<>();
    Thread[] owner = new Thread[1];
    BackgroundPart part =
        new BackgroundPart(
            () -> {
              while (owner[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              copiedBeforeAnyWrite.add(copied.get());
              return store.part(1, 4, "w");
            },
            fit * BLOCK_BYTES,
            told);
    owner[0] =
        new Thread(
            () -> {
              try {
                for (int block = 0; block < BLOCKS; block++) {
                  part.write("block-" + block, values(block));
                  copied.incrementAndGet();
                }
                part.complete();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    owner[0].start();
    part.run();
    assertThat(copiedBeforeAnyWrite).containsExactly(fit);
    requireWhole();
  }

  @Test
  void aBlockBeyondTheBudgetGoesAlone() throws Exception {
    BackgroundPart part = new BackgroundPart(() -> store.part(1, 4, "w"), 1, told);
    Thread writer = new Thread(part);
    writer.start();
    copyAll(part);
    writer.join();
    requireWhole();
  }

  @Test
  void aFullDiskFailsThePartAndKeepsTheOwnerFromWaiting() throws Exception {
    files.limit(3 * BLOCK_BYTES);
    BackgroundPart part = new BackgroundPart(() -> store.part(1, 4, "w"), 2 * BLOCK_BYTES, told);
    Thread writer = new Thread(part);
    writer.start();
    copyAll(part);
    writer.join();
    assertThat(told.failures).singleElement().isInstanceOf(IOException.class);
    assertThat(told.written).isEmpty();
    assertThat(parts()).noneMatch(path -> path.endsWith(".part"));
  }

  @Test
  void whatIsGivenUpIsToldToNobodyAndLeavesNothing() throws Exception {
    BackgroundPart part = new BackgroundPart(() -> store.part(1, 4, "w"), 2 * BLOCK_BYTES, told);
    Thread writer = new Thread(part);
    writer.start();
    part.write("block-0", values(0));
    part.giveUp();
    copyAll(part);
    writer.join();
    assertThat(told.failures).isEmpty();
    assertThat(told.written).isEmpty();
    assertThat(parts()).noneMatch(path -> path.endsWith(".part") || path.endsWith(".tmp"));
  }

  @Test
  void whatCannotBeCopiedIsToldOnce() throws Exception {
    BackgroundPart part = new BackgroundPart(() -> store.part(1, 4, "w"), 1 << 20, told);
    IOException cause = new IOException("the codec");
    part.write("block-0", values(0));
    part.fail(cause);
    part.run();
    part.giveUp();
    assertThat(told.failures).containsExactly(cause);
    assertThat(parts()).noneMatch(path -> path.endsWith(".part") || path.endsWith(".tmp"));
  }
}
