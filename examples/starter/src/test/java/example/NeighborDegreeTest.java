package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.api.testing.ProgramCheck;

class NeighborDegreeTest {
  private static final ReferenceGraph FRIENDS =
      ReferenceGraph.undirected().edge(1, 2).edge(1, 3).edge(1, 4).edge(3, 4).build();

  @Test
  void averagesTheDegreesOfNeighbors() {
    var result = ReferenceRunner.run(new NeighborDegree(), FRIENDS);

    // 2, 3 and 4, the friends of 1, have 1, 2 and 2 friends.
    assertEquals(Map.of(1L, 5 / 3.0, 2L, 3.0, 3L, 2.5, 4L, 2.5), result.doubles("average"));
  }

  @Test
  void dependsOnNothingThatItMustNot() {
    ProgramCheck.of(NeighborDegree::new, FRIENDS).requireIndependence();
  }
}
