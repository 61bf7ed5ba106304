package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pregel.api.Direction;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Section 3: where messages go, and what becomes of those without a target. */
public abstract class MessageRules extends Rules {

  /** Sends in superstep 0 and notes in later ones, in ascending order, what came. */
  abstract static class Letters extends Diary.OfLongs {
    @Override
    public final void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0) {
        send(vertex);
      }
      List<Long> came = new ArrayList<>();
      while (messages.hasNext()) {
        came.add(messages.next());
      }
      came.stream().sorted().forEach(message -> note(vertex, message));
      vertex.voteToHalt();
    }

    abstract void send(Vertex vertex);
  }

  @Test
  void aMessageReachesAnyIdWhetherThereIsAnEdgeOrNot() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Letters() {
                  @Override
                  void send(Vertex vertex) {
                    vertex.send(1, vertex.id());
                  }
                });
    assertThat(diaries(outcome)).containsEntry(1L, "1 2 3").hasSize(1);
    assertThat(trace(outcome)).isEqualTo("3/0/3/0 1/0/0/0");
  }

  @Test
  void aBroadcastIsOneMessagePerEdgeParallelOnesIncluded() {
    ReferenceGraph graph =
        ReferenceGraph.directed().edge(1, 2).edge(1, 2).edge(1, 3).edge(2, 2).build();
    Runner.Outcome outcome =
        run(
            graph,
            () ->
                new Letters() {
                  @Override
                  void send(Vertex vertex) {
                    vertex.sendToNeighbors(vertex.id());
                  }
                });
    assertThat(diaries(outcome)).containsEntry(2L, "1 1 2").containsEntry(3L, "1").hasSize(2);
    assertThat(trace(outcome)).isEqualTo("3/0/4/0 2/0/0/0");
  }

  @Test
  void aBroadcastTravelsInTheDeclaredDirection() {
    for (Direction direction : Direction.values()) {
      var received =
          diaries(
              ReferenceGraph.directed().edge(1, 2).edge(2, 3).edge(2, 2).build(),
              () ->
                  new Letters() {
                    @Override
                    void declare(Schema schema) {
                      schema.sendAlong(direction);
                    }

                    @Override
                    void send(Vertex vertex) {
                      if (vertex.id() == 2) {
                        vertex.sendToNeighbors(7L);
                      }
                    }
                  });
      switch (direction) {
        case OUT -> assertThat(received).containsEntry(2L, "7").containsOnlyKeys(2L, 3L);
        case IN -> assertThat(received).containsEntry(2L, "7").containsOnlyKeys(1L, 2L);
        case BOTH -> assertThat(received).containsEntry(2L, "7 7").containsOnlyKeys(1L, 2L, 3L);
      }
    }
  }

  @Test
  void anUndirectedEdgeCarriesABroadcastOnceInAnyDirection() {
    for (Direction direction : Direction.values()) {
      assertThat(
              diaries(
                  ReferenceGraph.undirected().edge(1, 2).edge(3, 2).edge(3, 3).build(),
                  () ->
                      new Letters() {
                        @Override
                        void declare(Schema schema) {
                          schema.sendAlong(direction);
                        }

                        @Override
                        void send(Vertex vertex) {
                          vertex.sendToNeighbors(vertex.id());
                        }
                      }))
          .containsEntry(1L, "2")
          .containsEntry(2L, "1 3")
          .containsEntry(3L, "2 3");
    }
  }

  @Test
  void aSecondBroadcastIsDeliveredLikeTheFirst() {
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(1, 2, 3).build(),
                () ->
                    new Letters() {
                      @Override
                      void declare(Schema schema) {
                        schema.alongEdges((long message, double weight) -> message * (long) weight);
                      }

                      @Override
                      void send(Vertex vertex) {
                        vertex.sendToNeighbors(10L);
                        vertex.sendToNeighbors(20L);
                      }
                    }))
        .containsEntry(2L, "30 60");
  }

  @Test
  void aBroadcastTravelsTheEdgesAsTheyWereAtTheCall() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Letters() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology();
                      }

                      @Override
                      void send(Vertex vertex) {
                        if (vertex.id() == 1) {
                          vertex.sendToNeighbors(10L);
                          vertex.removeEdges(2);
                          vertex.addEdge(3);
                          vertex.sendToNeighbors(20L);
                          vertex.mutations().addEdge(1, 1);
                          vertex.addEdge(1);
                          vertex.removeEdges(1);
                        }
                      }
                    }))
        .containsEntry(2L, "10")
        .containsEntry(3L, "20")
        .hasSize(2);
  }

  @Test
  void edgeFunctionsSeeTheWeightsAsTheyWereAtTheCall() {
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(1, 2, 3).edge(4, 2, 9).build(),
                () ->
                    new Letters() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology().readsEdges(Direction.OUT);
                        schema.alongEdges((long message, double weight) -> message + (long) weight);
                      }

                      @Override
                      void send(Vertex vertex) {
                        if (vertex.id() != 2) {
                          vertex.sendToNeighbors(10L);
                          Edges edges = vertex.outEdges();
                          edges.next();
                          edges.setWeight(5);
                        }
                        if (vertex.id() == 1) {
                          vertex.sendToNeighbors(20L);
                        }
                      }
                    }))
        .containsEntry(2L, "13 19 25");
  }

  @Test
  void messagesAreSentAlongEdgesThatAreRead() {
    assertThat(
            diaries(
                ReferenceGraph.directed().edge(1, 2).edge(1, 2).edge(3, 1).edge(3, 2).build(),
                () ->
                    new Letters() {
                      @Override
                      void declare(Schema schema) {
                        schema.readsEdges(Direction.BOTH);
                      }

                      @Override
                      void send(Vertex vertex) {
                        Edges out = vertex.outEdges();
                        while (out.next()) {
                          out.send(vertex.id() * 10 + out.otherId());
                        }
                        Edges in = vertex.inEdges();
                        while (in.next()) {
                          in.send(vertex.id() * 100 + in.otherId());
                        }
                      }
                    }))
        .containsEntry(1L, "31 201 201")
        .containsEntry(2L, "12 12 32")
        .containsEntry(3L, "103 203");
  }

  @Test
  void messagesToUnknownTargetsAreDroppedAndCountedUnlessToldOtherwise() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Letters() {
                  @Override
                  void send(Vertex vertex) {
                    vertex.send(99, 1L);
                  }
                });
    assertThat(trace(outcome)).isEqualTo("3/0/3/3 0/0/0/0");
  }

  @Test
  void inAChangingGraphMessagesAreDroppedWhenTheyAreToBeReceived() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Letters() {
                  @Override
                  void declare(Schema schema) {
                    schema.changesTopology();
                  }

                  @Override
                  void send(Vertex vertex) {
                    vertex.send(9, vertex.id());
                    vertex.send(2, vertex.id());
                    vertex.send(77, vertex.id());
                    if (vertex.id() == 1) {
                      vertex.mutations().addVertex(9);
                      vertex.mutations().removeVertex(2);
                    }
                  }
                });
    assertThat(diaries(outcome)).containsEntry(9L, "1 2 3");
    assertThat(trace(outcome)).isEqualTo("3/0/9/0 1/0/0/6");
  }

  @Test
  void aBroadcastAlongADanglingEdgeIsAMessageToAnUnknownTarget() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.changesTopology();
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.outDegree());
                    if (vertex.superstep() == 0 && vertex.id() == 3) {
                      vertex.mutations().removeVertex(2);
                    }
                    vertex.sendToNeighbors(1L);
                    if (vertex.superstep() == 1) {
                      vertex.voteToHalt();
                    }
                  }
                });
    // What vertex 2 sent in superstep 0, before it was removed, arrives.
    assertThat(trace(outcome)).isEqualTo("3/3/2/0 2/0/1/1 0/0/0/1");
    assertThat(diaries(outcome)).containsEntry(1L, "1 1");
  }

  @Test
  void anUnknownTargetFailsTheJobIfToldTo() {
    assertFails(
            PATH,
            () ->
                new Letters() {
                  @Override
                  void declare(Schema schema) {
                    schema.unknownTargets(UnknownTargets.FAIL);
                  }

                  @Override
                  void send(Vertex vertex) {
                    vertex.send(99, 1L);
                  }
                })
        .hasMessageContainingAll("superstep 0", "99");
  }

  @Test
  void aRemovedTargetFailsTheJobIfToldTo() {
    assertFails(
            PATH,
            () ->
                new Letters() {
                  @Override
                  void declare(Schema schema) {
                    schema.changesTopology().unknownTargets(UnknownTargets.FAIL);
                  }

                  @Override
                  void send(Vertex vertex) {
                    if (vertex.id() == 1) {
                      vertex.send(2, 1L);
                    } else {
                      vertex.remove();
                    }
                  }
                })
        .hasMessageContainingAll("superstep", "2");
  }

  @Test
  void anUnknownTargetIsCreatedWithInitialValuesAndReadsItsMessagesIfToldTo() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  private LongColumn value;

                  @Override
                  void declare(Schema schema) {
                    value = schema.longColumn("value").initially(5);
                    schema.unknownTargets(UnknownTargets.CREATE);
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    if (vertex.superstep() == 0) {
                      value.set(vertex, 6);
                      vertex.send(99, 1L);
                    } else {
                      long sum = 0;
                      while (messages.hasNext()) {
                        sum += messages.next();
                      }
                      note(vertex, sum + "," + value.get(vertex) + "," + vertex.outDegree());
                      note(vertex, vertex.order() + "of" + vertex.numVertices());
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(diaries(outcome)).containsEntry(99L, "3,5,0 3of4").hasSize(1);
    assertThat(trace(outcome)).isEqualTo("3/0/3/0 1/0/0/0");
  }
}
