package pregel.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.VertexOrder;

class CanonicalOrderTest {

  @Test
  void dividesEveryPowerOfTwoIntoFourClasses() {
    int[] degrees = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 1 << 29};
    int[] classes = {0, 1, 2, 3, 8, 9, 10, 11, 12, 12, 13, 13, 14, 15, 16, 116};
    for (int i = 0; i < degrees.length; i++) {
      assertThat(CanonicalOrder.degreeClass(degrees[i])).isEqualTo(classes[i]);
    }
    for (int degree = 1; degree < 1 << 20; degree++) {
      assertThat(CanonicalOrder.degreeClass(degree))
          .isGreaterThanOrEqualTo(CanonicalOrder.degreeClass(degree - 1));
    }
  }

  @Test
  void keepsIdOrderWhereHalfOfTheEdgesAreNear() {
    assertThat(CanonicalOrder.decide(65_536, 10, 0)).isEqualTo(VertexOrder.ID);
    assertThat(CanonicalOrder.decide(65_537, 10, 4)).isEqualTo(VertexOrder.DEGREE);
    assertThat(CanonicalOrder.decide(65_537, 10, 5)).isEqualTo(VertexOrder.ID);
    assertThat(CanonicalOrder.decide(65_537, 11, 5)).isEqualTo(VertexOrder.DEGREE);
    assertThat(CanonicalOrder.decide(65_537, 0, 0)).isEqualTo(VertexOrder.ID);
  }
}
