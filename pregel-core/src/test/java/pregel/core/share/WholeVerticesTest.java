package pregel.core.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import pregel.core.graph.PartitionMap;

class WholeVerticesTest {

  /** 70 vertices in canonical order, the first of which has the greatest id. */
  private static WholeVertices vertices(int lastStart) {
    PartitionMap map = new PartitionMap(new int[] {0, 64, lastStart, 70});
    var vertices = new WholeVertices(new Ownership(map, new int[] {0, 1, 2}, 3), 9);
    for (int slot = 0; slot < 70; slot++) {
      vertices.enter(slot, 1_000 - slot);
    }
    vertices.complete();
    return vertices;
  }

  @Test
  void addedIdsFollowTheOthersInOrderAndBelongToTheLastPartition() {
    WholeVertices vertices = vertices(70);
    assertThat(vertices.grow(new long[] {30, 50}).applyAsInt(5)).isEqualTo(5);
    // The last partition was empty and starts at the next multiple of 64.
    assertThat(vertices.slot(30)).isEqualTo(128);
    IntUnaryOperator moved = vertices.grow(new long[] {40});
    assertThat(vertices.slot(50)).isEqualTo(130);
    assertThat(moved.applyAsInt(129)).isEqualTo(130);
    assertThat(vertices.position(vertices.slot(30))).isEqualTo(70);
    assertThat(vertices.ownerOf(40)).isEqualTo(2);
    assertThat(vertices.ownerOf(999)).isZero();
    assertThat(vertices.hasId(100)).isFalse();
    assertThat(vertices.added()).containsExactly(30, 40, 50);
  }

  @Test
  void idsThatNobodyHasBelongToTheHomeOfAddedOnes() {
    WholeVertices vertices = vertices(70);
    assertThat(vertices.slot(5)).isEqualTo(-1);
    assertThat(vertices.ownerOf(5)).isEqualTo(vertices.home()).isEqualTo(2);
  }

  @Test
  void ordersIdsAsTheirSlotsStandAndOthersBehindThem() {
    WholeVertices vertices = vertices(70);
    vertices.grow(new long[] {50});
    assertThat(vertices.compare(1_000, 999)).isNegative();
    assertThat(vertices.compare(931, 50)).isNegative();
    assertThat(vertices.compare(50, 931)).isPositive();
    assertThat(vertices.compare(50, 40)).isPositive();
    assertThat(vertices.compare(40, 40)).isZero();
  }

  @Test
  void countsWhoExists() {
    WholeVertices vertices = vertices(70);
    assertThat(vertices.existing()).isEqualTo(70);
    vertices.set(3, false);
    vertices.set(3, false);
    vertices.grow(new long[] {10, 20});
    assertThat(vertices.existing()).isEqualTo(69);
    assertThat(vertices.exists(vertices.slot(20))).isFalse();
    vertices.set(vertices.slot(20), true);
    vertices.grow(new long[] {15});
    assertThat(vertices.exists(vertices.slot(20))).isTrue();
    assertThat(vertices.exists(vertices.slot(15))).isFalse();
    assertThat(vertices.exists(3)).isFalse();
    assertThat(vertices.existing()).isEqualTo(70);
  }

  @Test
  void refusesARosterThatContradictsItselfOrHasGaps() {
    PartitionMap map = new PartitionMap(new int[] {0, 2});
    var vertices = new WholeVertices(new Ownership(map, new int[] {0}, 1), 0);
    vertices.enter(0, 7);
    vertices.enter(0, 7);
    assertThatThrownBy(() -> vertices.enter(0, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> vertices.enter(2, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(vertices::complete).isInstanceOf(IllegalStateException.class);
  }
}
