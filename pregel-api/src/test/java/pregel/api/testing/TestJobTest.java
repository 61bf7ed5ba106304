package pregel.api.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;
import pregel.api.reference.Sent;

class TestJobTest {

  /** Spreads the largest id along the edges. */
  private static final class Largest implements VertexProgram.OfLong {
    private LongColumn largest;

    @Override
    public void open(Schema schema) {
      largest = schema.longColumn("largest");
      schema.combine(Combiner.MAX);
    }

    @Override
    public void compute(Vertex vertex, LongMessages ids) {
      long now = Math.max(vertex.id(), ids.combinedOr(largest.get(vertex)));
      if (vertex.superstep() == 0 || now > largest.get(vertex)) {
        largest.set(vertex, now);
        vertex.sendToNeighbors(now);
      }
      vertex.voteToHalt();
    }
  }

  private final ReferenceGraph graph =
      ReferenceGraph.directed().edge(3, 1).edge(1, 2).vertices(9).build();

  @Test
  void stepsShowValuesMessagesAndWhoIsActive() {
    TestJob job = TestJob.of(new Largest(), graph);
    assertThat(job.active()).containsExactlyInAnyOrder(1L, 2L, 3L, 9L);
    assertThat(job.step()).isTrue();
    assertThat(job.longValue("largest", 1)).isEqualTo(1);
    assertThat(job.sent())
        .containsExactly(new Sent("messages", 1, 2, 1L), new Sent("messages", 3, 1, 3L));
    assertThat(job.sentBy(9)).isEmpty();
    assertThat(job.sentTo(1)).containsExactly(3L);
    assertThat(job.isHalted(1)).isTrue();
    job.step();
    assertThat(job.longValue("largest", 1)).isEqualTo(3);
    assertThat(job.longValue("largest", 2)).isEqualTo(2);
    assertThat(job.hasEnded()).isFalse();
    job.runToEnd();
    assertThat(job.longValue("largest", 2)).isEqualTo(3);
    assertThat(job.supersteps()).isEqualTo(3);
    assertThat(job.step()).isFalse();
    assertThat(job.vertices()).containsExactly(1L, 2L, 3L, 9L);
  }

  @Test
  void endsAtTheLimit() {
    TestJob job =
        TestJob.of(new Largest(), graph, ReferenceRunner.Options.DEFAULT.withMaxSupersteps(1));
    assertThat(job.step()).isTrue();
    assertThat(job.hasEnded()).isTrue();
    assertThat(job.step()).isFalse();
  }

  @Test
  void namesWhatThereIsWhenAskedForSomethingElse() {
    TestJob job = TestJob.of(new Largest(), graph);
    assertThatThrownBy(() -> job.longValue("rank", 1)).hasMessageContaining("\"largest\"");
    assertThatThrownBy(() -> job.doubleValue("largest", 1)).hasMessageContaining("LongColumn");
    assertThatThrownBy(() -> job.longValue("largest", 4)).hasMessageContaining("[1, 2, 3, 9]");
  }
}
