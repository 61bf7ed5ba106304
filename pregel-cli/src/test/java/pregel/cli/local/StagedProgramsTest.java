package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.algorithms.community.Louvain;
import pregel.algorithms.spanning.SpanningForest;
import pregel.api.Column;
import pregel.api.Contraction;
import pregel.api.DoubleColumn;
import pregel.api.EdgeFold;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.StagedProgram;
import pregel.api.Stages;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.RandomGraphs;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;
import pregel.api.reference.ReferenceStages;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;

class StagedProgramsTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);
  private static final LocalJob.Options OPTIONS = LocalJob.Options.withThreads(2);

  @Test
  void contractionsLeaveTheBitsOfTheReference() {
    forRandomGraphs(seed -> () -> new RandomContractions(seed));
  }

  @Test
  void louvainLeavesTheBitsOfTheReference() {
    forRandomGraphs(seed -> () -> new Louvain(Parameters.of()));
  }

  @Test
  void spanningForestsLeaveTheBitsOfTheReference() {
    forRandomGraphs(seed -> () -> new SpanningForest(Parameters.of()));
  }

  private static void forRandomGraphs(LongFunction<Supplier<StagedProgram>> programs) {
    for (int seed = 0; seed < SEEDS; seed++) {
      // Weights whose sums depend on the order, or many vertices with ties.
      ReferenceGraph graph =
          seed % 4 > 0
              ? RandomGraphs.of(seed % 2 == 0, 10 << seed % 8, 50 << seed % 8, seed)
              : EngineGraphs.random(seed);
      compare("seed " + seed, graph, 1 + seed % 6, programs.apply(seed));
    }
  }

  private static void compare(
      String what, ReferenceGraph reference, int partitions, Supplier<StagedProgram> program) {
    VertexOrder order = partitions % 2 == 0 ? VertexOrder.ID : VertexOrder.DEGREE;
    ReferenceResult expected =
        ReferenceStages.run(
            program.get(),
            reference,
            ReferenceRunner.Options.DEFAULT.withOrder(order).withPartitions(partitions));
    for (int threads = 1; threads <= 3; threads++) {
      Graph graph = EngineGraphs.of(reference, order, partitions, threads);
      Delivery delivery = Delivery.values()[(partitions + threads) % 3];
      LocalJob.Result actual =
          LocalStages.run(
              graph,
              program.get(),
              new LocalJob.Options(threads, delivery, Integer.MAX_VALUE, null),
              report -> {});
      String where = what + ", order " + order + ", " + threads + " threads, " + delivery;
      assertThat(steps(actual)).as(where).isEqualTo(expected.supersteps());
      assertThat(actual.values()).as(where).isEqualTo(expected.values());
      for (int c = 0; c < actual.columns().size(); c++) {
        Column column = expected.columns().get(c);
        assertThat(bits(actual.columns().get(c), graph.vertices()))
            .as(where + ", column " + column.name())
            .isEqualTo(bits(column, graph.vertices()));
      }
    }
  }

  private static List<ReferenceResult.Superstep> steps(LocalJob.Result result) {
    List<ReferenceResult.Superstep> steps = new ArrayList<>();
    for (SuperstepReport report : result.trace()) {
      assertThat(report.superstep()).isEqualTo(steps.size());
      steps.add(
          new ReferenceResult.Superstep(
              report.computed(),
              report.active(),
              report.messages(),
              report.dropped(),
              report.lost()));
    }
    return steps;
  }

  private static List<Long> bits(Column column, int vertices) {
    List<Long> bits = new ArrayList<>();
    for (int slot = 0; slot < vertices; slot++) {
      bits.add(
          column instanceof DoubleColumn doubles
              ? Double.doubleToRawLongBits(doubles.at(slot))
              : ((LongColumn) column).at(slot));
    }
    return bits;
  }

  @Test
  void superstepLimitsHoldForAllStagesTogether() {
    Graph graph = square();
    int needed =
        LocalStages.run(graph, new Louvain(Parameters.of()), OPTIONS, report -> {}).supersteps();
    for (int limit = 1; limit < needed; limit++) {
      LocalJob.Options limited = new LocalJob.Options(1, Delivery.AUTO, limit, null);
      assertThatThrownBy(
              () -> LocalStages.run(graph, new Louvain(Parameters.of()), limited, report -> {}))
          .as("limit %d of %d", limit, needed)
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NO_PROGRESS))
          .hasMessageContaining("--max-supersteps");
    }
  }

  @Test
  void aProgramThatThrowsBetweenStagesIsNamed() {
    StagedProgram broken =
        new StagedProgram() {
          @Override
          public void open(Schema result) {}

          @Override
          public void run(Stages stages) {
            throw new IllegalStateException("no idea");
          }
        };
    assertThatThrownBy(() -> LocalStages.run(square(), broken, OPTIONS, report -> {}))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
        .hasMessageContaining(broken.getClass().getName())
        .hasMessageContaining("no idea");
  }

  /**
   * Its changes would be lost: what is contracted, and what the next stage runs on, is the input.
   */
  @Test
  void aStageThatMayChangeTheGraphIsRefusedBeforeItIsContracted() {
    List<Consumer<Vertex>> ways =
        List.of(
            Vertex::remove,
            vertex -> vertex.removeEdges(0),
            vertex -> vertex.mutations().addEdge(vertex.id(), 9),
            vertex -> {});
    for (Consumer<Vertex> way : ways) {
      StagedProgram program = new ContractingAfter(new OneStep(way));
      assertThatThrownBy(() -> LocalStages.run(square(), program, OPTIONS, report -> {}))
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
          .hasMessageContaining("changes the graph");
      ReferenceGraph square = squareEdges();
      assertThatThrownBy(() -> ReferenceStages.run(program, square))
          .hasMessageContaining("changes the graph");
    }
  }

  /** Every vertex does something once, in a program that declares changes. */
  private record OneStep(Consumer<Vertex> way) implements VertexProgram.OfLong {
    @Override
    public void open(Schema schema) {
      schema.changesTopology();
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      way.accept(vertex);
      vertex.voteToHalt();
    }
  }

  private record ContractingAfter(VertexProgram stage) implements StagedProgram {
    @Override
    public void open(Schema result) {}

    @Override
    public void run(Stages stages) {
      stages.run(stages.graph(), stage);
      LongColumn label = new Schema(stages.graph().vertices()).longColumn("label");
      stages.contract(stages.graph(), label, Contraction.folding(EdgeFold.SUM));
      throw new AssertionError("contracted a graph whose changes are lost");
    }
  }

  @Test
  void originsAreRefusedWhereTheFoldDoesNotKeepThem() {
    StagedProgram program =
        new StagedProgram() {
          @Override
          public void open(Schema result) {}

          @Override
          public void run(Stages stages) {
            LongColumn label = new Schema(stages.graph().vertices()).longColumn("label");
            label.put(0, 1);
            stages.contract(stages.graph(), label, Contraction.folding(EdgeFold.SUM)).origin(0, 1);
          }
        };
    assertThatThrownBy(() -> LocalStages.run(square(), program, OPTIONS, report -> {}))
        .hasMessageContaining("LEAST_EDGE");
    ReferenceGraph square = squareEdges();
    assertThatThrownBy(() -> ReferenceStages.run(program, square))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("LEAST_EDGE");
  }

  private static Graph square() {
    return EngineGraphs.of(squareEdges(), VertexOrder.AUTO, 0, 1);
  }

  private static ReferenceGraph squareEdges() {
    return ReferenceGraph.undirected().edge(0, 1).edge(1, 2).edge(2, 3).edge(3, 0).build();
  }
}
