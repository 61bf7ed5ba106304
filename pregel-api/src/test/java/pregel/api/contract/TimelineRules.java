package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.LongAggregator;
import pregel.api.LongMessages;
import pregel.api.MasterState;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Section 1: what follows what. */
public abstract class TimelineRules extends Rules {

  @Test
  void nothingSentInASuperstepIsSeenInIt() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        while (messages.hasNext()) {
                          note(vertex, vertex.superstep() + ":" + messages.next());
                        }
                        if (vertex.superstep() < 2) {
                          vertex.send(1, vertex.superstep());
                          vertex.send(3, vertex.superstep());
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "1:0 1:0 1:0 2:1 2:1")
        .containsEntry(3L, "1:0 1:0 1:0 2:1 2:1")
        .hasSize(2);
  }

  @Test
  void nothingAggregatedInASuperstepIsSeenInIt() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private LongAggregator sum;

                      @Override
                      void declare(Schema schema) {
                        sum = schema.longAggregator("sum", Combiner.SUM);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        sum.add(vertex, vertex.id());
                        note(vertex, sum.value());
                        if (vertex.superstep() == 1) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "0 6")
        .containsEntry(3L, "0 6");
  }

  @Test
  void nothingRequestedInASuperstepIsSeenInIt() {
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
                        if (vertex.id() == 1 && vertex.superstep() == 0) {
                          vertex.mutations().addEdge(1, 3);
                          vertex.mutations().addVertex(9);
                          vertex.mutations().removeEdge(2, 3);
                        }
                        note(vertex, vertex.outDegree() + "of" + vertex.numVertices());
                        if (vertex.superstep() == 1) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "1of3 2of4")
        .containsEntry(2L, "1of3 0of4")
        .containsEntry(9L, "0of4");
  }

  @Test
  void theMasterProgramRunsBeforeEverySuperstepTheFirstIncluded() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private LongAggregator calls;

                      @Override
                      void declare(Schema schema) {
                        calls = schema.count("calls").persistent();
                        schema.master(
                            master ->
                                calls.set(master, calls.value() * 10 + master.superstep() + 1));
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, calls.value());
                        if (vertex.superstep() == 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(2L, "1 12 123");
  }

  @Test
  void theMasterProgramSeesTheCountersOfTheSuperstepBefore() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private String seen;

                      @Override
                      void declare(Schema schema) {
                        schema.master(
                            master ->
                                seen =
                                    master.activeVertices()
                                        + "a"
                                        + master.messages()
                                        + "m"
                                        + master.numVertices()
                                        + "v"
                                        + master.numEdges()
                                        + "e");
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, seen);
                        vertex.sendToNeighbors(1L);
                        if (vertex.id() != 1 || vertex.superstep() == 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "3a0m3v2e 1a2m3v2e 1a2m3v2e");
  }

  @Test
  void theMasterProgramRunsBeforeRequestsAreApplied() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private long seen;

                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology().master(master -> seen = master.numVertices());
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        if (vertex.superstep() == 0 && vertex.id() == 2) {
                          vertex.mutations().removeVertex(3);
                        }
                        note(vertex, seen + "/" + vertex.numVertices());
                        if (vertex.superstep() == 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "3/3 3/2 2/2");
  }

  @Test
  void theMasterProgramKeepsStateFromSuperstepToSuperstep() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private MasterState<String> story;
                      private LongAggregator length;

                      @Override
                      void declare(Schema schema) {
                        story = schema.masterState("story", "so", Codecs.TEXT);
                        length = schema.longAggregator("length", Combiner.MAX);
                        schema.master(
                            master -> {
                              story.set(story.get() + master.superstep());
                              length.set(master, story.get().length());
                            });
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, length.value());
                        if (vertex.superstep() == 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "3 4 5");
  }

  @Test
  void theMasterProgramStopsTheJobBeforeASuperstep() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.master(
                        master -> {
                          if (master.superstep() == 2) {
                            master.stop();
                          }
                        });
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep());
                    vertex.sendToNeighbors(1L);
                  }
                });
    assertThat(outcome.supersteps()).hasSize(2);
    assertThat(diaries(outcome)).containsEntry(1L, "0 1");
  }

  @Test
  void theMasterProgramMayStopTheJobBeforeItsFirstSuperstep() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.master(master -> master.stop());
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep());
                  }
                });
    assertThat(outcome.supersteps()).isEmpty();
    assertThat(diaries(outcome)).isEmpty();
  }

  @Test
  void aFailingMasterProgramFailsTheJob() {
    assertFails(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.master(
                        master -> {
                          if (master.superstep() == 1) {
                            throw new ArithmeticException("no idea");
                          }
                        });
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {}
                })
        .hasMessageContainingAll("superstep 1", "no idea");
  }

  @Test
  void workerHooksRunAroundTheVerticesOfASuperstep() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private String before;
                      private String after = "-";

                      @Override
                      void declare(Schema schema) {
                        schema.beforeSuperstep(
                            worker ->
                                before =
                                    worker.superstep()
                                        + "b"
                                        + worker.numVertices()
                                        + "v"
                                        + worker.numEdges()
                                        + "e");
                        schema.afterSuperstep(worker -> after = worker.superstep() + "a");
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, before + after);
                        if (vertex.superstep() == 1) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "0b3v2e- 1b3v2e0a")
        .containsEntry(3L, "0b3v2e- 1b3v2e0a");
  }

  @Test
  void workerHooksReadWhatIsPublished() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private LongAggregator sum;
                      private long before;
                      private long after;

                      @Override
                      void declare(Schema schema) {
                        sum = schema.longAggregator("sum", Combiner.SUM);
                        schema.beforeSuperstep(worker -> before = sum.value());
                        schema.afterSuperstep(worker -> after = sum.value());
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, before + "," + after);
                        sum.add(vertex, 1);
                        if (vertex.superstep() == 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        // The hook after superstep 1 runs before the sum of superstep 1 can be read.
        .containsEntry(1L, "0,0 3,0 3,3");
  }

  @Test
  void workerHooksSeeTheGraphAfterRequestsWereApplied() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private long vertices;

                      @Override
                      void declare(Schema schema) {
                        schema.changesTopology();
                        schema.beforeSuperstep(worker -> vertices = worker.numVertices());
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, vertices);
                        if (vertex.superstep() == 0 && vertex.id() == 1) {
                          vertex.mutations().addVertex(7);
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "3")
        .containsEntry(7L, "4");
  }

  @Test
  void anEmptyGraphRunsOneSuperstep() {
    Runner.Outcome outcome =
        run(
            ReferenceGraph.directed().build(),
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {}
                });
    assertThat(trace(outcome)).isEqualTo("0/0/0/0");
  }
}
