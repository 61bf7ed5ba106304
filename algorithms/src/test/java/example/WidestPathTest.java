package example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.Parameters;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;

class WidestPathTest {

  @Test
  void takesTheLongerWayIfItIsWider() {
    ReferenceGraph roads =
        ReferenceGraph.directed()
            .edge(1, 2, 7)
            .edge(2, 3, 5)
            .edge(1, 3, 4)
            .edge(3, 4, 9)
            .vertices(5)
            .build();

    var result = ReferenceRunner.run(new WidestPath(Parameters.of("source", "1")), roads);

    assertThat(result.doubles("width"))
        .containsEntry(1L, Double.POSITIVE_INFINITY)
        .containsEntry(2L, 7.0)
        .containsEntry(3L, 5.0)
        .containsEntry(4L, 5.0)
        .containsEntry(5L, 0.0);
  }
}
