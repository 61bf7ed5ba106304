package pregel.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.core.graph.PartitionMap;

class BlocksTest {
  @Test
  void blocksCoverEverySlotOnceAndKeepToPartitionsAndWords() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      Random random = new Random(seed);
      int[] degrees = random.ints(random.nextInt(20_000) + 1, 0, 50).toArray();
      PartitionMap map = PartitionMap.divide(degrees, 1 << random.nextInt(8));
      Blocks blocks = new Blocks(map);
      int expected = 0;
      for (int block = 0; block < blocks.count(); block++) {
        assertThat(blocks.start(block)).as("seed %d", seed).isEqualTo(expected);
        assertThat(blocks.start(block) % 64).as("seed %d", seed).isZero();
        assertThat(blocks.end(block) - blocks.start(block)).isBetween(1, Blocks.SIZE);
        assertThat(map.partitionOf(blocks.start(block))).isEqualTo(blocks.partition(block));
        assertThat(map.partitionOf(blocks.end(block) - 1)).isEqualTo(blocks.partition(block));
        assertThat((blocks.start(block) - map.start(blocks.partition(block))) % Blocks.SIZE)
            .isZero();
        assertThat(blocks.of(blocks.start(block))).isEqualTo(block);
        assertThat(blocks.of(blocks.end(block) - 1)).isEqualTo(block);
        expected = blocks.end(block);
      }
      assertThat(expected).as("seed %d", seed).isEqualTo(degrees.length);
    }
  }

  @Test
  void anEmptyGraphHasNoBlocks() {
    assertThat(new Blocks(new PartitionMap(new int[] {0, 0})).count()).isZero();
  }
}
