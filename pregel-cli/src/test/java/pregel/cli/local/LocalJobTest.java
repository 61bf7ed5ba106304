package pregel.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import pregel.algorithms.centrality.PageRank;
import pregel.algorithms.components.ConnectedComponents;
import pregel.api.Combiner;
import pregel.api.DoubleCombiner;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.core.graph.Graph;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;

class LocalJobTest {
  private static final Graph PATH =
      EngineGraphs.of(
          ReferenceGraph.directed().edge(10, 11).edge(11, 12).edge(12, 13).build(),
          VertexOrder.ID,
          0,
          2);

  private static LocalJob.Result run(VertexProgram program, LocalJob.Options options) {
    return LocalJob.run(PATH, program, options, report -> {});
  }

  private static LocalJob.Options twoThreads() {
    return LocalJob.Options.withThreads(2);
  }

  @Test
  void namesVertexAndSuperstepWhenAProgramThrows() {
    Program program =
        new Program(
            (vertex, messages) -> {
              if (vertex.superstep() == 1 && vertex.id() == 12) {
                throw new ArithmeticException("no such share");
              }
            });

    assertThatThrownBy(() -> run(program, twoThreads()))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
        .hasMessageContaining("vertex 12, superstep 1")
        .hasMessageContaining("no such share")
        .hasCauseInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesAMessageOfTheWrongType() {
    Program program = new Program((vertex, messages) -> vertex.sendToNeighbors(1.5));

    assertThatThrownBy(() -> run(program, twoThreads()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("sent a message of type double")
        .hasMessageContaining("messages are of type long");
  }

  @Test
  void refusesACombinerOfAnotherType() {
    VertexProgram program =
        new VertexProgram.OfLong() {
          @Override
          public void open(Schema schema) {
            schema.combine(
                new DoubleCombiner() {
                  @Override
                  public double identity() {
                    return 0;
                  }

                  @Override
                  public double combine(double left, double right) {
                    return left + right;
                  }
                });
          }

          @Override
          public void compute(Vertex vertex, LongMessages messages) {}
        };

    assertThatThrownBy(() -> run(program, twoThreads()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("declare a LongCombiner");
  }

  @Test
  void stopsAtTheStepLimitAndDiscardsWhatIsInFlight() {
    List<Long> computed = new ArrayList<>();
    Program program = new Program((vertex, messages) -> vertex.sendToNeighbors(1L));

    LocalJob.Result result =
        LocalJob.run(
            PATH,
            program,
            new LocalJob.Options(2, Delivery.AUTO, 3, null),
            report -> computed.add(report.computed()));

    assertThat(result.verdict()).isEqualTo(Verdict.STOP_AT_LIMIT);
    assertThat(result.supersteps()).isEqualTo(3);
    assertThat(computed).containsExactly(4L, 4L, 4L);
  }

  @Test
  void endsWithNoProgressWhenTimeRunsOut() {
    Program program = new Program((vertex, messages) -> vertex.sendToNeighbors(1L));

    assertThatThrownBy(
            () ->
                run(
                    program,
                    new LocalJob.Options(2, Delivery.AUTO, Integer.MAX_VALUE, Duration.ZERO)))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NO_PROGRESS))
        .hasMessageContaining("--timeout");
  }

  @Test
  void aMessageToAClosedVertexCountsButDoesNotWakeIt() {
    Program program =
        new Program(
            (vertex, messages) -> {
              vertex.sendToNeighbors(1L);
              vertex.close();
            });

    LocalJob.Result result = run(program, twoThreads());

    assertThat(result.trace()).extracting(SuperstepReport::computed).containsExactly(4L, 0L);
    assertThat(result.trace()).extracting(SuperstepReport::messages).containsExactly(3L, 0L);
  }

  @Test
  void countsMessagesToIdsThatDoNotExist() {
    Program program =
        new Program(
            (vertex, messages) -> {
              vertex.send(999, 1L);
              vertex.voteToHalt();
            });

    LocalJob.Result result = run(program, twoThreads());

    assertThat(result.trace().get(0).dropped()).isEqualTo(4);
    assertThat(result.supersteps()).isEqualTo(2);
  }

  @Test
  void runsOnAnEmptyGraph() {
    Graph empty = EngineGraphs.of(ReferenceGraph.undirected().build(), VertexOrder.AUTO, 0, 1);

    LocalJob.Result ranks =
        LocalJob.run(empty, new PageRank(Parameters.of()), twoThreads(), report -> {});
    LocalJob.Result components =
        LocalJob.run(empty, new ConnectedComponents(Parameters.of()), twoThreads(), report -> {});

    assertThat(ranks.supersteps()).isEqualTo(1);
    assertThat(components.verdict()).isEqualTo(Verdict.FINISH);
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    run(new Program((vertex, messages) -> vertex.voteToHalt()), LocalJob.Options.withThreads(4));

    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (workers() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    assertThat(workers()).isZero();
  }

  @Test
  void laterJobsOfTheSameClassStartAfresh() {
    long first = ((LongColumn) runComponents().columns().get(0)).at(3);
    long second = ((LongColumn) runComponents().columns().get(0)).at(3);

    assertThat(List.of(first, second)).containsOnly(10L);
  }

  private static LocalJob.Result runComponents() {
    return run(new ConnectedComponents(Parameters.of()), twoThreads());
  }

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pregel-worker-"))
        .count();
  }

  /** A program of longs summed, as a lambda. */
  private static final class Program implements VertexProgram.OfLong {
    private final BiConsumer<Vertex, LongMessages> body;

    Program(BiConsumer<Vertex, LongMessages> body) {
      this.body = body;
    }

    @Override
    public void open(Schema schema) {
      schema.combine(Combiner.SUM);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      body.accept(vertex, messages);
    }
  }
}
