package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.Edges;
import pregel.api.LongColumn;
import pregel.api.LongCombiner;
import pregel.api.LongMessages;
import pregel.api.Messages;
import pregel.api.ObjectColumn;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.VertexRandom;
import pregel.api.reference.ReferenceGraph;

/** Section 8: every fold has one order, and random numbers one source. */
public abstract class DeterminismRules extends Rules {

  /** Notes the messages of superstep 0 as they were folded: every call is a pair of brackets. */
  abstract static class Bracketing implements VertexProgram.Of<String> {
    private ObjectColumn<String> diary;

    @Override
    public final void open(Schema schema) {
      diary = schema.objectColumn("diary", Codecs.TEXT);
      schema.messages(Codecs.TEXT);
      schema.combine((String left, String right) -> "(" + left + right + ")");
      declare(schema);
    }

    void declare(Schema schema) {}

    @Override
    public void compute(Vertex vertex, Messages<String> messages) {
      if (vertex.superstep() == 0) {
        send(vertex);
      } else {
        diary.set(vertex, messages.combinedOr("nothing"));
      }
      vertex.voteToHalt();
    }

    abstract void send(Vertex vertex);
  }

  @Test
  void broadcastsFoldInCanonicalOrderOfTheirSenders() {
    // Vertex 5 has the highest degree, then 3; 4 and 6 are alike.
    ReferenceGraph graph =
        ReferenceGraph.directed()
            .edge(4, 9)
            .edge(6, 9)
            .edge(5, 9)
            .edge(3, 9)
            .edge(5, 5)
            .edge(3, 8)
            .build();
    for (VertexOrder order : new VertexOrder[] {VertexOrder.ID, VertexOrder.DEGREE}) {
      assertThat(
              diaries(
                  run(
                      graph,
                      OPTIONS.withOrder(order),
                      () ->
                          new Bracketing() {
                            @Override
                            void send(Vertex vertex) {
                              vertex.sendToNeighbors("" + vertex.id());
                            }
                          })))
          .containsEntry(9L, order == VertexOrder.ID ? "(((34)5)6)" : "(((53)4)6)");
    }
  }

  @Test
  void parallelEdgesFoldByTheBitsOfTheirWeights() {
    assertThat(
            diaries(
                run(
                    ReferenceGraph.directed()
                        .edge(1, 9, 2)
                        .edge(1, 9, 0.5)
                        .edge(1, 9, -1)
                        .edge(1, 9, 0)
                        .build(),
                    () ->
                        new Bracketing() {
                          @Override
                          void declare(Schema schema) {
                            schema.alongEdges((String text, double weight) -> text + weight);
                          }

                          @Override
                          void send(Vertex vertex) {
                            vertex.sendToNeighbors("w");
                          }
                        })))
        .containsEntry(9L, "(((w-1.0w0.0)w0.5)w2.0)");
  }

  @Test
  void addressedMessagesFoldPerPartitionOfTheirSendersAndAddedVerticesBelongToTheLast() {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int id = 0; id < 128; id++) {
      graph.vertices(2L * id);
    }
    assertThat(
            diaries(
                run(
                    graph.build(),
                    OPTIONS.withPartitions(2),
                    () ->
                        new Bracketing() {
                          @Override
                          void declare(Schema schema) {
                            schema.changesTopology();
                          }

                          @Override
                          public void compute(Vertex vertex, Messages<String> messages) {
                            if (vertex.superstep() == 0) {
                              vertex.mutations().addVertex(7);
                              vertex.mutations().addVertex(5);
                            } else if (vertex.superstep() == 1) {
                              send(vertex);
                            } else {
                              super.compute(vertex, messages);
                            }
                          }

                          @Override
                          void send(Vertex vertex) {
                            long id = vertex.id();
                            if (id == 4 || id == 5 || id == 7 || id == 8 || id == 180
                                || id == 140) {
                              vertex.send(22, id + "a");
                              vertex.send(22, id + "b");
                            }
                          }
                        })))
        .containsEntry(22L, "((((4a4b)8a)8b)(((((((140a140b)180a)180b)5a)5b)7a)7b))");
  }

  @Test
  void theBroadcastsOfAChannelFoldBeforeTheAddressedMessages() {
    assertThat(
            diaries(
                run(
                    ReferenceGraph.directed().edge(1, 9).edge(2, 9).vertices(3).build(),
                    () ->
                        new Bracketing() {
                          @Override
                          void send(Vertex vertex) {
                            vertex.send(9, "a" + vertex.id());
                            vertex.sendToNeighbors("b" + vertex.id());
                          }
                        })))
        .containsEntry(9L, "((b1b2)(((a1a2)a3)a9))");
  }

  @Test
  void rowsLongerThan65536EdgesFoldInBlocksOfEdgesWhoeverSends() {
    ReferenceGraph.Builder star = ReferenceGraph.directed();
    for (int leaf = 1; leaf <= 65_540; leaf++) {
      star.edge(leaf, 0);
    }
    // The greatest depth of calls; the silent half of the senders counts for the blocks.
    Runner.Outcome outcome =
        run(
            star.build(),
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.combine(
                        new LongCombiner() {
                          @Override
                          public long identity() {
                            return 0;
                          }

                          @Override
                          public long combine(long left, long right) {
                            return left == 0 || right == 0 ? left + right : left * 31 + right;
                          }
                        });
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    if (vertex.superstep() == 1) {
                      note(vertex, messages.combined());
                    } else if (vertex.id() % 2 == 1) {
                      vertex.sendToNeighbors(vertex.id());
                    }
                    vertex.voteToHalt();
                  }
                });
    long first = 0;
    for (long leaf = 1; leaf <= 65_536; leaf += 2) {
      first = first == 0 ? leaf : first * 31 + leaf;
    }
    long second = 65_537 * 31 + 65_539;
    assertThat(diaries(outcome)).containsEntry(0L, "" + (first * 31 + second));
  }

  @Test
  void aggregatorsFoldBlocksOf4096PositionsThenPartitions() {
    ReferenceGraph.Builder graph = ReferenceGraph.directed();
    for (int id = 0; id < 5_000; id++) {
      graph.vertices(id);
    }
    // What vertex 4,095 adds would be lost in a block with either of its successors.
    Map<Long, String> noted =
        diaries(
            graph.build(),
            () ->
                new Diary.OfLongs() {
                  private DoubleAggregator sum;

                  @Override
                  void declare(Schema schema) {
                    sum = schema.doubleAggregator("sum", Combiner.SUM);
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    if (vertex.superstep() == 1) {
                      note(vertex, sum.value());
                      vertex.voteToHalt();
                    } else if (vertex.id() == 4_095) {
                      sum.add(vertex, 1);
                    } else if (vertex.id() == 4_096) {
                      sum.add(vertex, -1e17);
                    } else if (vertex.id() == 4_097) {
                      sum.add(vertex, 1e17);
                    }
                  }
                });
    assertThat(noted).containsEntry(3L, "1.0");
  }

  @Test
  void edgesAreReadInCanonicalOrderOfTheirOtherEnds() {
    ReferenceGraph graph =
        ReferenceGraph.directed()
            .edge(1, 7)
            .edge(1, 3, 2)
            .edge(1, 3, 0.5)
            .edge(5, 7)
            .edge(6, 7)
            .edge(3, 1)
            .edge(7, 1)
            .build();
    for (VertexOrder order : new VertexOrder[] {VertexOrder.ID, VertexOrder.DEGREE}) {
      assertThat(
              diaries(
                  run(
                      graph,
                      OPTIONS.withOrder(order),
                      () ->
                          new Diary.OfLongs() {
                            @Override
                            void declare(Schema schema) {
                              schema.readsEdges(Direction.BOTH);
                            }

                            @Override
                            public void compute(Vertex vertex, LongMessages messages) {
                              Edges out = vertex.outEdges();
                              while (out.next()) {
                                note(vertex, out.otherId() + ":" + out.weight());
                              }
                              Edges in = vertex.inEdges();
                              note(vertex, in.size());
                              for (int i = in.size() - 1; i >= 0; i--) {
                                in.moveTo(i);
                                note(vertex, in.otherId());
                              }
                              vertex.voteToHalt();
                            }
                          })))
          .containsEntry(
              1L, order == VertexOrder.ID ? "3:0.5 3:2.0 7:1.0 2 7 3" : "7:1.0 3:0.5 3:2.0 2 3 7");
    }
  }

  @Test
  void addedVerticesStandBehindLoadedOnesInOrderOfTheirIds() {
    SortedMap<Long, Object> positions =
        run(
                ReferenceGraph.directed().edge(10, 20).edge(20, 30).build(),
                () ->
                    new Positions() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.superstep() == 0) {
                          vertex.mutations().addVertex(25);
                        } else if (vertex.superstep() == 1) {
                          vertex.mutations().addVertex(5);
                          vertex.mutations().addEdge(10, 15);
                        }
                      }
                    })
            .columns()
            .get("position");
    // 15 was only named, and has a position all the same.
    assertThat(positions).isEqualTo(Map.of(10L, 0L, 20L, 1L, 30L, 2L, 5L, 3L, 25L, 5L));
  }

  @Test
  void aRemovedVertexKeepsItsPosition() {
    SortedMap<Long, Object> positions =
        run(
                ReferenceGraph.directed().edge(10, 20).edge(20, 30).build(),
                () ->
                    new Positions() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.superstep() == 0) {
                          vertex.mutations().removeVertex(10);
                          vertex.mutations().removeVertex(20);
                          vertex.mutations().addVertex(5);
                        } else if (vertex.superstep() == 1) {
                          vertex.mutations().addVertex(20);
                        }
                      }
                    })
            .columns()
            .get("position");
    assertThat(positions).isEqualTo(Map.of(20L, 1L, 30L, 2L, 5L, 3L));
  }

  /** Keeps every vertex's position; values stay with their vertices when positions shift. */
  abstract static class Positions extends Diary.OfLongs {
    private LongColumn position;
    private LongColumn id;

    @Override
    void declare(Schema schema) {
      position = schema.longColumn("position");
      id = schema.longColumn("id");
      schema.changesTopology();
    }

    @Override
    public final void compute(Vertex vertex, LongMessages messages) {
      if (id.get(vertex) != 0 && id.get(vertex) != vertex.id()) {
        throw new IllegalStateException("this value belongs to " + id.get(vertex));
      }
      id.set(vertex, vertex.id());
      position.set(vertex, vertex.order());
      change(vertex);
      if (vertex.superstep() == 3) {
        vertex.voteToHalt();
      }
    }

    abstract void change(Vertex vertex);
  }

  @Test
  void randomNumbersFollowFromSeedSuperstepAndIdAlone() {
    for (VertexOrder order : new VertexOrder[] {VertexOrder.ID, VertexOrder.DEGREE}) {
      Map<Long, String> noted =
          diaries(
              run(
                  PATH,
                  OPTIONS.withSeed(42).withOrder(order).withPartitions(3),
                  () ->
                      new Diary.OfLongs() {
                        @Override
                        public void compute(Vertex vertex, LongMessages messages) {
                          if (vertex.id() != 2 || vertex.superstep() == 1) {
                            note(vertex, vertex.random().nextLong());
                            note(vertex, vertex.random().nextLong());
                          }
                          if (vertex.superstep() == 1) {
                            vertex.voteToHalt();
                          }
                        }
                      }));
      for (long id = 1; id <= 3; id++) {
        StringBuilder expected = new StringBuilder();
        for (int superstep = id == 2 ? 1 : 0; superstep < 2; superstep++) {
          var random = new VertexRandom();
          random.start(42, superstep, id);
          expected.append(random.nextLong()).append(' ').append(random.nextLong()).append(' ');
        }
        assertThat(noted).containsEntry(id, expected.toString().trim());
      }
    }
  }
}
