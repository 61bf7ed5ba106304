package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.DoubleRequests;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.LongRequests;
import pregel.api.ObjectRequests;
import pregel.api.Schema;
import pregel.api.Vertex;

/** Section 3: questions and answers. */
public abstract class RequestRules extends Rules {

  /** Vertices whose value is ten times their id, and after superstep 0 eleven times. */
  abstract static class Asking extends Diary.OfLongs {
    LongColumn value;
    LongRequests requests;

    @Override
    void declare(Schema schema) {
      value = schema.longColumn("value");
      requests = schema.longRequests("value", value::get);
      schema.changesTopology();
    }

    @Override
    public final void compute(Vertex vertex, LongMessages messages) {
      if (vertex.superstep() == 0) {
        value.set(vertex, vertex.id() * 10);
      }
      step(vertex, vertex.superstep());
    }

    abstract void step(Vertex vertex, int superstep);

    String answer(Vertex vertex, long target) {
      return vertex.superstep() + ":" + requests.answerOr(vertex, target, -1);
    }
  }

  @Test
  void anAnswerIsReadInTheSuperstepAfterTheQuestionAndOnlyThen() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Asking() {
                      @Override
                      void step(Vertex vertex, int superstep) {
                        if (vertex.id() == 1) {
                          if (superstep == 0) {
                            requests.ask(vertex, 3);
                          }
                          note(vertex, answer(vertex, 3));
                        }
                        if (superstep == 2) {
                          vertex.voteToHalt();
                        }
                      }
                    }))
        .containsEntry(1L, "0:-1 1:30 2:-1");
  }

  @Test
  void anAnswerComesFromTheColumnsAsTheSuperstepOfTheQuestionLeftThem() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Asking() {
                      @Override
                      void step(Vertex vertex, int superstep) {
                        note(vertex, answer(vertex, 1));
                        requests.ask(vertex, 1);
                        // Too late for what was asked in the superstep before, whoever is first.
                        value.set(vertex, value.get(vertex) + 1);
                        if (superstep == 2) {
                          vertex.close();
                        }
                      }
                    }))
        .containsEntry(1L, "0:-1 1:11 2:12")
        .containsEntry(3L, "0:-1 1:11 2:12");
  }

  @Test
  void whoAskedIsComputedInTheNextSuperstepEvenIfItVotedToHalt() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Asking() {
                  @Override
                  void step(Vertex vertex, int superstep) {
                    note(vertex, superstep);
                    if (superstep == 0 && vertex.id() == 2) {
                      requests.ask(vertex, 1);
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(diaries(outcome)).containsEntry(2L, "0 1");
    // Asking wakes nobody else, and a question counts as a message.
    assertThat(diaries(outcome)).containsEntry(1L, "0").containsEntry(3L, "0");
    assertThat(trace(outcome)).isEqualTo("3/1/1/0 1/0/0/0");
  }

  @Test
  void whoAskedAndClosedIsNotComputedAgain() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Asking() {
                  @Override
                  void step(Vertex vertex, int superstep) {
                    note(vertex, superstep);
                    requests.ask(vertex, 1);
                    vertex.close();
                  }
                });
    assertThat(diaries(outcome)).containsEntry(2L, "0");
    assertThat(trace(outcome)).isEqualTo("3/0/3/0 0/0/0/0");
  }

  @Test
  void everyQuestionCountsHoweverOftenTheSameVertexIsAsked() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Asking() {
                  @Override
                  void step(Vertex vertex, int superstep) {
                    if (superstep == 0) {
                      requests.ask(vertex, 2);
                      requests.ask(vertex, 2);
                    } else {
                      note(vertex, answer(vertex, 2));
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(diaries(outcome)).containsEntry(1L, "1:20").containsEntry(3L, "1:20");
    assertThat(trace(outcome)).isEqualTo("3/3/6/0 3/0/0/0");
  }

  @Test
  void noVertexGivesTheAlternative() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Asking() {
                      @Override
                      void step(Vertex vertex, int superstep) {
                        if (superstep == 0) {
                          requests.ask(vertex, 99);
                        } else {
                          note(vertex, answer(vertex, 99));
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "1:-1");
  }

  @Test
  void requestedChangesComeBeforeAnswers() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Asking() {
                      @Override
                      void step(Vertex vertex, int superstep) {
                        if (superstep == 0 && vertex.id() == 1) {
                          requests.ask(vertex, 2);
                          requests.ask(vertex, 9);
                          vertex.mutations().removeVertex(2);
                          vertex.mutations().addVertex(9).with(value, 99);
                        } else if (vertex.id() == 1) {
                          note(vertex, answer(vertex, 2) + answer(vertex, 9));
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "1:-11:99");
  }

  @Test
  void questionsOfEveryTypeAreAnswered() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      private LongColumn value;
                      private DoubleRequests doubles;
                      private LongRequests longs;
                      private ObjectRequests<String> texts;

                      @Override
                      void declare(Schema schema) {
                        value = schema.longColumn("value");
                        doubles = schema.doubleRequests("doubles", asked -> value.get(asked) / 2.0);
                        longs = schema.longRequests("longs", asked -> -value.get(asked));
                        texts =
                            schema.objectRequests(
                                "texts", Codecs.TEXT, asked -> "v" + value.get(asked));
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        if (vertex.superstep() == 0) {
                          value.set(vertex, vertex.id());
                          doubles.ask(vertex, 1);
                          longs.ask(vertex, 2);
                          texts.ask(vertex, 3);
                        } else {
                          note(vertex, doubles.answerOr(vertex, 1, 7));
                          note(vertex, longs.answerOr(vertex, 2, 7));
                          note(vertex, texts.answerOr(vertex, 3, "none"));
                          note(vertex, texts.answerOr(vertex, 2, "none"));
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "0.5 -2 v3 none")
        .containsEntry(3L, "0.5 -2 v3 none");
  }
}
