package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleChannel;
import pregel.api.IntChannel;
import pregel.api.LongChannel;
import pregel.api.ObjectChannel;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Phases and channels: which runs when, and what a phase may read and write. */
public abstract class PhaseRules extends Rules {

  /** Three phases, a to c, whose vertices note which runs; they halt at once or in superstep 4. */
  private static final class Three extends Diary.OfPhases {
    private final Consumer<Three> plan;
    private Schema schema;
    private Phase a;
    private Phase b;
    private Phase c;
    private boolean halting;
    private boolean requesting;

    Three(Consumer<Three> plan) {
      this.plan = plan;
    }

    @Override
    void declare(Schema declaring) {
      schema = declaring;
      a = schema.phase("a", vertex -> compute(vertex, "a"));
      b = schema.phase("b", vertex -> compute(vertex, "b"));
      c = schema.phase("c", vertex -> compute(vertex, "c"));
      plan.accept(this);
    }

    private void compute(Vertex vertex, String phase) {
      note(vertex, phase + vertex.superstep());
      if (requesting && vertex.superstep() == 0) {
        vertex.mutations().addVertex(9);
      }
      if (halting || vertex.superstep() == 4) {
        vertex.voteToHalt();
      }
    }
  }

  private static Supplier<Three> three(Consumer<Three> plan) {
    return () -> new Three(plan);
  }

  @Test
  void aPhaseFollowsItselfUnlessToldOtherwise() {
    assertThat(diaries(PATH, three(phases -> {}))).containsEntry(1L, "a0 a1 a2 a3 a4");
  }

  @Test
  void theOnlyFollowerRunsNext() {
    assertThat(
            diaries(
                PATH,
                three(
                    phases -> {
                      phases.a.then(phases.b);
                      phases.b.then(phases.c);
                      phases.c.then(phases.a);
                    })))
        .containsEntry(1L, "a0 b1 c2 a3 b4");
  }

  @Test
  void aPhaseThatMayFollowItselfDoesSoWhenTheMasterProgramIsSilent() {
    assertThat(diaries(PATH, three(phases -> phases.a.then(phases.b, phases.a))))
        .containsEntry(1L, "a0 a1 a2 a3 a4");
  }

  @Test
  void theMasterProgramChoosesAmongTheFollowers() {
    assertThat(
            diaries(
                PATH,
                three(
                    phases -> {
                      phases.a.then(phases.b, phases.c, phases.a);
                      phases.c.then(phases.b);
                      phases.schema.master(
                          master -> {
                            if (master.superstep() == 2) {
                              master.switchTo(phases.c);
                            }
                          });
                    })))
        .containsEntry(1L, "a0 a1 c2 b3 b4");
  }

  @Test
  void theMasterProgramSeesThePhaseThatIsAboutToRun() {
    assertThat(
            diaries(
                PATH,
                three(
                    phases -> {
                      phases.a.then(phases.b, phases.c);
                      phases.b.then(phases.c);
                      phases.schema.master(
                          master -> {
                            if (master.superstep() == 1) {
                              assertThat(master.phase()).isNull();
                              master.switchTo(phases.b);
                              assertThat(master.phase()).isSameAs(phases.b);
                            } else {
                              assertThat(master.phase())
                                  .isSameAs(master.superstep() == 0 ? phases.a : phases.c);
                            }
                          });
                    })))
        .containsEntry(1L, "a0 b1 c2 c3 c4");
  }

  @Test
  void theMasterProgramMustChooseWhereSeveralOthersMayFollow() {
    assertFails(PATH, three(phases -> phases.a.then(phases.b, phases.c)))
        .hasMessageContaining("superstep 1");
  }

  @Test
  void theMasterProgramMayOnlyChooseAFollower() {
    assertFails(
            PATH,
            three(
                phases -> {
                  phases.a.then(phases.b, phases.a);
                  phases.schema.master(
                      master -> {
                        if (master.superstep() == 1) {
                          master.switchTo(phases.c);
                        }
                      });
                }))
        .hasMessageContaining("phase \"c\"");
  }

  @Test
  void aPhaseThatHasComeToRestIsFollowedByAnotherWithEveryVertexThatIsNotClosed() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfPhases() {
                  @Override
                  void declare(Schema schema) {
                    LongChannel longs = schema.longChannel("longs");
                    Phase first =
                        schema
                            .phase(
                                "first",
                                vertex -> {
                                  note(vertex, "first" + vertex.superstep());
                                  if (vertex.id() == 1) {
                                    longs.sendToNeighbors(vertex, 1);
                                  }
                                  vertex.voteToHalt();
                                  if (vertex.id() == 3) {
                                    vertex.close();
                                  }
                                })
                            .reads(longs)
                            .writes(longs);
                    Phase second =
                        schema.phase(
                            "second",
                            vertex -> {
                              note(vertex, "second" + vertex.superstep());
                              vertex.voteToHalt();
                            });
                    first.whenQuiet(second);
                  }
                });
    assertThat(diaries(outcome))
        .containsEntry(1L, "first0 second2")
        .containsEntry(2L, "first0 first1 second2")
        .containsEntry(3L, "first0");
    assertThat(trace(outcome)).isEqualTo("3/0/1/0 1/0/0/0 2/0/0/0");
  }

  @Test
  void aJobEndsWhereRestFindsNobodyToWake() {
    Runner.Outcome outcome =
        run(
            PATH,
            () ->
                new Diary.OfPhases() {
                  @Override
                  void declare(Schema schema) {
                    Phase closing =
                        schema.phase(
                            "closing",
                            vertex -> {
                              note(vertex, "closing" + vertex.superstep());
                              if (vertex.superstep() + 1 >= vertex.id()) {
                                vertex.close();
                              }
                              vertex.voteToHalt();
                            });
                    closing.whenQuiet(closing);
                  }
                });
    assertThat(diaries(outcome))
        .containsEntry(1L, "closing0")
        .containsEntry(2L, "closing0 closing1")
        .containsEntry(3L, "closing0 closing1 closing2");
    assertThat(trace(outcome)).isEqualTo("3/0/0/0 2/0/0/0 1/0/0/0 0/0/0/0");
  }

  @Test
  void aPendingRequestKeepsAPhaseFromComingToRest() {
    assertThat(
            diaries(
                PATH,
                three(
                    phases -> {
                      phases.a.whenQuiet(phases.b);
                      phases.schema.changesTopology();
                      phases.halting = true;
                      phases.requesting = true;
                    })))
        .containsEntry(1L, "a0 b2")
        .containsEntry(9L, "a1 b2");
  }

  @Test
  void theMasterProgramSeesThePhaseThatFollowsRest() {
    assertThat(
            diaries(
                PATH,
                three(
                    phases -> {
                      phases.a.whenQuiet(phases.b);
                      phases.halting = true;
                      phases.schema.master(
                          master ->
                              assertThat(master.phase())
                                  .isSameAs(master.superstep() == 0 ? phases.a : phases.b));
                    })))
        .containsEntry(1L, "a0 b1");
  }

  @Test
  void aPhaseSendsOnlyThroughChannelsThatItWrites() {
    assertFails(
            PATH,
            () ->
                new Diary.OfPhases() {
                  @Override
                  void declare(Schema schema) {
                    LongChannel longs = schema.longChannel("longs");
                    schema.phase("mute", vertex -> longs.send(vertex, 1, 1)).reads(longs);
                  }
                })
        .hasMessageContainingAll("superstep 0", "phase \"mute\"", "channel \"longs\"");
  }

  @Test
  void aPhaseReceivesOnlyFromChannelsThatItReads() {
    assertFails(
            PATH,
            () ->
                new Diary.OfPhases() {
                  @Override
                  void declare(Schema schema) {
                    LongChannel longs = schema.longChannel("longs");
                    schema.phase("deaf", vertex -> note(vertex, longs.received(vertex).isEmpty()));
                  }
                })
        .hasMessageContainingAll("superstep 0", "phase \"deaf\"", "channel \"longs\"");
  }

  @Test
  void aProgramWhosePhasesDoNotFitIsRefusedBeforeTheStart() {
    assertThatThrownBy(
            () ->
                run(
                    PATH,
                    three(
                        phases -> {
                          LongChannel longs = phases.schema.longChannel("longs");
                          phases.a.writes(longs).then(phases.b);
                        })))
        .hasMessageContainingAll("phase \"a\"", "channel \"longs\"", "phase \"b\"");
  }

  @Test
  void channelsOfEveryTypeCarryTheirMessagesSideBySide() {
    ReferenceGraph graph = ReferenceGraph.directed().edge(1, 2).edge(3, 2).edge(2, 4).build();
    assertThat(
            diaries(
                graph,
                () ->
                    new Diary.OfOnePhase() {
                      private DoubleChannel doubles;
                      private LongChannel longs;
                      private IntChannel ints;
                      private ObjectChannel<String> texts;

                      @Override
                      void declareChannels(Schema schema) {
                        doubles = schema.doubleChannel("doubles").combine(Combiner.SUM);
                        longs = schema.longChannel("longs").along(Direction.IN);
                        ints =
                            schema
                                .intChannel("ints")
                                .along(Direction.BOTH)
                                .combine(Combiner.MAX)
                                .alongEdges((message, weight) -> message + (int) weight);
                        texts = schema.objectChannel("texts", Codecs.TEXT).first();
                      }

                      @Override
                      void compute(Vertex vertex) {
                        if (vertex.superstep() == 0) {
                          doubles.sendToNeighbors(vertex, vertex.id() / 2.0);
                          longs.sendToNeighbors(vertex, vertex.id() * 100);
                          ints.sendToNeighbors(vertex, (int) vertex.id() * 10);
                          texts.send(vertex, 4, "from" + vertex.id());
                        } else {
                          note(vertex, doubles.received(vertex).combinedOr(-1));
                          var received = longs.received(vertex);
                          note(vertex, received.hasNext() ? received.next() : "none");
                          note(vertex, ints.received(vertex).combinedOr(-1));
                          note(vertex, texts.received(vertex).combinedOr("none"));
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "-1.0 200 21 none")
        .containsEntry(2L, "2.0 400 41 none")
        .containsEntry(3L, "-1.0 200 21 none")
        .containsEntry(4L, "1.0 none 21 from1");
  }

  @Test
  void aMessageInAnyChannelWakesAVertex() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfOnePhase() {
                      private LongChannel some;
                      private ObjectChannel<String> others;

                      @Override
                      void declareChannels(Schema schema) {
                        some = schema.longChannel("some");
                        others = schema.objectChannel("others", Codecs.TEXT);
                      }

                      @Override
                      void compute(Vertex vertex) {
                        if (vertex.superstep() == 0 && vertex.id() == 1) {
                          some.send(vertex, 2, 1);
                          others.send(vertex, 3, "x");
                        } else if (vertex.superstep() == 1) {
                          note(
                              vertex,
                              some.received(vertex).isEmpty()
                                  + ""
                                  + others.received(vertex).isEmpty());
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(2L, "falsetrue")
        .containsEntry(3L, "truefalse")
        .hasSize(2);
  }

  @Test
  void aFollowerReadsWhatThePhaseBeforeWrote() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfPhases() {
                      @Override
                      void declare(Schema schema) {
                        LongChannel there = schema.longChannel("there").combine(Combiner.SUM);
                        DoubleChannel back = schema.doubleChannel("back").combine(Combiner.SUM);
                        Phase ask =
                            schema
                                .phase(
                                    "ask",
                                    vertex -> {
                                      note(vertex, "back" + back.received(vertex).combinedOr(0));
                                      there.send(vertex, 2, vertex.id());
                                      if (vertex.superstep() == 2) {
                                        vertex.close();
                                      }
                                    })
                                .reads(back)
                                .writes(there);
                        Phase answer =
                            schema
                                .phase(
                                    "answer",
                                    vertex -> {
                                      long sum = there.received(vertex).combinedOr(0);
                                      note(vertex, "there" + sum);
                                      back.send(vertex, 3, sum / 4.0);
                                    })
                                .reads(there)
                                .writes(back);
                        ask.then(answer);
                        answer.then(ask);
                      }
                    }))
        .containsEntry(2L, "back0.0 there6 back0.0")
        .containsEntry(3L, "back0.0 there0 back1.5");
  }
}
