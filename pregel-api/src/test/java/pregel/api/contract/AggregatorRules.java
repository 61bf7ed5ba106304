package pregel.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pregel.api.BooleanAggregator;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.LongMessages;
import pregel.api.ObjectAggregator;
import pregel.api.Schema;
import pregel.api.Vertex;

/** Section 5: what is folded over all vertices. */
public abstract class AggregatorRules extends Rules {

  /** Runs four supersteps; in each, vertices first note what they read. */
  abstract static class Folding extends Diary.OfLongs {
    @Override
    public final void compute(Vertex vertex, LongMessages messages) {
      note(vertex, read());
      contribute(vertex, vertex.superstep());
      if (vertex.superstep() == 3) {
        vertex.voteToHalt();
      }
    }

    abstract Object read();

    abstract void contribute(Vertex vertex, int superstep);
  }

  @Test
  void aRegularAggregatorStartsFromItsIdentityInEverySuperstep() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private LongAggregator sum;

                      @Override
                      void declare(Schema schema) {
                        sum = schema.longAggregator("sum", Combiner.SUM);
                      }

                      @Override
                      Object read() {
                        return sum.value();
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        if (superstep != 1) {
                          sum.add(vertex, vertex.id());
                        }
                      }
                    }))
        // Nobody fed it in superstep 1.
        .containsEntry(1L, "0 6 0 6");
  }

  @Test
  void aPersistentAggregatorStartsFromThePreviousResult() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private LongAggregator sum;
                      private DoubleAggregator least;

                      @Override
                      void declare(Schema schema) {
                        sum = schema.longAggregator("sum", Combiner.SUM).persistent();
                        least = schema.doubleAggregator("least", Combiner.MIN).persistent();
                      }

                      @Override
                      Object read() {
                        return sum.value() + "," + least.value();
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        if (superstep != 1) {
                          sum.add(vertex, vertex.id());
                          least.add(vertex, vertex.id() + superstep / 2.0);
                        }
                      }
                    }))
        .containsEntry(1L, "0,Infinity 6,1.0 6,1.0 12,1.0");
  }

  @Test
  void aPersistentAggregatorThatNobodyFeedsKeepsWhatItHas() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private LongAggregator never;
                      private DoubleAggregator least;
                      private BooleanAggregator any;

                      @Override
                      void declare(Schema schema) {
                        never = schema.longAggregator("never", Combiner.SUM).persistent();
                        never.initially(5);
                        least = schema.doubleAggregator("least", Combiner.MIN).persistent();
                        any = schema.any("any").persistent();
                        schema.master(
                            master -> {
                              if (master.superstep() == 2) {
                                never.set(master, 9);
                              }
                            });
                      }

                      @Override
                      Object read() {
                        return never.value() + "," + least.value() + "," + any.value();
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        if (superstep == 0) {
                          least.add(vertex, vertex.id());
                          any.add(vertex, vertex.id() == 2);
                        }
                      }
                    }))
        .containsEntry(1L, "5,Infinity,false 5,1.0,true 9,1.0,true 9,1.0,true");
  }

  @Test
  void superstepZeroReadsTheInitialValueFromWhichAPersistentAggregatorStarts() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private LongAggregator regular;
                      private LongAggregator persistent;

                      @Override
                      void declare(Schema schema) {
                        regular = schema.longAggregator("regular", Combiner.SUM).initially(100);
                        persistent =
                            schema
                                .longAggregator("persistent", Combiner.SUM)
                                .initially(100)
                                .persistent();
                      }

                      @Override
                      Object read() {
                        return regular.value() + "," + persistent.value();
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        regular.add(vertex, 1);
                        persistent.add(vertex, 1);
                      }
                    }))
        .containsEntry(2L, "100,100 3,103 3,106 3,109");
  }

  @Test
  void whatTheMasterProgramPutsInPlaceOfAResultIsWhatVerticesRead() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private LongAggregator regular;
                      private LongAggregator persistent;

                      @Override
                      void declare(Schema schema) {
                        regular = schema.longAggregator("regular", Combiner.SUM);
                        persistent = schema.count("persistent").persistent();
                        schema.master(
                            master -> {
                              if (master.superstep() == 2) {
                                regular.set(master, regular.value() + 1000);
                                persistent.set(master, persistent.value() + 1000);
                              }
                            });
                      }

                      @Override
                      Object read() {
                        return regular.value() + "," + persistent.value();
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        regular.add(vertex, 1);
                        persistent.add(vertex, 1);
                      }
                    }))
        .containsEntry(2L, "0,0 3,3 1003,1006 3,1009");
  }

  @Test
  void aggregatorsTellWhetherAllOrAnySaidTrue() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private BooleanAggregator all;
                      private BooleanAggregator any;
                      private BooleanAggregator ever;

                      @Override
                      void declare(Schema schema) {
                        all = schema.all("all");
                        any = schema.any("any");
                        ever = schema.any("ever").persistent();
                      }

                      @Override
                      Object read() {
                        return all.value() + "," + any.value() + "," + ever.value();
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        if (superstep < 2) {
                          all.add(vertex, superstep == 0 || vertex.id() == 2);
                          any.add(vertex, superstep == 1 && vertex.id() == 2);
                          ever.add(vertex, superstep == 1 && vertex.id() == 2);
                        }
                      }
                    }))
        .containsEntry(1L, "true,false,false true,false,false false,true,true true,false,true");
  }

  @Test
  void anAggregatorOfTheProgramsOwnFolds() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private ObjectAggregator<String> texts;
                      private ObjectAggregator<String> story;

                      @Override
                      void declare(Schema schema) {
                        texts = schema.objectAggregator("texts", "", String::concat, Codecs.TEXT);
                        story =
                            schema
                                .objectAggregator("story", "", String::concat, Codecs.TEXT)
                                .initially("so")
                                .persistent();
                      }

                      @Override
                      Object read() {
                        return "[" + texts.value() + story.value() + "]";
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        texts.add(vertex, "t" + vertex.id());
                        story.add(vertex, "s" + superstep);
                      }
                    }))
        .containsEntry(
            1L, "[so] [t1t2t3sos0s0s0] [t1t2t3sos0s0s0s1s1s1] [t1t2t3sos0s0s0s1s1s1s2s2s2]");
  }

  @Test
  void aVertexMayContributeSeveralTimesInOneSuperstep() {
    assertThat(
            diaries(
                PATH,
                () ->
                    new Folding() {
                      private LongAggregator count;
                      private LongAggregator greatest;

                      @Override
                      void declare(Schema schema) {
                        count = schema.count("count");
                        greatest = schema.longAggregator("greatest", Combiner.MAX);
                      }

                      @Override
                      Object read() {
                        return count.value() + "," + (greatest.value() == Long.MIN_VALUE);
                      }

                      @Override
                      void contribute(Vertex vertex, int superstep) {
                        count.add(vertex, 1);
                        count.add(vertex, vertex.id());
                        if (superstep == 1) {
                          greatest.add(vertex, -5);
                        }
                      }
                    }))
        .containsEntry(1L, "0,true 9,true 9,false 9,true");
  }
}
