package pregel.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import pregel.core.graph.PartitionMap;

class BlockClaimsTest {
  @Test
  void everyBlockIsHadOnceByAnyOfTheThreads() throws InterruptedException {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      Blocks blocks = blocks(new Random(seed));
      BlockClaims claims = new BlockClaims(blocks);
      AtomicIntegerArray taken = new AtomicIntegerArray(blocks.count());
      for (int superstep = 1; superstep <= 3; superstep++) {
        claims.open();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          threads.add(new Thread(() -> takeAll(claims).forEach(taken::incrementAndGet)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
        for (int block = 0; block < blocks.count(); block++) {
          assertThat(taken.get(block)).as("seed %d, block %d", seed, block).isEqualTo(superstep);
        }
      }
    }
  }

  @Test
  void aThreadAloneHasThemInOrder() {
    BlockClaims claims = new BlockClaims(blocks(new Random(1)));
    claims.open();
    assertThat(takeAll(claims)).isSorted().hasSize(claims.blocks().count());
  }

  @Test
  void aThreadKeepsToItsPartitionUntilAnotherHelps() {
    Blocks blocks = new Blocks(new PartitionMap(new int[] {0, 3 * Blocks.SIZE, 6 * Blocks.SIZE}));
    BlockClaims claims = new BlockClaims(blocks);
    claims.open();
    assertThat(claims.take(-1)).isZero();
    assertThat(claims.take(-1)).isEqualTo(3);
    assertThat(claims.take(3)).isEqualTo(4);
    assertThat(claims.take(4)).isEqualTo(5);
    assertThat(claims.take(5)).isEqualTo(1);
    assertThat(claims.take(0)).isEqualTo(2);
    assertThat(claims.take(2)).isEqualTo(-1);
  }

  @Test
  void nothingIsHadAfterClosing() {
    BlockClaims claims = new BlockClaims(blocks(new Random(2)));
    assertThat(claims.take(-1)).isEqualTo(-1);
    claims.open();
    int first = claims.take(-1);
    claims.close();
    assertThat(claims.take(first)).isEqualTo(-1);
    assertThat(claims.take(-1)).isEqualTo(-1);
  }

  @Test
  void progressGrowsWithEveryBlock() {
    BlockClaims claims = new BlockClaims(blocks(new Random(3)));
    claims.open();
    long before = claims.taken();
    for (int block = claims.take(-1); block >= 0; block = claims.take(block)) {
      assertThat(claims.taken()).isGreaterThan(before);
      before = claims.taken();
    }
  }

  private static Blocks blocks(Random random) {
    int[] degrees = random.ints(random.nextInt(60_000) + 1, 0, 50).toArray();
    return new Blocks(PartitionMap.divide(degrees, 1 << random.nextInt(5)));
  }

  private static List<Integer> takeAll(BlockClaims claims) {
    List<Integer> taken = new ArrayList<>();
    for (int block = claims.take(-1); block >= 0; block = claims.take(block)) {
      taken.add(block);
    }
    return taken;
  }
}
