package pregel.api.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongCombiner;
import pregel.api.LongMessages;
import pregel.api.Messages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;

class ProgramCheckTest {
  private final ReferenceGraph graph =
      ReferenceGraph.directed()
          .edge(1, 2)
          .edge(3, 2)
          .edge(4, 2)
          .edge(2, 5)
          .edge(5, 5)
          .edge(5, 1)
          .edge(6, 2)
          .edge(6, 1)
          .build();

  /** A program of two supersteps that sends its id and keeps what it makes of the messages. */
  private abstract static class Once implements VertexProgram.OfLong {
    LongColumn kept;

    @Override
    public void open(Schema schema) {
      kept = schema.longColumn("kept");
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0) {
        vertex.sendToNeighbors(vertex.id());
      } else {
        kept.set(vertex, made(vertex, messages));
      }
      vertex.voteToHalt();
    }

    abstract long made(Vertex vertex, LongMessages messages);
  }

  private static final class Sum extends Once {
    @Override
    long made(Vertex vertex, LongMessages messages) {
      long sum = 0;
      while (messages.hasNext()) {
        sum += messages.next();
      }
      return sum;
    }
  }

  private static final class Last extends Once {
    @Override
    long made(Vertex vertex, LongMessages messages) {
      long last = 0;
      while (messages.hasNext()) {
        last = messages.next();
      }
      return last;
    }
  }

  private static final class Difference extends Once {
    @Override
    public void open(Schema schema) {
      super.open(schema);
      schema.combine(
          new LongCombiner() {
            @Override
            public long identity() {
              return 0;
            }

            @Override
            public long combine(long left, long right) {
              return left - right;
            }
          });
    }

    @Override
    long made(Vertex vertex, LongMessages messages) {
      return messages.combinedOr(-1);
    }
  }

  private static final class Counting extends Once {
    private long computed;

    @Override
    long made(Vertex vertex, LongMessages messages) {
      return computed++;
    }
  }

  private static final class Remembering extends Once {
    private final AtomicLong runs;

    Remembering(AtomicLong runs) {
      this.runs = runs;
    }

    @Override
    long made(Vertex vertex, LongMessages messages) {
      return runs.incrementAndGet();
    }
  }

  private static final class Placed extends Once {
    @Override
    public void open(Schema schema) {
      super.open(schema);
      schema.combine(Combiner.SUM);
    }

    @Override
    long made(Vertex vertex, LongMessages messages) {
      return vertex.order();
    }
  }

  private static final class Shortened implements VertexProgram.Of<String> {
    private LongColumn length;

    @Override
    public void open(Schema schema) {
      length = schema.longColumn("length");
      schema.messages(
          new Codec<String>() {
            @Override
            public void write(String value, DataOutput out) throws IOException {
              out.writeUTF(value.substring(1));
            }

            @Override
            public String read(DataInput in) throws IOException {
              return in.readUTF();
            }
          });
    }

    @Override
    public void compute(Vertex vertex, Messages<String> messages) {
      if (vertex.superstep() == 0) {
        vertex.sendToNeighbors("abc");
      }
      while (messages.hasNext()) {
        length.set(vertex, length.get(vertex) + messages.next().length());
      }
      vertex.voteToHalt();
    }
  }

  /** All ask for the same vertex and the same edge with values of their own: the least id wins. */
  private static final class Rivals extends Once {
    @Override
    public void open(Schema schema) {
      super.open(schema);
      schema.changesTopology().simpleEdges().readsEdges(Direction.OUT);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      super.compute(vertex, messages);
      if (vertex.superstep() == 0) {
        vertex.mutations().addVertex(9).with(kept, 10 * vertex.id());
        vertex.mutations().addEdge(9, 2, vertex.id());
        vertex.mutations().addEdge(9, 2, -vertex.id());
      }
    }

    @Override
    long made(Vertex vertex, LongMessages messages) {
      long made = kept.get(vertex);
      Edges edges = vertex.outEdges();
      while (edges.next()) {
        made += (long) edges.weight();
      }
      return made;
    }
  }

  @Test
  void doesNotBlameAProgramForRequestsThatCompete() {
    assertThat(ProgramCheck.of(Rivals::new, graph).findings()).isEmpty();
    TestJob job = TestJob.of(new Rivals(), graph).runToEnd();
    assertThat(job.longValue("kept", 9)).isEqualTo(10 + 1);
  }

  @Test
  void findsNothingInAProgramThatObeysTheModel() {
    assertThat(ProgramCheck.of(Sum::new, graph).findings()).isEmpty();
    ProgramCheck.of(Sum::new, graph).requireIndependence();
  }

  @Test
  void tellsWhatAProgramDependsOn() {
    assertFinding(Last::new, "depends on the order of messages");
    assertFinding(Difference::new, "combiner that is not commutative and associative");
    assertFinding(Counting::new, "depends on which vertex is computed first");
    AtomicLong runs = new AtomicLong();
    assertFinding(() -> new Remembering(runs), "depends on what an earlier run left behind");
    assertFinding(Placed::new, "depends on how vertices are ordered");
    assertFinding(Shortened::new, "its codec loses something");
  }

  @Test
  void namesTheFirstValueThatDiffers() {
    assertThatThrownBy(() -> ProgramCheck.of(Last::new, graph).requireIndependence())
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s).*kept of vertex \\d is \\d instead of \\d.*");
  }

  private void assertFinding(Supplier<VertexProgram> program, String finding) {
    assertThat(ProgramCheck.of(program, graph).findings())
        .anySatisfy(found -> assertThat(found).contains(finding));
  }
}
