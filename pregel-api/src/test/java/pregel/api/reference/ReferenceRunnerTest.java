package pregel.api.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.DoubleMessages;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongMessages;
import pregel.api.NeighborList;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;

/** Who is computed, who is woken, when it ends, what is refused. */
class ReferenceRunnerTest {
  private static final ReferenceGraph PATH =
      ReferenceGraph.directed().edge(1, 2).edge(2, 3).build();

  @Test
  void computesEveryVertexInSuperstepZero() {
    List<String> calls = new ArrayList<>();
    run(
        (vertex, messages) -> {
          calls.add(vertex.superstep() + ":" + vertex.id() + messages.isEmpty());
          vertex.voteToHalt();
        });
    assertThat(calls).containsExactly("0:1true", "0:2true", "0:3true");
  }

  @Test
  void computesActiveVerticesWithoutMessages() {
    ReferenceResult result =
        run(
            (vertex, messages) -> {
              if (vertex.superstep() == vertex.id()) {
                vertex.voteToHalt();
              }
            });
    assertThat(result.supersteps())
        .extracting(ReferenceResult.Superstep::computed)
        .containsExactly(3L, 3L, 2L, 1L);
    assertThat(result.supersteps())
        .extracting(ReferenceResult.Superstep::active)
        .containsExactly(3L, 2L, 1L, 0L);
  }

  @Test
  void wakesAHaltedVertexByAMessageAndKeepsItActiveUntilItVotesAgain() {
    List<String> calls = new ArrayList<>();
    run(
        (vertex, messages) -> {
          calls.add(vertex.superstep() + ":" + vertex.id());
          if (vertex.superstep() == 0) {
            vertex.voteToHalt();
            if (vertex.id() == 1) {
              vertex.send(3, 7L); // a vote does not end the call
            }
          } else if (vertex.superstep() == 3) {
            vertex.voteToHalt();
          }
        });
    assertThat(calls).containsExactly("0:1", "0:2", "0:3", "1:3", "2:3", "3:3");
  }

  @Test
  void showsMessagesInTheNextSuperstepOnly() {
    List<String> seen = new ArrayList<>();
    run(
        (vertex, messages) -> {
          while (messages.hasNext()) {
            seen.add(vertex.superstep() + ":" + vertex.id() + "=" + messages.next());
          }
          if (vertex.superstep() == 0) {
            vertex.sendToNeighbors(vertex.id());
          }
          vertex.voteToHalt();
        });
    assertThat(seen).containsExactly("1:2=1", "1:3=2");
  }

  @Test
  void discardsButCountsMessagesToClosedVertices() {
    List<String> calls = new ArrayList<>();
    ReferenceResult result =
        run(
            (vertex, messages) -> {
              calls.add(vertex.superstep() + ":" + vertex.id());
              vertex.send(2, 1L);
              if (vertex.id() == 2) {
                vertex.close();
              } else if (vertex.superstep() == 1) {
                vertex.voteToHalt();
              }
            });
    // Vertex 2 closes in superstep 0 and never sees what was sent to it then.
    assertThat(calls).containsExactly("0:1", "0:2", "0:3", "1:1", "1:3");
    assertThat(result.supersteps())
        .containsExactly(
            new ReferenceResult.Superstep(3, 2, 3, 0, 0),
            new ReferenceResult.Superstep(2, 0, 2, 0, 0),
            new ReferenceResult.Superstep(0, 0, 0, 0, 0));
  }

  @Test
  void dropsAndCountsMessagesToUnknownVertices() {
    ReferenceResult result =
        run(
            (vertex, messages) -> {
              if (vertex.superstep() == 0 && vertex.id() == 2) {
                vertex.send(99, 1L);
                vertex.send(1, 1L);
              }
              vertex.voteToHalt();
            });
    assertThat(result.supersteps())
        .containsExactly(
            new ReferenceResult.Superstep(3, 0, 2, 1, 0),
            new ReferenceResult.Superstep(1, 0, 0, 0, 0));
  }

  @Test
  void countsAMessageForEveryEdgeOfABroadcast() {
    ReferenceGraph graph =
        ReferenceGraph.directed().edge(1, 2).edge(1, 2).edge(1, 3).edge(2, 2).build();
    ReferenceResult result =
        ReferenceRunner.run(
            new LongProgram(
                schema -> {},
                (vertex, messages) -> {
                  if (vertex.superstep() == 0) {
                    vertex.sendToNeighbors(0L);
                  }
                  vertex.voteToHalt();
                }),
            graph);
    assertThat(result.supersteps().get(0).messages()).isEqualTo(4);
  }

  @Test
  void stopsAtTheLimitAndDiscardsWhatIsInFlight() {
    LongProgram program =
        new LongProgram(
            schema -> schema.longColumn("calls"), (vertex, messages) -> vertex.sendToNeighbors(1L));
    ReferenceResult result = ReferenceRunner.run(program, PATH, VertexOrder.ID, 0, 3);
    assertThat(result.supersteps()).hasSize(3);
    assertThat(result.supersteps().get(2).messages()).isEqualTo(2);
  }

  @Test
  void knowsTheGraphAroundAVertex() {
    List<String> facts = new ArrayList<>();
    Consumer<ReferenceGraph> look =
        graph ->
            ReferenceRunner.run(
                new LongProgram(
                    schema -> {},
                    (vertex, messages) -> {
                      facts.add(
                          "%d@%d out %d in %d of %d, %d"
                              .formatted(
                                  vertex.id(),
                                  vertex.order(),
                                  vertex.outDegree(),
                                  vertex.inDegree(),
                                  vertex.numVertices(),
                                  vertex.numEdges()));
                      vertex.voteToHalt();
                    }),
                graph,
                VertexOrder.DEGREE,
                0,
                9);
    look.accept(ReferenceGraph.directed().edge(5, 5).edge(9, 5).edge(2, 5).edge(9, 2).build());
    look.accept(ReferenceGraph.undirected().edge(5, 5).edge(9, 5).build());
    assertThat(facts)
        .containsExactly(
            "5@0 out 1 in 3 of 3, 4",
            "2@1 out 1 in 1 of 3, 4",
            "9@2 out 2 in 0 of 3, 4",
            "5@0 out 2 in 2 of 2, 3",
            "9@1 out 1 in 1 of 2, 3");
  }

  @Test
  void listsPrecedingNeighborsOnceWithTheDirectionsOfTheirEdges() {
    ReferenceGraph graph =
        ReferenceGraph.directed()
            .edge(1, 2)
            .edge(2, 1)
            .edge(3, 1)
            .edge(3, 1)
            .edge(2, 3)
            .edge(3, 3)
            .edge(3, 4)
            .build();
    List<String> facts = new ArrayList<>();
    ReferenceRunner.run(
        new LongProgram(
            Schema::readsNeighborLists,
            (vertex, messages) -> {
              NeighborList list = vertex.neighborList();
              StringBuilder text = new StringBuilder();
              text.append(vertex.id()).append(" of ").append(vertex.neighborCount()).append(':');
              for (int i = 0; i < list.size(); i++) {
                text.append(" %d*%d".formatted(list.order(i), list.arcs(i)));
                NeighborList.CommonNeighbors common = list.commonWith(i);
                while (common.next()) {
                  text.append(
                      "[%d %d %d]".formatted(common.order(), common.arcs(), common.otherArcs()));
                }
              }
              facts.add(text.toString());
              vertex.voteToHalt();
            }),
        graph);
    assertThat(facts)
        .containsExactly("1 of 2:", "2 of 2: 0*2", "3 of 3: 0*1 1*1[0 1 2]", "4 of 1: 2*1");
  }

  @Test
  void countsUndirectedEdgesInBothDirectionsInNeighborLists() {
    List<Integer> arcs = new ArrayList<>();
    ReferenceRunner.run(
        new LongProgram(
            Schema::readsNeighborLists,
            (vertex, messages) -> {
              for (int i = 0; i < vertex.neighborList().size(); i++) {
                arcs.add(vertex.neighborList().arcs(i));
              }
              vertex.voteToHalt();
            }),
        ReferenceGraph.undirected().edge(1, 2).edge(2, 1).edge(2, 3).build());
    assertThat(arcs).containsExactly(2, 2);
  }

  @Test
  void handsOutTheSameScratchToEveryVertex() {
    List<List<Long>> spaces = new ArrayList<>();
    var scratch =
        new Object() {
          Scratch<List<Long>> bound;
        };
    ReferenceRunner.run(
        new LongProgram(
            schema -> scratch.bound = schema.scratch(ArrayList::new),
            (vertex, messages) -> {
              scratch.bound.of(vertex).add(vertex.id());
              spaces.add(scratch.bound.of(vertex));
              vertex.voteToHalt();
            }),
        PATH);
    assertThat(spaces.get(0)).containsExactly(1L, 2L, 3L).isSameAs(spaces.get(2));
  }

  @Test
  void widensIntsToTheProgramsMessages() {
    List<Double> seen = new ArrayList<>();
    ReferenceRunner.run(
        doubles(
            (vertex, messages) -> {
              while (messages.hasNext()) {
                seen.add(messages.next());
              }
              if (vertex.superstep() == 0) {
                vertex.sendToNeighbors(3);
                vertex.send(1, 4);
              }
              vertex.voteToHalt();
            }),
        ReferenceGraph.directed().edge(1, 1).build());
    assertThat(seen).containsExactly(3.0, 4.0);
  }

  @Test
  void refusesMessagesOfTheWrongTypeNamingVertexSuperstepAndTypes() {
    assertThatThrownBy(
            () ->
                run(
                    (vertex, messages) -> {
                      if (vertex.superstep() == 1 && vertex.id() == 2) {
                        vertex.sendToNeighbors(0.5);
                      }
                    }))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USER_PROGRAM))
        .hasMessageContainingAll("vertex 2 in superstep 1", "of type long", "a double")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesToCombineWithoutACombiner() {
    assertThatThrownBy(() -> run((vertex, messages) -> messages.combinedOr(3)))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("schema.combine");
  }

  @Test
  void refusesNeighborListsThatWereNotDeclared() {
    assertThatThrownBy(() -> run((vertex, messages) -> vertex.neighborCount()))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("readsNeighborLists");
  }

  @Test
  void givesTheIdentityOrTheAlternativeWhenNoMessageCame() {
    List<Long> seen = new ArrayList<>();
    ReferenceRunner.run(
        new LongProgram(
            schema -> schema.combine(Combiner.MIN),
            (vertex, messages) -> {
              seen.add(messages.combined());
              seen.add(messages.combinedOr(5));
              vertex.voteToHalt();
            }),
        ReferenceGraph.directed().vertices(1).build());
    assertThat(seen).containsExactly(Long.MAX_VALUE, 5L);
  }

  @Test
  void runsAnEmptyGraph() {
    assertThat(
            ReferenceRunner.run(
                    new LongProgram(schema -> {}, (vertex, messages) -> {}),
                    ReferenceGraph.directed().build())
                .ids())
        .isEmpty();
  }

  private static ReferenceResult run(BiConsumer<Vertex, LongMessages> compute) {
    return ReferenceRunner.run(new LongProgram(schema -> {}, compute), PATH);
  }

  private static VertexProgram doubles(BiConsumer<Vertex, DoubleMessages> compute) {
    return new VertexProgram.OfDouble() {
      @Override
      public void open(Schema schema) {}

      @Override
      public void compute(Vertex vertex, DoubleMessages messages) {
        compute.accept(vertex, messages);
      }
    };
  }
}
