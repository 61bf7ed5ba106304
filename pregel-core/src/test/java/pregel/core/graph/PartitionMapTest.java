package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionMapTest {

  @Test
  void takesOnePartitionBelowTwoToTheSixteenth() {
    assertThat(PartitionMap.partitionsFor(0)).isEqualTo(1);
    assertThat(PartitionMap.partitionsFor((1 << 16) - 1)).isEqualTo(1);
    assertThat(PartitionMap.partitionsFor(1 << 16)).isEqualTo(64);
  }

  @Test
  void takesThePowerOfTwoNearestToTheEdges() {
    for (int log = 6; log < 10; log++) {
      long low = 1L << (log + 19);
      long middle = low + low / 2;
      assertThat(PartitionMap.partitionsFor(low)).isEqualTo(1 << log);
      assertThat(PartitionMap.partitionsFor(middle)).isEqualTo(1 << log);
      assertThat(PartitionMap.partitionsFor(middle + 1)).isEqualTo(2 << log);
    }
    assertThat(PartitionMap.partitionsFor(1L << 40)).isEqualTo(1024);
  }

  @Test
  void dividesNoVertices() {
    PartitionMap map = PartitionMap.divide(new int[0], 64);
    assertThat(map.partitions()).isEqualTo(64);
    assertThat(map.start(0)).isZero();
    assertThat(map.end(63)).isZero();
    assertThat(map.partitionsOfGroups()).hasSize(1);
  }

  @Test
  void givesEverySlotToOnePartitionInGroupsOf64() {
    for (int seed = 0; seed < Integer.getInteger("pregel.seeds", 40); seed++) {
      Random random = new Random(seed);
      int[] degrees = new int[random.nextInt(5000)];
      for (int slot = 0; slot < degrees.length; slot++) {
        degrees[slot] = random.nextInt(1 + random.nextInt(100) * random.nextInt(100));
      }
      PartitionMap map = PartitionMap.divide(degrees, 1 + random.nextInt(100));
      int[] ofGroups = map.partitionsOfGroups();
      assertThat(map.start(0)).as("seed %d", seed).isZero();
      assertThat(map.end(map.partitions() - 1)).as("seed %d", seed).isEqualTo(degrees.length);
      for (int p = 0; p < map.partitions(); p++) {
        assertThat(map.start(p)).as("seed %d", seed).isLessThanOrEqualTo(map.end(p));
        assertThat(map.start(p) % 64 == 0 || map.start(p) == degrees.length)
            .as("seed %d", seed)
            .isTrue();
        for (int slot = map.start(p); slot < map.end(p); slot++) {
          assertThat(map.partitionOf(slot)).as("seed %d, slot %d", seed, slot).isEqualTo(p);
          assertThat(ofGroups[slot >>> 6]).as("seed %d, slot %d", seed, slot).isEqualTo(p);
        }
      }
    }
  }
}
