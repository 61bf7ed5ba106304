package pregel.api.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.api.testing.ProgramCheck;

/** What a monotone program promises is watched over, and what it gives up is refused by name. */
class MonotoneProgramTest {
  private final ReferenceGraph graph =
      ReferenceGraph.undirected()
          .edge(1, 2)
          .edge(2, 3)
          .edge(3, 4)
          .edge(4, 1)
          .edge(4, 5)
          .edge(6, 7)
          .build();

  @Test
  void spreadsTheLeastValueAndNamesGroupsByTheirLeastId() {
    ReferenceResult result = ReferenceRunner.run(new Least(schema -> {}, value -> value), graph);

    assertThat(result.longs("group").values())
        .containsExactlyInAnyOrder(1L, 1L, 1L, 1L, 1L, 6L, 6L);
    assertThat(result.longs("group")).containsEntry(5L, 1L).containsEntry(7L, 6L);
  }

  @Test
  void isIndependentOfTheOrderOfRelaxation() {
    ProgramCheck.of(() -> new Least(schema -> {}, value -> value), graph).requireIndependence();
  }

  @Test
  void findsOutAProgramThatIsNotMonotone() {
    assertThat(ProgramCheck.of(Counting::new, graph).findings())
        .anySatisfy(found -> assertThat(found).contains("is not monotone"));
  }

  @Test
  void watchesOverWhatIsSent() {
    assertThatThrownBy(
            () ->
                ReferenceRunner.run(
                    new Least(schema -> {}, value -> value == -97 ? -200 : value), graph))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("but what a monotone program sends only improves");
    assertThatThrownBy(
            () ->
                ReferenceRunner.run(
                    new Least(schema -> schema.monotone().floor(-98), value -> value), graph))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("sent -99 through channel \"messages\"")
        .hasMessageContaining("better than the declared floor -98");
  }

  @Test
  void refusesDeclarationsThatDoNotGoWithIt() {
    refused(
        schema -> schema.combine(Combiner.SUM), "combines with Combiner.MIN or MAX, not with SUM");
    refused(schema -> schema.count("seen"), "has no aggregators");
    refused(schema -> schema.doubleAggregator("sum", Combiner.SUM), "has no aggregators");
    refused(schema -> schema.any("any"), "has no aggregators");
    refused(schema -> schema.master(master -> {}), "has no master program");
    refused(schema -> schema.afterSuperstep(worker -> {}), "has no worker hooks");
    refused(schema -> schema.longRequests("asked", asked -> 1), "has no questions");
    refused(schema -> schema.readsEdges(Direction.OUT), "has no views of edges");
    refused(schema -> schema.readsNeighborLists(), "has no neighbour lists");
    refused(schema -> schema.changesTopology(), "has no changes of the graph");
    refused(schema -> schema.monotone().bestFirst(0), "a step has a width above 0, not 0.0");
    refused(schema -> schema.monotone().floor(0.5), "the floor 0.5 is no message of the program");
    assertThatThrownBy(() -> Schema.of((VertexProgram.OfPhases) Schema::monotone, 1))
        .hasMessageContaining("a monotone program has no phases");
  }

  private void refused(Consumer<Schema> declaration, String why) {
    assertThatThrownBy(() -> Schema.of(new Least(declaration, value -> value), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  /** Spreads the least of what vertices start with: 100 less than their ids. */
  private static final class Least implements VertexProgram.OfLong {
    private final Consumer<Schema> declaration;
    private final LongUnaryOperator said;
    private LongColumn group;

    Least(Consumer<Schema> declaration, LongUnaryOperator said) {
      this.declaration = declaration;
      this.said = said;
    }

    @Override
    public void open(Schema schema) {
      group = schema.longColumn("group").initially(Long.MAX_VALUE).asGroup();
      schema.combine(Combiner.MIN).monotone().bestFirst();
      declaration.accept(schema);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      long best = Math.min(vertex.id() - 100, messages.combined());
      if (best < group.get(vertex)) {
        group.set(vertex, best);
        vertex.sendToNeighbors(said.applyAsLong(best));
      }
    }
  }

  /** Also counts how often a value improved. */
  private static final class Counting implements VertexProgram.OfLong {
    private LongColumn least;
    private LongColumn times;

    @Override
    public void open(Schema schema) {
      least = schema.longColumn("least").initially(Long.MAX_VALUE);
      times = schema.longColumn("times");
      schema.combine(Combiner.MIN).monotone();
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      long best = Math.min(vertex.id(), messages.combined());
      if (best < least.get(vertex)) {
        least.set(vertex, best);
        times.set(vertex, times.get(vertex) + 1);
        vertex.sendToNeighbors(best);
      }
    }
  }
}
