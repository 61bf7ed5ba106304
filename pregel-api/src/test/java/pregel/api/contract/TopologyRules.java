package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.NewVertex;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.VertexResolver;
import pregel.api.reference.ReferenceGraph;

/** Section 6: changes of the graph. */
public abstract class TopologyRules extends Rules {

  /**
   * Changes the graph in superstep 0; in superstep 1, in which all that exist are computed, every
   * vertex notes its value and its edges, as "7 >2:1.0 <3:1.0".
   */
  abstract static class Changing extends Diary.OfLongs {
    LongColumn value;

    @Override
    void declare(Schema schema) {
      value = schema.longColumn("value").initially(7);
      schema.changesTopology().readsEdges(Direction.BOTH);
      declareMore(schema);
    }

    void declareMore(Schema schema) {}

    @Override
    public final void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0) {
        change(vertex);
      } else {
        long sum = 0;
        while (messages.hasNext()) {
          sum += messages.next();
        }
        note(vertex, value.get(vertex) + edges(vertex) + (sum == 0 ? "" : " got" + sum));
        vertex.voteToHalt();
      }
    }

    abstract void change(Vertex vertex);

    static String edges(Vertex vertex) {
      StringBuilder seen = new StringBuilder();
      Edges out = vertex.outEdges();
      while (out.next()) {
        seen.append(" >").append(out.otherId()).append(':').append(out.weight());
      }
      Edges in = vertex.inEdges();
      while (in.next()) {
        seen.append(" <").append(in.otherId()).append(':').append(in.weight());
      }
      return seen.toString();
    }
  }

  @Test
  void anOwnEdgeIsThereAtOnceForItsSourceAndNextForItsTarget() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 1) {
                          vertex.addEdge(3, 2.5);
                          note(vertex, vertex.outDegree() + edges(vertex) + ";");
                        } else {
                          note(vertex, vertex.inDegree() + ";");
                        }
                      }
                    }))
        .containsEntry(1L, "2 >2:1.0 >3:2.5; 7 >2:1.0 >3:2.5")
        .containsEntry(3L, "1; 7 <1:2.5 <2:1.0");
  }

  @Test
  void ownEdgesAreGoneAtOnceForTheirSourceAndNextForTheirTarget() {
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(1, 2).edge(1, 3).edge(1, 2, 4).build(),
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 1) {
                          vertex.removeEdges(2);
                          note(vertex, vertex.outDegree() + edges(vertex) + ";");
                        } else {
                          note(vertex, vertex.inDegree() + ";");
                        }
                      }
                    }))
        .containsEntry(1L, "1 >3:1.0; 7 >3:1.0")
        .containsEntry(2L, "2; 7");
  }

  @Test
  void anEdgeIsRemovedWhileEdgesAreRead() {
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(1, 2).edge(1, 3).edge(1, 3, 4).edge(1, 4).build(),
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        Edges edges = vertex.outEdges();
                        while (edges.next()) {
                          if (edges.otherId() == 2 || edges.weight() == 4) {
                            edges.remove();
                          }
                        }
                        if (vertex.id() == 1) {
                          note(vertex, edges.size() + ";");
                        }
                      }
                    }))
        .containsEntry(1L, "2; 7 >3:1.0 >4:1.0")
        .containsEntry(2L, "7")
        .containsEntry(3L, "7 <1:1.0");
  }

  @Test
  void aWeightChangesAtOnceForTheSourceAndNextForTheTarget() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        Edges edges = vertex.outEdges();
                        while (edges.next()) {
                          edges.setWeight((double) vertex.id() * 10);
                        }
                        note(vertex, edges(vertex) + ";");
                      }
                    }))
        .containsEntry(1L, " >2:10.0; 7 >2:10.0")
        .containsEntry(2L, " >3:20.0 <1:1.0; 7 >3:20.0 <1:10.0");
  }

  @Test
  void aVertexThatRemovesItselfCompletesItsCallAndGetsNoFurtherOne() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() == 2) {
                      vertex.remove();
                      vertex.sendToNeighbors(5L);
                      vertex.send(1, 6L);
                    }
                    vertex.send(2, 100L);
                  }
                });
    assertThat(diaries(outcome)).containsEntry(1L, "7 >2:1.0 got6").containsEntry(3L, "7 got5");
    assertThat(outcome.columns().get("diary")).containsOnlyKeys(1L, 3L);
    assertThat(trace(outcome)).isEqualTo("3/2/5/0 2/0/0/3");
  }

  @Test
  void removedVerticesAreNotComputedAgain() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() == 1) {
                      vertex.mutations().removeVertex(2);
                    }
                    vertex.send(2, 1L);
                  }
                });
    assertThat(outcome.columns().get("diary")).containsOnlyKeys(1L, 3L);
    assertThat(trace(outcome)).isEqualTo("3/3/3/0 2/0/0/3");
  }

  @Test
  void removingAVertexRemovesItsOutgoingEdgesAndLeavesThoseOfOthersDangling() {
    for (ReferenceGraph graph :
        new ReferenceGraph[] {PATH, ReferenceGraph.undirected().edge(1, 2).edge(2, 3).build()}) {
      assertThat(
              diaries(
                  graph,
                  () ->
                      new Diary.OfLongs() {
                        @Override
                        void declare(Schema schema) {
                          schema.changesTopology();
                        }

                        @Override
                        public void compute(Vertex vertex, LongMessages messages) {
                          if (vertex.superstep() == 0) {
                            vertex.mutations().removeVertex(2);
                          } else {
                            note(vertex, vertex.outDegree() + "of" + vertex.numEdges());
                            vertex.voteToHalt();
                          }
                        }
                      }))
          .isEqualTo(
              graph.isUndirected()
                  ? Map.of(1L, "1of2", 3L, "1of2")
                  : Map.of(1L, "1of1", 3L, "0of1"));
    }
  }

  @Test
  void aDanglingEdgeReachesAVertexThatIsAddedAgain() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        if (vertex.superstep() == 0 && vertex.id() == 3) {
                          vertex.mutations().removeVertex(2);
                        } else if (vertex.superstep() == 1 && vertex.id() == 3) {
                          vertex.mutations().addVertex(2);
                        }
                        if (vertex.id() == 1 && vertex.superstep() < 3) {
                          vertex.sendToNeighbors(10 + vertex.superstep());
                        } else {
                          while (messages.hasNext()) {
                            note(vertex, vertex.superstep() + ":" + messages.next());
                          }
                          if (vertex.superstep() > 2) {
                            vertex.voteToHalt();
                          }
                        }
                      }
                    }))
        // The message of superstep 1 meets the new vertex, that of superstep 0 meets none.
        .containsEntry(2L, "2:11 3:12");
  }

  @Test
  void requestedEdgeRemovalsComeBeforeEdgeAdditions() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 3) {
                          vertex.mutations().addEdge(1, 2, 8);
                          vertex.mutations().removeEdge(1, 2);
                        }
                      }
                    }))
        .containsEntry(1L, "7 >2:8.0")
        .containsEntry(2L, "7 >3:1.0 <1:8.0");
  }

  @Test
  void requestedRemovalsComeBeforeAdditions() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        value.set(vertex, 50);
                        if (vertex.id() == 1) {
                          vertex.mutations().addVertex(2).with(value, 60);
                          vertex.mutations().addEdge(2, 1);
                          vertex.mutations().removeVertex(2);
                        }
                      }
                    }))
        // The new vertex has its own value, and none of the old one's edges but the requested one.
        .containsEntry(2L, "60 >1:1.0 <1:1.0");
  }

  @Test
  void anAddedVertexIsActiveWithTheValuesItWasGivenAndInitialOnes() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  private LongColumn other;

                  @Override
                  void declareMore(Schema schema) {
                    other = schema.longColumn("other").initially(3);
                  }

                  @Override
                  void change(Vertex vertex) {
                    other.set(vertex, 4);
                    if (vertex.id() == 2) {
                      vertex.mutations().addVertex(9).with(value, 11);
                      NewVertex later = vertex.mutations().addVertex(8);
                      later.with(other, 12);
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(outcome.columns().get("value")).containsEntry(9L, 11L).containsEntry(8L, 7L);
    assertThat(outcome.columns().get("other")).containsEntry(9L, 3L).containsEntry(8L, 12L);
    assertThat(diaries(outcome)).containsOnlyKeys(8L, 9L);
    assertThat(trace(outcome)).isEqualTo("3/0/0/0 2/0/0/0");
  }

  @Test
  void addingAVertexThatExistsKeepsTheExistingOne() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        value.set(vertex, 50);
                        vertex.mutations().addVertex(2).with(value, 60);
                      }
                    }))
        .containsEntry(2L, "50 >3:1.0 <1:1.0");
  }

  @Test
  void addingAHaltedVertexThatExistsDoesNotWakeIt() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        vertex.mutations().addVertex(2);
                        vertex.voteToHalt();
                      }
                    }))
        .isEmpty();
  }

  @Test
  void theFirstOfSeveralAdditionsWins() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() > 1) {
                          vertex.mutations().addVertex(9).with(value, vertex.id() * 10);
                          vertex.mutations().addVertex(9).with(value, vertex.id() * 10 + 1);
                        }
                      }
                    }))
        .containsEntry(9L, "20");
  }

  @Test
  void repeatedRemovalsAreOneAndRemovingWhatIsAbsentDoesNothing() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    vertex.mutations().removeVertex(3);
                    vertex.mutations().removeVertex(99);
                    vertex.mutations().removeEdge(1, 3);
                    vertex.mutations().removeEdge(98, 1);
                    vertex.removeEdges(97);
                  }
                });
    assertThat(diaries(outcome)).containsEntry(1L, "7 >2:1.0").containsOnlyKeys(1L, 2L);
    assertThat(outcome.columns().get("diary")).containsOnlyKeys(1L, 2L);
  }

  @Test
  void anEdgeWhoseSourceIsAbsentCreatesIt() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 1) {
                          vertex.mutations().addEdge(9, 1, 3);
                        }
                      }
                    }))
        .containsEntry(9L, "7 >1:3.0")
        .containsEntry(1L, "7 >2:1.0 <9:3.0");
  }

  @Test
  void anEdgeToAnAbsentVertexDangles() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() == 1) {
                      vertex.mutations().addEdge(1, 9, 3);
                    }
                  }
                });
    assertThat(diaries(outcome)).containsEntry(1L, "7 >2:1.0 >9:3.0");
    assertThat(outcome.columns().get("diary")).containsOnlyKeys(1L, 2L, 3L);
  }

  @Test
  void parallelEdgesStayAndAreRemovedTogether() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 3) {
                          vertex.mutations().addEdge(1, 2, 4);
                          vertex.mutations().addEdge(1, 2, 3);
                          vertex.addEdge(1, 6);
                          vertex.addEdge(1, 5);
                        }
                      }
                    }))
        .containsEntry(1L, "7 >2:1.0 >2:3.0 >2:4.0 <3:5.0 <3:6.0");
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(1, 2, 4).edge(1, 2, 3).edge(1, 3).build(),
                () ->
                    new Changing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 3) {
                          vertex.mutations().removeEdge(1, 2);
                        }
                      }
                    }))
        .containsEntry(1L, "7 >3:1.0");
  }

  @Test
  void whereEdgesAreSimpleTheFirstStays() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void declareMore(Schema schema) {
                        schema.simpleEdges();
                      }

                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 1) {
                          vertex.addEdge(2, 9);
                          vertex.addEdge(3, 8);
                          vertex.addEdge(3, 7);
                          note(vertex, edges(vertex) + ";");
                        }
                        vertex.mutations().addEdge(2, 1, (double) vertex.id() * 10);
                        vertex.mutations().addEdge(2, 3, (double) vertex.id() * 10);
                      }
                    }))
        .containsEntry(1L, " >2:1.0 >3:8.0; 7 >2:1.0 >3:8.0 <2:10.0")
        .containsEntry(2L, "7 >1:10.0 >3:1.0 <1:1.0");
  }

  @Test
  void aClosedVertexThatIsReplacedIsOpenAgain() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() == 1) {
                      vertex.mutations().removeVertex(3);
                      vertex.mutations().addVertex(3);
                    }
                    vertex.send(2, 1L);
                    vertex.send(3, 1L);
                    vertex.close();
                  }
                });
    assertThat(diaries(outcome)).containsEntry(3L, "7 <2:1.0 got3").containsOnlyKeys(3L);
  }

  @Test
  void totalsCountExistingVerticesAndTheEdgesThatTheyHold() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, vertex.numVertices() + "," + vertex.numEdges());
                        if (vertex.superstep() == 0 && vertex.id() == 1) {
                          vertex.mutations().addEdge(9, 8);
                          vertex.mutations().addEdge(9, 1);
                          vertex.mutations().removeVertex(2);
                        }
                        if (vertex.superstep() == 1) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "3,2 3,3")
        .containsEntry(9L, "3,3");
  }

  @Test
  void inAnUndirectedGraphARequestedEdgeGoesBothWays() {
    assertThat(
            diaries(
                ReferenceGraph.undirected().edge(1, 2).edge(2, 3).edge(3, 1).build(),
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology().readsEdges(Direction.OUT);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        if (vertex.superstep() == 0 && vertex.id() == 1) {
                          vertex.mutations().removeEdge(3, 2);
                          vertex.mutations().addEdge(3, 4, 6);
                          vertex.mutations().addEdge(1, 1, 5);
                        } else if (vertex.superstep() == 1) {
                          note(vertex, out(vertex));
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, " 1:5.0 2:1.0 3:1.0")
        .containsEntry(2L, " 1:1.0")
        .containsEntry(3L, " 1:1.0 4:6.0")
        .containsEntry(4L, " 3:6.0");
  }

  @Test
  void inAnUndirectedGraphTheOtherEndFollowsBeforeTheNextSuperstep() {
    assertThat(
            diaries(
                ReferenceGraph.undirected()
                    .edge(1, 2, 3)
                    .edge(1, 2, 4)
                    .edge(1, 5, 3)
                    .edge(1, 5, 4)
                    .edge(1, 6)
                    .edge(1, 1, 7)
                    .build(),
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology().readsEdges(Direction.OUT);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        if (vertex.superstep() == 0 && vertex.id() == 1) {
                          Edges edges = vertex.outEdges();
                          while (edges.next()) {
                            if (edges.otherId() == 2 && edges.weight() == 3) {
                              edges.remove();
                            } else if (edges.otherId() == 5 && edges.weight() == 3) {
                              edges.setWeight(9);
                            }
                          }
                          vertex.removeEdges(6);
                          vertex.removeEdges(1);
                          vertex.addEdge(8, 2);
                        }
                        note(vertex, out(vertex) + ";");
                        if (vertex.superstep() == 1) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, " 2:4.0 5:4.0 5:9.0 8:2.0;  2:4.0 5:4.0 5:9.0 8:2.0;")
        .containsEntry(2L, " 1:3.0 1:4.0;  1:4.0;")
        .containsEntry(5L, " 1:3.0 1:4.0;  1:4.0 1:9.0;")
        .containsEntry(6L, " 1:1.0; ;")
        .containsEntry(8L, " 1:2.0;");
  }

  private static String out(Vertex vertex) {
    StringBuilder seen = new StringBuilder();
    Edges edges = vertex.outEdges();
    while (edges.next()) {
      seen.append(' ').append(edges.otherId()).append(':').append(edges.weight());
    }
    return seen.toString();
  }

  @Test
  void aResolverSeesWhatWasRequestedInOrder() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Changing() {
                  @Override
                  void declareMore(Schema schema) {
                    schema.resolve(
                        change ->
                            VertexResolver.Resolution.add(
                                new NewVertex(change.id())
                                    .with(
                                        value,
                                        change.removals() * 1000
                                            + change.additions().size() * 100
                                            + (change.exists() ? 10 : 0)
                                            + (change.hasMessages() ? 1 : 0))));
                  }

                  @Override
                  void change(Vertex vertex) {
                    if (vertex.id() != 3) {
                      vertex.mutations().removeVertex(2);
                      vertex.mutations().addVertex(9);
                      vertex.send(9, 1L);
                    }
                    vertex.mutations().addVertex(2);
                  }
                });
    assertThat(diaries(outcome))
        .containsEntry(1L, "7 >2:1.0")
        .containsEntry(2L, "2310 <1:1.0")
        .containsEntry(9L, "201 got2")
        .containsEntry(3L, "7");
  }

  @Test
  void aResolverMayKeepRemoveAndChoose() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Changing() {
                      @Override
                      void declareMore(Schema schema) {
                        schema.resolve(
                            change ->
                                switch ((int) change.id()) {
                                  case 2 -> VertexResolver.Resolution.keep();
                                  case 9 ->
                                      VertexResolver.Resolution.add(change.additions().get(1));
                                  default -> VertexResolver.Resolution.absent();
                                });
                      }

                      @Override
                      void change(Vertex vertex) {
                        value.set(vertex, vertex.id());
                        if (vertex.id() == 1) {
                          vertex.mutations().removeVertex(2);
                          vertex.mutations().addVertex(3);
                          vertex.mutations().addVertex(8);
                        }
                        vertex.mutations().addVertex(9).with(value, vertex.id() * 10);
                      }
                    }))
        .containsEntry(2L, "2 >3:1.0 <1:1.0")
        .containsEntry(9L, "20")
        .containsOnlyKeys(1L, 2L, 9L);
  }

  @Test
  void aResolverDecidesAboutIdsThatGotMessagesWithoutExisting() {
    for (UnknownTargets policy :
        new UnknownTargets[] {UnknownTargets.DROP, UnknownTargets.CREATE}) {
      assertThat(
              diaries(
                  PATH,
                  () ->
                      new Changing() {
                        @Override
                        void declareMore(Schema schema) {
                          schema.unknownTargets(policy);
                          schema.resolve(
                              change ->
                                  change.id() == 9
                                      ? VertexResolver.Resolution.add(
                                          change
                                              .plain()
                                              .with(value, change.isCreatedByMessage() ? 1 : 2))
                                      : VertexResolver.DEFAULT.resolve(change));
                        }

                        @Override
                        void change(Vertex vertex) {
                          vertex.send(8, 5L);
                          vertex.send(9, 5L);
                        }
                      }))
          .isEqualTo(
              policy == UnknownTargets.CREATE
                  ? Map.of(
                      1L,
                      "7 >2:1.0",
                      2L,
                      "7 >3:1.0 <1:1.0",
                      3L,
                      "7 <2:1.0",
                      8L,
                      "7 got15",
                      9L,
                      "1 got15")
                  : Map.of(1L, "7 >2:1.0", 2L, "7 >3:1.0 <1:1.0", 3L, "7 <2:1.0", 9L, "2 got15"));
    }
  }

  @Test
  void changesThatAreNotDeclaredAreRefused() {
    assertFails(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    vertex.mutations().removeVertex(1);
                  }
                })
        .hasMessageContaining("changesTopology");
  }

  @Test
  void readingEdgesThatAreNotDeclaredIsRefused() {
    assertFails(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    vertex.outEdges();
                  }
                })
        .hasMessageContaining("readsEdges");
  }
}
