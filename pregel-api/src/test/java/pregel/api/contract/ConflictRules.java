package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexResolver.Resolution;
import pregel.api.contract.TopologyRules.Changing;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceResult;

/** Section 6: requests that are in conflict, and what becomes of those that lose. */
public abstract class ConflictRules extends Rules {

  private static List<Long> lost(Runner.Outcome outcome) {
    return outcome.supersteps().stream().map(ReferenceResult.Superstep::lost).toList();
  }

  @Test
  void additionsThatLoseToAnotherOrToWhatIsThereAreCounted() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    vertex.mutations().addVertex(9); // one of three wins
                    vertex.mutations().addVertex(vertex.id()); // there already
                    vertex.mutations().addVertex(10 + vertex.id()); // nobody else wants it
                  }
                });
    assertThat(lost(outcome)).containsExactly(0L, 5L);
    assertThat(outcome.lost()).isEqualTo(5);
  }

  @Test
  void anAdditionAfterARemovalOfTheSameVertexDoesNotLose() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() == 1) {
                      vertex.mutations().addVertex(2);
                      vertex.mutations().removeVertex(2);
                    } else if (vertex.id() == 3) {
                      vertex.remove();
                      vertex.mutations().addVertex(3);
                    }
                  }
                });
    assertThat(lost(outcome)).containsExactly(0L, 0L);
    assertThat(diaries(outcome)).containsOnlyKeys(1L, 2L, 3L);
  }

  @Test
  void repeatedAndAbsentRemovalsDoNotLose() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    vertex.mutations().removeVertex(3);
                    vertex.mutations().removeVertex(99);
                    vertex.mutations().removeEdge(1, 2);
                    vertex.mutations().removeEdge(1, 3);
                    vertex.mutations().removeEdge(98, 1);
                  }
                });
    assertThat(outcome.lost()).isZero();
  }

  @Test
  void parallelEdgesLoseWhereEdgesAreSimpleAndNowhereElse() {
    for (boolean simple : new boolean[] {true, false}) {
      Runner.Outcome outcome =
          run(
              PATH,
              () ->
                  new Changing() {
                    @Override
                    void declareMore(Schema schema) {
                      if (simple) {
                        schema.simpleEdges();
                      }
                    }

                    @Override
                    void change(Vertex vertex) {
                      vertex.mutations().addEdge(1, 2); // there already
                      vertex.mutations().addEdge(3, 1, vertex.id()); // one of three wins
                      vertex.addEdge(3, 4); // of its own: no request, even if it is there
                    }
                  });
      assertThat(lost(outcome)).containsExactly(0L, simple ? 5L : 0L);
    }
  }

  /** A vertex's own edge is there at once; for the other end it has to be requested. */
  @Test
  void inAnUndirectedGraphEachDirectionOfAnEdgeMayLose() {
    Runner.Outcome outcome =
        run(
            ReferenceGraph.undirected().edge(1, 2).edge(2, 3).build(),
            () ->
                new Changing() {
                  @Override
                  void declareMore(Schema schema) {
                    schema.simpleEdges();
                  }

                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() == 1) {
                      vertex.mutations().addEdge(2, 3);
                    }
                    if (vertex.id() != 2) {
                      vertex.addEdge(4 - vertex.id(), vertex.id());
                    }
                  }
                });
    assertThat(lost(outcome)).containsExactly(0L, 4L);
    assertThat(diaries(outcome))
        .containsEntry(1L, "7 >2:1.0 >3:1.0 <2:1.0 <3:1.0")
        .containsEntry(3L, "7 >1:3.0 >2:1.0 <1:3.0 <2:1.0");
  }

  @Test
  void whatAResolverDiscardsIsCounted() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void declareMore(Schema schema) {
                    schema.resolve(
                        change ->
                            switch ((int) change.id()) {
                              case 2 -> Resolution.keep(); // loses removals as one, and additions
                              case 3 -> Resolution.absent(); // loses additions
                              case 7 -> Resolution.add(change.additions().get(1)); // the first
                              case 8 -> Resolution.add(change.plain()); // all
                              default -> Resolution.keep(); // of what is absent: nothing
                            });
                  }

                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() < 3) {
                      vertex.mutations().removeVertex(2);
                      vertex.mutations().addVertex(2);
                      vertex.mutations().removeVertex(3);
                      vertex.mutations().addVertex(3);
                      vertex.mutations().addVertex(7);
                      vertex.mutations().addVertex(8);
                      vertex.mutations().removeVertex(99);
                    }
                  }
                });
    assertThat(lost(outcome)).containsExactly(0L, 3L + 2 + 1 + 2);
    assertThat(diaries(outcome)).containsOnlyKeys(1L, 2L, 7L, 8L);
  }

  @Test
  void requestsOfTheLastSuperstepThatLoseAreCountedInTheEnd() {
    Runner.Outcome outcome =
        run(
            PATH,
            OPTIONS.withMaxSupersteps(1),
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    vertex.mutations().addVertex(9);
                  }
                });
    assertThat(lost(outcome)).containsExactly(0L);
    assertThat(outcome.lost()).isEqualTo(2);
    assertThat(outcome.columns().get("value")).containsEntry(9L, 7L);
  }

  /** The hub is first in canonical order and computed first; its id is the last. */
  @Test
  void theIdsOfThoseWhoRequestDecideWhicheverVertexIsComputedFirst() {
    var star = ReferenceGraph.directed();
    for (int leaf = 1; leaf <= 40; leaf++) {
      star.edge(50, leaf);
    }
    for (VertexOrder order : List.of(VertexOrder.ID, VertexOrder.DEGREE)) {
      Runner.Outcome outcome =
          run(
              star.build(),
              OPTIONS.withOrder(order),
              () ->
                  new Changing() {
                    @Override
                    void declareMore(Schema schema) {
                      schema.simpleEdges();
                    }

                    @Override
                    void change(Vertex vertex) {
                      if (vertex.id() == 50 || vertex.id() == 33 || vertex.id() == 34) {
                        vertex.mutations().addVertex(60).with(value, vertex.id());
                        vertex.mutations().addEdge(60, 61, vertex.id());
                        vertex.mutations().addVertex(60).with(value, -1);
                      }
                    }
                  });
      assertThat(diaries(outcome)).as("%s", order).containsEntry(60L, "33 >61:33.0");
      assertThat(outcome.lost()).isEqualTo(7);
    }
  }

  /** Whoever asks first, and whatever is asked for in between. */
  @Test
  void aReplacedVertexHasTheRequestedNewEdgesAndNoOldOne() {
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(2, 1).edge(2, 3).edge(3, 2).build(),
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 1) {
                          vertex.mutations().addEdge(2, 9, 5);
                          vertex.mutations().addVertex(2).with(value, 60);
                        } else if (vertex.id() == 2) {
                          vertex.addEdge(3, 4); // of the old one
                          value.set(vertex, 50);
                        } else {
                          vertex.mutations().removeVertex(2);
                          vertex.mutations().addEdge(2, 3, 6);
                        }
                      }
                    }))
        .containsEntry(2L, "60 >3:6.0 >9:5.0 <3:1.0")
        .containsEntry(1L, "7");
  }

  /** So removed edges neither dangle nor come back, and new ones of a new vertex stay. */
  @Test
  void edgeRemovalsComeBeforeRemovalsAndAdditionsOfTheirEnds() {
    for (boolean undirected : new boolean[] {false, true}) {
      ReferenceGraph.Builder graph =
          undirected ? ReferenceGraph.undirected() : ReferenceGraph.directed();
      assertThat(
              diaries(
                  graph.edge(1, 2).edge(2, 3).build(),
                  () ->
                      new Changing() {
                        @Override
                        void change(Vertex vertex) {
                          if (vertex.id() == 1) {
                            vertex.mutations().removeVertex(2);
                            vertex.mutations().addVertex(2);
                            vertex.mutations().addEdge(2, 3, 9);
                          } else if (vertex.id() == 3) {
                            vertex.mutations().removeEdge(1, 2);
                            vertex.mutations().removeEdge(2, 3);
                          }
                        }
                      }))
          .containsEntry(1L, "7")
          .containsEntry(2L, undirected ? "7 >3:9.0 <3:9.0" : "7 >3:9.0")
          .containsEntry(3L, undirected ? "7 >2:9.0 <2:9.0" : "7 <2:9.0");
    }
  }

  /** An edge removed by its value is found by the bits of the value. */
  @Test
  void zerosOfEitherSignAndNumbersThatAreNoneAreToldApart() {
    double otherNan = Double.longBitsToDouble(0x7ff8000000000001L);
    assertThat(
            diaries(
                ReferenceGraph.undirected()
                    .edge(1, 2, 0.0)
                    .edge(1, 2, -0.0)
                    .edge(1, 3, Double.NaN)
                    .edge(1, 3, otherNan)
                    .build(),
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology().readsEdges(pregel.api.Direction.OUT);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        var edges = vertex.outEdges();
                        while (edges.next()) {
                          long bits = Double.doubleToRawLongBits(edges.weight());
                          if (vertex.superstep() == 1) {
                            note(vertex, edges.otherId() + ":" + Long.toHexString(bits));
                          } else if (vertex.id() == 1
                              && (bits == 0 || bits == 0x7ff8000000000001L)) {
                            edges.remove();
                          }
                        }
                        if (vertex.superstep() == 1) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(2L, "1:8000000000000000")
        .containsEntry(3L, "1:7ff8000000000000");
  }
}
