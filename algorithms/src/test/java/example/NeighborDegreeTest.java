package example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;

class NeighborDegreeTest {

  @Test
  void averagesTheDegreesOfNeighbors() {
    ReferenceGraph friends =
        ReferenceGraph.undirected().edge(1, 2).edge(1, 3).edge(1, 4).edge(3, 4).build();

    var result = ReferenceRunner.run(new NeighborDegree(), friends);

    assertThat(result.doubles("average"))
        .containsEntry(1L, 5 / 3.0) // 2, 3 and 4 have 1, 2 and 2 friends
        .containsEntry(2L, 3.0);
  }
}
