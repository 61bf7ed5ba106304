package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.DoubleEdgeColumn;
import pregel.api.Edges;
import pregel.api.LongChannel;
import pregel.api.LongEdgeColumn;
import pregel.api.LongMessages;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.UnknownTargets;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Sections 2, 3 and 6 together: edge values, messages and phases where the graph changes. */
public abstract class ChangingGraphRules extends Rules {

  /** Vertex 1 changes values of its edges in superstep 0; everybody notes all edges. */
  private static final class EdgeValues extends Diary.OfLongs {
    private LongEdgeColumn length;
    private DoubleEdgeColumn cost;

    @Override
    void declare(Schema schema) {
      schema.changesTopology().readsEdges(Direction.BOTH);
      length = schema.longEdgeColumn("length");
      cost = schema.doubleEdgeColumn("cost");
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0 && vertex.id() == 1) {
        Edges edges = vertex.outEdges();
        while (edges.next()) {
          if (length.get(edges) == 3) {
            length.set(edges, 9); // and so goes behind the one of length 4
            cost.set(edges, -0.5);
          } else if (length.get(edges) == 5) {
            edges.remove(); // of two with the same weight this one
          }
        }
        vertex.addEdge(4, 2); // its values are 0
        vertex.mutations().addEdge(4, 1, 6);
      }
      note(vertex, all(vertex.outEdges(), " >") + all(vertex.inEdges(), " <") + ";");
      if (vertex.superstep() == 1) {
        vertex.voteToHalt();
      }
    }

    private String all(Edges edges, String sign) {
      var seen = new StringBuilder();
      while (edges.next()) {
        seen.append(sign).append(edges.otherId()).append(':').append(edges.weight());
        seen.append(',').append(length.get(edges)).append(',').append(cost.get(edges));
      }
      return seen.toString();
    }
  }

  private static ReferenceGraph valued(ReferenceGraph.Builder graph) {
    graph.edge(1, 2).edgeValue("length", 3L).edgeValue("cost", 0.5);
    graph.edge(1, 2).edgeValue("length", 4L).edgeValue("cost", 1.5);
    graph.edge(1, 3, 8).edgeValue("length", 5L).edgeValue("cost", 2.5);
    return graph.edge(1, 3, 8).edgeValue("length", 6L).edgeValue("cost", 3.5).build();
  }

  @Test
  void valuesOfOwnEdgesChangeAtOnceForTheSourceAndNextForTheTarget() {
    assertThat(diaries(valued(ReferenceGraph.directed()), EdgeValues::new))
        .containsEntry(
            1L,
            " >2:1.0,4,1.5 >2:1.0,9,-0.5 >3:8.0,6,3.5 >4:2.0,0,0.0;"
                + "  >2:1.0,4,1.5 >2:1.0,9,-0.5 >3:8.0,6,3.5 >4:2.0,0,0.0 <4:6.0,0,0.0;")
        .containsEntry(2L, " <1:1.0,3,0.5 <1:1.0,4,1.5;  <1:1.0,4,1.5 <1:1.0,9,-0.5;")
        .containsEntry(3L, " <1:8.0,5,2.5 <1:8.0,6,3.5;  <1:8.0,6,3.5;")
        .containsEntry(4L, " >1:6.0,0,0.0 <1:2.0,0,0.0;");
  }

  @Test
  void inAnUndirectedGraphTheEdgeBackKeepsItsValues() {
    assertThat(diaries(valued(ReferenceGraph.undirected()), EdgeValues::new))
        .containsEntry(
            2L,
            " >1:1.0,3,0.5 >1:1.0,4,1.5 <1:1.0,3,0.5 <1:1.0,4,1.5;"
                + "  >1:1.0,3,0.5 >1:1.0,4,1.5 <1:1.0,3,0.5 <1:1.0,4,1.5;")
        // The edge back is found by its weight: it is the first of those with the same.
        .containsEntry(
            3L,
            " >1:8.0,5,2.5 >1:8.0,6,3.5 <1:8.0,5,2.5 <1:8.0,6,3.5;"
                + "  >1:8.0,6,3.5 <1:8.0,6,3.5;");
  }

  /** How a message travels to vertex 2, which is gone. */
  private enum Way {
    BROADCAST,
    BY_ID,
    ALONG_EDGES
  }

  /** Vertex 3 removes 2 in superstep 0; in superstep 1 vertex 1 sends to it in one of the ways. */
  private static Supplier<Diary> sendingToNobody(UnknownTargets policy, Way way) {
    return () ->
        new Diary.OfLongs() {
          @Override
          void declare(Schema schema) {
            schema.changesTopology().readsEdges(Direction.OUT).unknownTargets(policy);
          }

          @Override
          public void compute(Vertex vertex, LongMessages messages) {
            while (messages.hasNext()) {
              note(vertex, vertex.superstep() + ":" + messages.next() + "of" + vertex.numEdges());
            }
            if (vertex.superstep() == 0 && vertex.id() == 3) {
              vertex.mutations().removeVertex(2);
            } else if (vertex.superstep() == 1 && vertex.id() == 1) {
              switch (way) {
                case BROADCAST -> vertex.sendToNeighbors(7);
                case BY_ID -> vertex.send(2, 7);
                case ALONG_EDGES -> {
                  Edges edges = vertex.outEdges();
                  while (edges.next()) {
                    edges.send(7);
                  }
                }
              }
            }
            if (vertex.superstep() > 0) {
              vertex.voteToHalt();
            }
          }
        };
  }

  @Test
  void messagesAlongDanglingEdgesAreDroppedCreateOrFailAsThePolicySays() {
    for (boolean undirected : new boolean[] {false, true}) {
      var builder = undirected ? ReferenceGraph.undirected() : ReferenceGraph.directed();
      ReferenceGraph graph = builder.edge(1, 2).edge(2, 3).build();
      // The edges of 2 are gone; 1 -> 2 stays, and in an undirected graph 3 -> 2.
      String edges = undirected ? "2" : "1";
      for (Way way : Way.values()) {
        Runner.Outcome dropping = run(graph, sendingToNobody(UnknownTargets.DROP, way));
        assertThat(diaries(dropping)).as("%s", way).isEmpty();
        assertThat(trace(dropping)).as("%s", way).isEqualTo("3/3/0/0 2/0/1/0 0/0/0/1");

        Runner.Outcome creating = run(graph, sendingToNobody(UnknownTargets.CREATE, way));
        assertThat(diaries(creating)).as("%s", way).containsEntry(2L, "2:7of" + edges).hasSize(1);
        assertThat(trace(creating)).as("%s", way).isEqualTo("3/3/0/0 2/0/1/0 1/0/0/0");

        assertFails(graph, sendingToNobody(UnknownTargets.FAIL, way))
            .hasMessageContainingAll("superstep 1", "vertex 2, which does not exist");
      }
    }
  }

  @Test
  void messagesToClosedVerticesAreDiscardedInAChangingGraphTooAndAreNotDropped() {
    for (boolean combines : new boolean[] {false, true}) {
      Runner.Outcome outcome =
          run(
              PATH,
              () ->
                  new Diary.OfLongs() {
                    @Override
                    void declare(Schema schema) {
                      schema.changesTopology();
                      if (combines) {
                        schema.combine(Combiner.SUM);
                      }
                    }

                    @Override
                    public void compute(Vertex vertex, LongMessages messages) {
                      note(vertex, vertex.superstep());
                      vertex.sendToNeighbors(1L);
                      vertex.send(2, 1L);
                      if (vertex.id() == 2) {
                        vertex.close();
                      } else if (vertex.superstep() == 0) {
                        vertex.mutations().addVertex(9);
                      } else {
                        vertex.voteToHalt();
                      }
                    }
                  });
      assertThat(diaries(outcome))
          .containsEntry(1L, "0 1")
          .containsEntry(2L, "0")
          .containsEntry(3L, "0 1")
          .containsEntry(9L, "1");
      assertThat(trace(outcome)).isEqualTo("3/2/5/0 3/0/4/0 0/0/0/0");
    }
  }

  /** Each of two channels carries what was sent when the edges were so, in its own direction. */
  @Test
  void everyChannelTravelsTheEdgesAsTheyWereWhenItWasWritten() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfOnePhase() {
                      private LongChannel forward;
                      private DoubleChannel back;

                      @Override
                      void declareChannels(Schema schema) {
                        schema.changesTopology();
                        forward = schema.longChannel("forward").combine(Combiner.SUM);
                        back = schema.doubleChannel("back").along(Direction.IN);
                      }

                      @Override
                      void compute(Vertex vertex) {
                        var sums = forward.received(vertex);
                        var listed = back.received(vertex);
                        if (!sums.isEmpty()) {
                          note(vertex, ">" + sums.combined());
                        }
                        while (listed.hasNext()) {
                          note(vertex, "<" + listed.next());
                        }
                        if (vertex.superstep() == 0) {
                          forward.sendToNeighbors(vertex, vertex.id()); // 1 -> 2, 2 -> 3
                          if (vertex.id() == 1) {
                            vertex.removeEdges(2);
                            vertex.addEdge(3);
                          }
                          forward.sendToNeighbors(vertex, 10 * vertex.id()); // 1 -> 3, 2 -> 3
                          // Incoming edges are those of the start: 2 -> 1, 3 -> 2.
                          back.sendToNeighbors(vertex, vertex.id());
                          vertex.mutations().removeEdge(2, 3); // only afterwards
                        } else if (vertex.superstep() == 1) {
                          back.sendToNeighbors(vertex, vertex.id() / 2.0); // 3 -> 1
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "<2.0 <1.5")
        .containsEntry(2L, ">1 <3.0")
        .containsEntry(3L, ">" + (2 + 10 + 20));
  }

  @Test
  void aPhaseFindsTheGraphThatTheOneBeforeItAskedFor() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfPhases() {
                      private LongChannel sums;

                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology();
                        sums = schema.longChannel("sums").combine(Combiner.SUM);
                        Phase change = schema.phase("change", this::change).writes(sums);
                        Phase tell = schema.phase("tell", this::tell).reads(sums).writes(sums);
                        Phase hear = schema.phase("hear", this::hear).reads(sums);
                        change.then(tell);
                        tell.then(hear);
                      }

                      private void change(Vertex vertex) {
                        sums.sendToNeighbors(vertex, 100);
                        if (vertex.id() == 3) {
                          vertex.mutations().removeVertex(1);
                          vertex.mutations().addEdge(9, 3);
                          vertex.mutations().addEdge(3, 9);
                        }
                      }

                      private void tell(Vertex vertex) {
                        note(vertex, "tell" + sums.received(vertex).combinedOr(0));
                        sums.sendToNeighbors(vertex, vertex.id());
                      }

                      private void hear(Vertex vertex) {
                        note(vertex, "hear" + sums.received(vertex).combinedOr(0));
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(2L, "tell100 hear0")
        .containsEntry(3L, "tell100 hear11")
        .containsEntry(9L, "tell0 hear3")
        .hasSize(3);
  }
}
