package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Section 2: who is computed, and when the job ends. */
public abstract class ActivityRules extends Rules {

  @Test
  void allVerticesAreActiveInSuperstepZero() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep() + (messages.isEmpty() ? "empty" : "full"));
                    vertex.voteToHalt();
                  }
                });
    assertThat(diaries(outcome)).containsOnlyKeys(1L, 2L, 3L).containsValue("0empty");
    assertThat(trace(outcome)).isEqualTo("3/0/0/0");
  }

  @Test
  void anActiveVertexIsComputedWithoutMessages() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep() + (messages.hasNext() ? "full" : "empty"));
                    if (vertex.superstep() == vertex.id()) {
                      vertex.voteToHalt();
                    }
                  }
                });
    assertThat(diaries(outcome))
        .containsEntry(1L, "0empty 1empty")
        .containsEntry(3L, "0empty 1empty 2empty 3empty");
    assertThat(trace(outcome)).isEqualTo("3/3/0/0 3/2/0/0 2/1/0/0 1/0/0/0");
  }

  @Test
  void aMessageWakesAHaltedVertexUntilItVotesAgain() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, vertex.superstep());
                        if (vertex.superstep() == 0) {
                          vertex.voteToHalt();
                        }
                        if (vertex.superstep() == 0 && vertex.id() == 1) {
                          vertex.send(3, 7L);
                        }
                        if (vertex.superstep() == 3) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "0")
        .containsEntry(2L, "0")
        .containsEntry(3L, "0 1 2 3");
  }

  @Test
  void votingDoesNotEndTheCall() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        vertex.voteToHalt();
                        if (vertex.superstep() == 0) {
                          vertex.sendToNeighbors(vertex.id());
                        } else {
                          note(vertex, messages.next());
                        }
                      }
                    }))
        .containsEntry(2L, "1")
        .containsEntry(3L, "2")
        .hasSize(2);
  }

  @Test
  void messagesToAClosedVertexAreDiscardedAndDoNotWakeItButCount() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep());
                    vertex.send(2, 1L);
                    if (vertex.id() == 2) {
                      vertex.close();
                    } else if (vertex.superstep() == 1) {
                      vertex.voteToHalt();
                    }
                  }
                });
    // Vertex 2 closes in superstep 0 and never sees what was sent to it then.
    assertThat(diaries(outcome)).containsEntry(2L, "0").containsEntry(3L, "0 1");
    assertThat(trace(outcome)).isEqualTo("3/2/3/0 2/0/2/0 0/0/0/0");
  }

  @Test
  void theFirstMessageIsThatOfTheFirstSenderInCanonicalOrder() {
    ReferenceGraph star = ReferenceGraph.directed().edge(7, 1).edge(5, 1).edge(6, 1).build();
    assertThat(
            diaries(
                star,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.combine(Combiner.FIRST);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        if (vertex.superstep() == 1) {
                          note(vertex, messages.combined());
                        } else if (vertex.id() != 5) {
                          vertex.sendToNeighbors(vertex.id());
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "6");
  }

  @Test
  void theJobGoesOnWhileMessagesAreOnTheWay() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    if (vertex.id() == 1 || !messages.isEmpty()) {
                      vertex.sendToNeighbors(1L);
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(trace(outcome)).isEqualTo("3/0/1/0 1/0/1/0 1/0/0/0");
  }

  @Test
  void theJobGoesOnWhileARequestIsPending() {
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
                    if (vertex.id() == 1) {
                      vertex.mutations().removeVertex(2);
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(trace(outcome)).isEqualTo("3/0/0/0 0/0/0/0");
    assertThat(outcome.columns().get("diary")).containsOnlyKeys(1L, 3L);
  }

  @Test
  void theStepLimitDiscardsMessagesButAppliesRequests() {
    Runner.Outcome outcome =
        run(
            PATH,
            OPTIONS.withMaxSupersteps(2),
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.changesTopology();
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep());
                    vertex.sendToNeighbors(1L);
                    if (vertex.id() == 1 && vertex.superstep() == 1) {
                      vertex.mutations().removeVertex(2);
                      vertex.mutations().addVertex(9);
                    }
                  }
                });
    assertThat(trace(outcome)).isEqualTo("3/3/2/0 3/3/2/0");
    assertThat(outcome.columns().get("diary"))
        .containsOnlyKeys(1L, 3L, 9L)
        .containsEntry(3L, "0 1")
        .containsEntry(9L, "null");
  }

  @Test
  void aStopByTheMasterProgramDiscardsMessagesButAppliesRequests() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.changesTopology();
                    schema.master(
                        master -> {
                          if (master.superstep() == 1) {
                            master.stop();
                          }
                        });
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    note(vertex, vertex.superstep());
                    vertex.sendToNeighbors(1L);
                    vertex.mutations().addEdge(9, 1);
                  }
                });
    assertThat(trace(outcome)).isEqualTo("3/3/2/0");
    assertThat(outcome.columns().get("diary"))
        .containsOnlyKeys(1L, 2L, 3L, 9L)
        .containsEntry(3L, "0");
  }

  @Test
  void aFailureNamesVertexAndSuperstep() {
    assertFails(
            PATH,
            () ->
                new Diary.OfLongs() {
                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    if (vertex.superstep() == 1 && vertex.id() == 2) {
                      throw new ArithmeticException("no such share");
                    }
                  }
                })
        .hasMessageContainingAll("vertex 2", "superstep 1", "no such share");
  }
}
