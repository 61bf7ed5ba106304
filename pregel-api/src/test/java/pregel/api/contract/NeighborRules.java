package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.api.LongMessages;
import pregel.api.NeighborList;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Section 9: the simple view of a graph, loops, directions and parallel edges left aside. */
public abstract class NeighborRules extends Rules {

  /**
   * Changes the graph in superstep 0; then every vertex that exists notes how many neighbours it
   * has and which precede it, with their arcs and with those in common: "3: 0x1 1x2(0x2x1)".
   */
  abstract static class Listing extends Diary.OfLongs {
    @Override
    void declare(Schema schema) {
      schema.changesTopology().readsNeighborLists();
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0) {
        change(vertex);
      } else {
        note(vertex, listed(vertex));
        vertex.voteToHalt();
      }
    }

    abstract void change(Vertex vertex);

    static String listed(Vertex vertex) {
      NeighborList list = vertex.neighborList();
      var seen = new StringBuilder().append(vertex.neighborCount()).append(':');
      for (int i = 0; i < list.size(); i++) {
        seen.append(' ').append(list.order(i)).append('x').append(list.arcs(i));
        NeighborList.CommonNeighbors common = list.commonWith(i);
        while (common.next()) {
          seen.append('(').append(common.order()).append('x').append(common.arcs());
          seen.append('x').append(common.otherArcs()).append(')');
        }
      }
      return seen.toString();
    }
  }

  /** A triangle of 1, 2 and 3 with loops and parallel edges, and a tail 3 -> 4. */
  private static ReferenceGraph triangle(boolean undirected) {
    var graph = undirected ? ReferenceGraph.undirected() : ReferenceGraph.directed();
    graph.edge(1, 2).edge(1, 2, 5).edge(1, 1).edge(2, 3).edge(3, 1).edge(3, 4).edge(3, 3);
    return (undirected ? graph : graph.edge(2, 1).edge(4, 3)).build();
  }

  @Test
  void eachNeighborIsListedOnceWithoutLoopsAndParallelEdges() {
    assertThat(diaries(triangle(false), unchanged()))
        .containsEntry(1L, "2:")
        .containsEntry(2L, "2: 0x2")
        .containsEntry(3L, "3: 0x1 1x1(0x1x2)")
        .containsEntry(4L, "1: 2x2");
    assertThat(diaries(triangle(true), unchanged()))
        .containsEntry(3L, "3: 0x2 1x2(0x2x2)")
        .containsEntry(4L, "1: 2x2");
  }

  private static Supplier<Listing> unchanged() {
    return () ->
        new Listing() {
          @Override
          void change(Vertex vertex) {}
        };
  }

  @Test
  void listsFollowTheGraphFromSuperstepToSuperstep() {
    for (boolean undirected : new boolean[] {false, true}) {
      String arcs = undirected ? "x2" : "x1";
      assertThat(
              diaries(
                  triangle(undirected),
                  () ->
                      new Listing() {
                        @Override
                        void change(Vertex vertex) {
                          if (vertex.id() == 4) {
                            vertex.mutations().removeEdge(2, 3);
                            vertex.mutations().addEdge(1, 4);
                            vertex.mutations().addEdge(1, 4, 3);
                            vertex.mutations().addEdge(4, 4);
                            vertex.mutations().addEdge(9, 1);
                            vertex.mutations().addEdge(9, 7); // nobody is there
                          }
                        }
                      }))
          .containsEntry(1L, "4:")
          .containsEntry(2L, "1: 0x2")
          .containsEntry(3L, "2: 0" + arcs)
          .containsEntry(4L, "2: 0" + arcs + " 2x2(0" + arcs + arcs + ")")
          // In an undirected graph the edge to 7 goes both ways and so creates it, before 9.
          .containsEntry(9L, undirected ? "2: 0x2 4x2" : "1: 0x1");
    }
  }

  @Test
  void verticesThatAreGoneAreNobodysNeighborsUntilTheyComeBack() {
    for (boolean undirected : new boolean[] {false, true}) {
      assertThat(
              diaries(
                  triangle(undirected),
                  () ->
                      new Diary.OfLongs() {
                        @Override
                        void declare(Schema schema) {
                          schema.changesTopology().readsNeighborLists();
                        }

                        @Override
                        public void compute(Vertex vertex, LongMessages messages) {
                          note(vertex, Listing.listed(vertex) + ";");
                          if (vertex.id() == 4) {
                            if (vertex.superstep() == 0) {
                              vertex.mutations().removeVertex(2);
                            } else if (vertex.superstep() == 1) {
                              vertex.mutations().addVertex(2);
                            }
                          }
                          if (vertex.superstep() == 2) {
                            vertex.voteToHalt();
                          }
                        }
                      }))
          // Edges to 2 stayed. They are its own only where directions differ.
          .containsEntry(1L, "2:; 1:; 2:;")
          .containsEntry(2L, undirected ? "0:;" : "1: 0x1;")
          .containsEntry(
              3L,
              undirected
                  ? "3: 0x2 1x2(0x2x2); 2: 0x2; 3: 0x2 1x2;"
                  : "3: 0x1 1x1(0x1x2); 2: 0x1; 2: 0x1;");
    }
  }

  @Test
  void whatAVertexChangesInASuperstepIsInNoListOfThatSuperstep() {
    assertThat(
            diaries(
                triangle(false),
                () ->
                    new Listing() {
                      @Override
                      void change(Vertex vertex) {
                        if (vertex.id() == 3) {
                          vertex.removeEdges(1);
                        } else if (vertex.id() == 4) {
                          vertex.addEdge(2);
                        } else {
                          vertex.remove();
                        }
                        note(vertex, listed(vertex) + ";");
                      }
                    }))
        .containsEntry(3L, "3: 0x1 1x1(0x1x2); 1:")
        .containsEntry(4L, "1: 2x2; 1: 2x2");
  }

  @Test
  void messagesReachListedNeighborsWhoseSlotsHaveMoved() {
    assertThat(
            diaries(
                triangle(false),
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology().readsNeighborLists();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        int superstep = vertex.superstep();
                        if (superstep < 2 && vertex.id() == 4) {
                          // The second added id stands before the first.
                          vertex.mutations().addEdge(30 - 10 * superstep, 4);
                          vertex.mutations().addEdge(30 - 10 * superstep, 3);
                        } else if (superstep == 2) {
                          NeighborList list = vertex.neighborList();
                          for (int i = 0; i < list.size(); i++) {
                            list.send(i, vertex.id());
                            NeighborList.CommonNeighbors common = list.commonWith(i);
                            while (common.next()) {
                              common.send(100 * vertex.id());
                            }
                          }
                        }
                        long sum = 0;
                        while (messages.hasNext()) {
                          sum += messages.next();
                        }
                        if (sum > 0) {
                          note(vertex, sum);
                        }
                        if (superstep > 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, Long.toString(2 + 3 + 300))
        .containsEntry(2L, "3")
        .containsEntry(3L, Long.toString(4 + 20 + 30 + 2000 + 3000))
        .containsEntry(4L, Long.toString(20 + 30));
  }
}
