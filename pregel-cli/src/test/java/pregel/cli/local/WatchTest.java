package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.algorithms.components.ConnectedComponents;
import pregel.api.Combiner;
import pregel.api.DoubleChannel;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.LongRequests;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.cli.watch.VertexRecord;
import pregel.cli.watch.VertexRecord.Received;
import pregel.cli.watch.VertexRecord.Sent;
import pregel.cli.watch.VertexRecord.State;
import pregel.cli.watch.Watch;
import pregel.core.graph.Graph;

class WatchTest {
  private static final Graph PATH =
      EngineGraphs.of(
          ReferenceGraph.undirected().edge(1, 2).edge(2, 3).edge(3, 4).build(),
          VertexOrder.ID,
          0,
          2);

  private final List<VertexRecord> records = new ArrayList<>();

  private LocalJob.Result run(VertexProgram program, Watch watch) {
    return LocalJob.run(
        PATH, program, LocalJob.Options.withThreads(2).withWatch(watch), report -> {});
  }

  @Test
  void recordsValuesAndMessagesOfChosenVertices() {
    Watch watch = Watch.where(vertex -> vertex.id() == 3 && vertex.superstep() == 1, records::add);
    run(new ConnectedComponents(Parameters.of()), watch);

    assertThat(records)
        .containsExactly(
            new VertexRecord(
                1,
                null,
                3,
                Map.of("component", 2L),
                Map.of("component", 1L),
                List.of(new Received("messages", true, 1, List.of(1L))),
                List.of(new Sent("messages", null, 1L)),
                State.HALTED));
  }

  @Test
  void asksItsConditionOfTheProgramsOwnColumns() {
    Labels program = new Labels();
    Watch watch = Watch.where(v -> program.label.get(v) == 20, records::add);
    run(program, watch);

    assertThat(records).extracting(VertexRecord::vertex).containsOnly(2L);
  }

  @Test
  void recordsEveryMessageWhereNothingCombinesThem() {
    Watch watch = Watch.where(v -> v.id() == 2 && v.superstep() == 1, records::add);
    run(new Labels(), watch);

    Received received = records.get(0).received().get(0);
    assertThat(received.combined()).isFalse();
    assertThat(received.count()).isEqualTo(3);
    assertThat(received.values()).containsExactlyInAnyOrder(10L, 30L, 7L);
    assertThat(records.get(0).sent()).containsExactly(new Sent("messages", 4L, 8L));
    assertThat(records.get(0).state()).isEqualTo(State.CLOSED);
  }

  @Test
  void repeatsAVertexThatIsNotComputedAsIdle() {
    run(new ConnectedComponents(Parameters.of()), Watch.of(List.of(4L, 1L), records::add));

    assertThat(records)
        .extracting(
            VertexRecord::superstep,
            VertexRecord::vertex,
            VertexRecord::state,
            record -> record.after().get("component"))
        .startsWith(
            tuple(0, 1L, State.HALTED, 0L),
            tuple(0, 4L, State.HALTED, 3L),
            tuple(1, 1L, State.HALTED, 0L),
            tuple(1, 4L, State.HALTED, 2L),
            tuple(2, 1L, State.HALTED, 0L))
        .endsWith(
            tuple(3, 1L, State.IDLE, 0L),
            tuple(3, 4L, State.HALTED, 0L),
            tuple(4, 1L, State.IDLE, 0L),
            tuple(4, 4L, State.IDLE, 0L));
  }

  @Test
  void recordsThePhasesAndTheirChannels() {
    run(new AskAndTell(), Watch.of(List.of(2L), records::add));

    assertThat(records).extracting(VertexRecord::phase).containsExactly("ask", "tell");
    assertThat(records.get(0).sent())
        .containsExactly(new Sent("numbers", null, 1.5), new Sent("friend", 1L, null));
    assertThat(records.get(1).received())
        .containsExactly(new Received("numbers", true, 1, List.of(3.0)));
    assertThat(records.get(1).after()).containsEntry("told", 1L);
  }

  @Test
  void changesNoResult() {
    LongColumn watched =
        (LongColumn) run(new Labels(), Watch.where(v -> true, records::add)).columns().get(0);
    LongColumn plain =
        (LongColumn)
            LocalJob.run(PATH, new Labels(), LocalJob.Options.withThreads(2), report -> {})
                .columns()
                .get(0);

    for (int slot = 0; slot < PATH.vertices(); slot++) {
      assertThat(watched.at(slot)).isEqualTo(plain.at(slot));
    }
  }

  /** Adds 9 with a value in superstep 0, removes 3 in 1, adds it again in 2. */
  private static final class Replacing implements VertexProgram.OfLong {
    private LongColumn value;

    @Override
    public void open(Schema schema) {
      value = schema.longColumn("value").initially(7);
      schema.changesTopology();
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0) {
        value.set(vertex, 10 * vertex.id());
        if (vertex.id() == 3) {
          vertex.mutations().addVertex(9).with(value, 90);
          vertex.sendToNeighbors(5L);
        }
      } else if (vertex.id() == 9) {
        value.set(vertex, value.get(vertex) + 1);
        if (vertex.superstep() == 1) {
          vertex.mutations().removeVertex(3);
        } else if (vertex.superstep() == 2) {
          vertex.mutations().addVertex(3);
        } else if (vertex.superstep() == 3) {
          vertex.remove();
        }
        return;
      }
      vertex.voteToHalt();
    }
  }

  @Test
  void recordsVerticesThatComeAndGo() {
    run(new Replacing(), Watch.of(List.of(3L, 9L), records::add));

    assertThat(records)
        .extracting(
            VertexRecord::superstep,
            VertexRecord::vertex,
            VertexRecord::state,
            record -> record.before().get("value"),
            record -> record.after().get("value"))
        .containsExactly(
            tuple(0, 3L, State.HALTED, 7L, 30L),
            tuple(1, 3L, State.IDLE, 30L, 30L),
            tuple(1, 9L, State.ACTIVE, 90L, 91L),
            tuple(2, 3L, State.REMOVED, 30L, 30L),
            tuple(2, 9L, State.ACTIVE, 91L, 92L),
            tuple(3, 3L, State.HALTED, 7L, 7L),
            tuple(3, 9L, State.REMOVED, 92L, 93L));
  }

  /** Where the last partition is empty, slots of added vertices are not their positions. */
  @Test
  void readsAndWritesTheValuesOfAddedVerticesInAnyPartitions() {
    for (int partitions = 1; partitions <= 6; partitions++) {
      records.clear();
      var path = ReferenceGraph.undirected().edge(1, 2).edge(2, 3).edge(3, 4).build();
      Graph graph = EngineGraphs.of(path, VertexOrder.ID, partitions, 2);
      LocalJob.run(
          graph,
          new Replacing(),
          LocalJob.Options.withThreads(2).withWatch(Watch.of(List.of(9L), records::add)),
          report -> {});
      assertThat(records)
          .as("%d partitions", partitions)
          .extracting(record -> record.after().get("value"))
          .containsExactly(91L, 92L, 93L);
    }
  }

  @Test
  void keepsWhatItSawOfASuperstepThatFails() {
    VertexProgram failing =
        new VertexProgram.OfLong() {
          @Override
          public void open(Schema schema) {}

          @Override
          public void compute(Vertex vertex, LongMessages messages) {
            vertex.sendToNeighbors(5L);
            throw new IllegalStateException("enough");
          }
        };

    assertThatThrownBy(() -> run(failing, Watch.of(List.of(1L), records::add)))
        .hasMessageStartingWith(failing.getClass().getName() + ": vertex 1, superstep 0: ");
    assertThat(records.get(0).sent()).containsExactly(new Sent("messages", null, 5L));
  }

  @Test
  void refusesToCombineWhereTheProgramDeclaresNoCombiner() {
    VertexProgram wrong =
        new VertexProgram.OfLong() {
          @Override
          public void open(Schema schema) {}

          @Override
          public void compute(Vertex vertex, LongMessages messages) {
            messages.combined();
          }
        };

    assertThatThrownBy(() -> run(wrong, Watch.where(vertex -> true, records::add)))
        .hasMessageContaining("no combiner");
  }

  /** Uses what a view must pass on: edges, scratch space, addressed messages. */
  private static final class Labels implements VertexProgram.OfLong {
    LongColumn label;
    private Scratch<long[]> scratch;

    @Override
    public void open(Schema schema) {
      label = schema.longColumn("label");
      scratch = schema.scratch(() -> new long[1]);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      scratch.of(vertex)[0] = 7;
      if (vertex.superstep() == 0) {
        label.set(vertex, 10 * vertex.id());
        vertex.sendToNeighbors(10 * vertex.id());
        if (vertex.id() == 4) {
          vertex.send(2, scratch.of(vertex)[0]);
        }
        vertex.voteToHalt();
      } else {
        if (vertex.id() == 2) {
          vertex.send(4, 8L);
        }
        vertex.close();
      }
    }
  }

  /** Two phases with a channel and a question between them. */
  private static final class AskAndTell implements VertexProgram.OfPhases {
    private LongColumn told;
    private DoubleChannel numbers;
    private LongRequests friend;

    @Override
    public void open(Schema schema) {
      told = schema.longColumn("told");
      numbers = schema.doubleChannel("numbers").combine(Combiner.SUM);
      friend = schema.longRequests("friend", Vertex::id);
      var ask = schema.phase("ask", this::ask).writes(numbers);
      ask.then(schema.phase("tell", this::tell).reads(numbers));
    }

    private void ask(Vertex vertex) {
      numbers.sendToNeighbors(vertex, 1.5);
      friend.ask(vertex, 1);
      vertex.voteToHalt();
    }

    private void tell(Vertex vertex) {
      told.set(vertex, friend.answerOr(vertex, 1, -1));
      vertex.voteToHalt();
    }
  }
}
