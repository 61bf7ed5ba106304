package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.Combiner;
import pregel.api.DoubleChannel;
import pregel.api.DoubleCombiner;
import pregel.api.IntChannel;
import pregel.api.IntCombiner;
import pregel.api.LongChannel;
import pregel.api.LongCombiner;
import pregel.api.LongMessages;
import pregel.api.ObjectChannel;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.reference.ReferenceGraph;

/** Section 4: messages to one vertex become one. */
public abstract class CombinerRules extends Rules {
  private static final ReferenceGraph STAR =
      ReferenceGraph.directed().edge(1, 9).edge(2, 9).edge(3, 9).edge(3, 9).build();

  @Test
  void aCombinerLeavesOneMessageAtMost() {
    for (Combiner combiner : Combiner.values()) {
      assertThat(
              diaries(
                  STAR,
                  () ->
                      new Diary.OfLongs() {
                        @Override
                        void declare(Schema schema) {
                          schema.combine(combiner);
                        }

                        @Override
                        public void compute(Vertex vertex, LongMessages messages) {
                          if (vertex.superstep() == 0) {
                            vertex.sendToNeighbors(vertex.id());
                            vertex.send(9, vertex.id() * 10);
                          } else {
                            note(vertex, messages.next() + (messages.hasNext() ? "more" : ""));
                          }
                          vertex.voteToHalt();
                        }
                      }))
          .containsEntry(
              9L,
              switch (combiner) {
                case SUM -> "159";
                case MIN, FIRST -> "1";
                case MAX -> "90";
              });
    }
  }

  @Test
  void aCombinedMessageStillWakesAndCountersCountBeforeCombining() {
    Runner.Outcome outcome =
        run(
            STAR,
            () ->
                new Diary.OfLongs() {
                  @Override
                  void declare(Schema schema) {
                    schema.combine(Combiner.SUM);
                  }

                  @Override
                  public void compute(Vertex vertex, LongMessages messages) {
                    if (vertex.superstep() == 0) {
                      vertex.sendToNeighbors(0L);
                    } else {
                      note(vertex, messages.isEmpty() + "" + messages.combined());
                    }
                    vertex.voteToHalt();
                  }
                });
    assertThat(diaries(outcome)).containsEntry(9L, "false0").hasSize(1);
    assertThat(trace(outcome)).isEqualTo("4/0/4/0 1/0/0/0");
  }

  @Test
  void noMessageGivesTheIdentityOrTheAlternative() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Diary.OfLongs() {
                      @Override
                      void declare(Schema schema) {
                        schema.combine(Combiner.MIN);
                      }

                      @Override
                      public void compute(Vertex vertex, LongMessages messages) {
                        note(vertex, messages.combined() == Long.MAX_VALUE);
                        note(vertex, messages.combinedOr(5));
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(1L, "true 5");
  }

  @Test
  void combinersOfTheProgramsOwnFoldTheMessagesOfChannelsOfEveryType() {
    assertThat(
            diaries(
                STAR,
                () ->
                    new Diary.OfOnePhase() {
                      private DoubleChannel doubles;
                      private LongChannel longs;
                      private IntChannel ints;
                      private ObjectChannel<String> texts;

                      @Override
                      void declareChannels(Schema schema) {
                        doubles = schema.doubleChannel("doubles").combine(new DoubleProduct());
                        longs = schema.longChannel("longs").combine(new LongProduct());
                        ints = schema.intChannel("ints").combine(new IntProduct());
                        texts =
                            schema
                                .objectChannel("texts", Codecs.TEXT)
                                .combine((left, right) -> "(" + left + right + ")");
                      }

                      @Override
                      void compute(Vertex vertex) {
                        if (vertex.superstep() == 0) {
                          doubles.sendToNeighbors(vertex, vertex.id() / 2.0);
                          longs.sendToNeighbors(vertex, vertex.id());
                          ints.send(vertex, 9, (int) vertex.id());
                          ints.sendToNeighbors(vertex, (int) vertex.id());
                          texts.sendToNeighbors(vertex, "" + vertex.id());
                          texts.send(vertex, 9, "to" + vertex.id());
                        } else {
                          note(vertex, doubles.received(vertex).combined());
                          note(vertex, longs.received(vertex).combinedOr(7));
                          note(vertex, ints.received(vertex).combined());
                          note(vertex, texts.received(vertex).combinedOr("none"));
                        }
                        vertex.voteToHalt();
                      }
                    }))
        .containsEntry(9L, "1.125 18 972 ((((12)3)3)(((to1to2)to3)to9))")
        .hasSize(1);
  }

  private static final class DoubleProduct implements DoubleCombiner {
    @Override
    public double identity() {
      return 1;
    }

    @Override
    public double combine(double left, double right) {
      return left * right;
    }
  }

  private static final class LongProduct implements LongCombiner {
    @Override
    public long identity() {
      return 1;
    }

    @Override
    public long combine(long left, long right) {
      return left * right;
    }
  }

  private static final class IntProduct implements IntCombiner {
    @Override
    public int identity() {
      return 1;
    }

    @Override
    public int combine(int left, int right) {
      return left * right;
    }
  }
}
