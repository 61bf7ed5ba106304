package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import pregel.api.BooleanColumn;
import pregel.api.Direction;
import pregel.api.DoubleColumn;
import pregel.api.DoubleEdgeColumn;
import pregel.api.Edges;
import pregel.api.FailureKind;
import pregel.api.IntColumn;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.LongEdgeColumn;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Values of vertices and edges that come with the graph. */
public abstract class InputRules extends Rules {
  private static final ReferenceGraph PEOPLE =
      ReferenceGraph.directed()
          .edge(1, 2)
          .edgeValue("years", 5L)
          .edgeValue("trust", 0.5)
          .edge(1, 2)
          .edgeValue("years", 3L)
          .edge(2, 3)
          .vertexValue(1, "age", 31L)
          .vertexValue(3, "age", 33L)
          .vertexValue(1, "size", 1.5)
          .vertexValue(2, "rank", 4)
          .vertexValue(2, "member", true)
          .build();

  @Test
  void columnsOfVerticesComeFromTheInputWhereItHasValues() {
    assertThat(
            diaries(
                PEOPLE,
                () ->
                    new Diary.OfLongs() {
                      private LongColumn age;
                      private DoubleColumn size;
                      private IntColumn rank;
                      private BooleanColumn member;

                      @Override
                      void declare(Schema schema) {
                        age = schema.longColumn("age").initially(-1).fromInput();
                        size = schema.doubleColumn("size").fromInput();
                        rank = schema.intColumn("rank").initially(9).fromInput();
                        member = schema.booleanColumn("member").fromInput();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, age.get(vertex) + "," + size.get(vertex));
                        note(vertex, rank.get(vertex) + "," + member.get(vertex));
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "31,1.5 9,false")
        .containsEntry(2L, "-1,0.0 4,true")
        .containsEntry(3L, "33,0.0 9,false");
  }

  @Test
  void anAddedVertexStartsWithInitialValues() {
    assertThat(
            diaries(
                PEOPLE,
                () ->
                    new Diary.OfLongs() {
                      private LongColumn age;

                      @Override
                      void declare(Schema schema) {
                        age = schema.longColumn("age").initially(-1).fromInput();
                        schema.changesTopology();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, age.get(vertex));
                        if (vertex.superstep() == 0 && vertex.id() == 2) {
                          vertex.mutations().addVertex(7);
                          vertex.mutations().removeVertex(1);
                          vertex.mutations().addVertex(1);
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "-1")
        .containsEntry(3L, "33")
        .containsEntry(7L, "-1");
  }

  @Test
  void aColumnThatTheInputLacksIsRefused() {
    assertThatThrownBy(
            () ->
                run(
                    PEOPLE,
                    () ->
                        new Diary.OfLongs() {
                          @Override
                          void declare(Schema schema) {
                            schema.longColumn("income").fromInput();
                          }

                          @Override
                          public void compute(Vertex vertex, LongMessages messages) {}
                        }))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContainingAll("income", "age");
  }

  @Test
  void aColumnOfAnotherTypeIsRefused() {
    assertThatThrownBy(
            () ->
                run(
                    PEOPLE,
                    () ->
                        new Diary.OfLongs() {
                          @Override
                          void declare(Schema schema) {
                            schema.longColumn("size").fromInput();
                          }

                          @Override
                          public void compute(Vertex vertex, LongMessages messages) {}
                        }))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContaining("size");
  }

  @Test
  void longsOfTheInputAlsoFillColumnsOfDoubles() {
    assertThat(
            diaries(
                PEOPLE,
                () ->
                    new Diary.OfLongs() {
                      private DoubleColumn age;

                      @Override
                      void declare(Schema schema) {
                        age = schema.doubleColumn("age").fromInput();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, age.get(vertex));
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(3L, "33.0");
  }

  @Test
  void anEdgeColumnThatTheInputLacksIsRefused() {
    assertThatThrownBy(
            () ->
                run(
                    PEOPLE,
                    () ->
                        new Diary.OfLongs() {
                          @Override
                          void declare(Schema schema) {
                            schema.readsEdges(Direction.OUT).longEdgeColumn("months");
                          }

                          @Override
                          public void compute(Vertex vertex, LongMessages messages) {}
                        }))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
        .hasMessageContainingAll("months", "years");
  }

  @Test
  void columnsOfEdgesAreReadAtBothEndsAndOrderParallelEdges() {
    assertThat(
            diaries(
                PEOPLE,
                () ->
                    new Diary.OfLongs() {
                      private LongEdgeColumn years;
                      private DoubleEdgeColumn trust;

                      @Override
                      void declare(Schema schema) {
                        trust = schema.doubleEdgeColumn("trust");
                        years = schema.longEdgeColumn("years");
                        schema.readsEdges(Direction.BOTH);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        for (Edges edges : new Edges[] {vertex.outEdges(), vertex.inEdges()}) {
                          while (edges.next()) {
                            note(
                                vertex,
                                edges.otherId() + ":" + years.get(edges) + "," + trust.get(edges));
                          }
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "2:3,0.0 2:5,0.5")
        .containsEntry(2L, "3:0,0.0 1:3,0.0 1:5,0.5")
        .containsEntry(3L, "2:0,0.0");
  }

  @Test
  void anUndirectedEdgeHasItsValuesInBothDirections() {
    assertThat(
            diaries(
                ReferenceGraph.undirected().edge(1, 2).edgeValue("years", 5L).build(),
                () ->
                    new Diary.OfLongs() {
                      private LongEdgeColumn years;

                      @Override
                      void declare(Schema schema) {
                        years = schema.longEdgeColumn("years");
                        schema.readsEdges(Direction.OUT);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        Edges edges = vertex.outEdges();
                        edges.next();
                        note(vertex, edges.otherId() + ":" + years.get(edges));
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "2:5")
        .containsEntry(2L, "1:5");
  }

  @Test
  void anOwnEdgesValueChangesAtOnceAndAnAddedEdgeHasZero() {
    assertThat(
            diaries(
                PEOPLE,
                () ->
                    new Diary.OfLongs() {
                      private LongEdgeColumn years;

                      @Override
                      void declare(Schema schema) {
                        years = schema.longEdgeColumn("years");
                        schema.readsEdges(Direction.OUT).changesTopology();
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        Edges edges = vertex.outEdges();
                        while (edges.next()) {
                          if (vertex.superstep() == 0) {
                            years.set(edges, years.get(edges) + 10);
                          }
                          note(vertex, edges.otherId() + ":" + years.get(edges));
                        }
                        if (vertex.superstep() == 0) {
                          vertex.addEdge(9);
                        } else {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "2:13 2:15 2:13 2:15 9:0")
        .containsEntry(3L, "9:0");
  }

  @Test
  void anEdgesValueChangesNextForItsTargetButNotForTheEdgeBack() {
    for (ReferenceGraph graph :
        new ReferenceGraph[] {
          ReferenceGraph.directed().edge(1, 2).edgeValue("years", 5L).build(),
          ReferenceGraph.undirected().edge(1, 2).edgeValue("years", 5L).build()
        }) {
      assertThat(
              diaries(
                  graph,
                  () ->
                      new Diary.OfLongs() {
                        private LongEdgeColumn years;

                        @Override
                        void declare(Schema schema) {
                          years = schema.longEdgeColumn("years");
                          schema.readsEdges(Direction.BOTH).changesTopology();
                        }

                        @Override
                        public void compute(Vertex vertex, LongMessages messages) {
                          Edges edges = vertex.id() == 1 ? vertex.outEdges() : vertex.inEdges();
                          edges.next();
                          if (vertex.id() == 1 && vertex.superstep() == 0) {
                            years.set(edges, 6);
                          }
                          note(vertex, years.get(edges));
                          if (vertex.superstep() == 1) {
                            vertex.voteToHalt();
                          }
                        }
                      }))
          .containsEntry(1L, "6 6")
          .containsEntry(2L, graph.isUndirected() ? "5 5" : "5 6");
    }
  }
}
