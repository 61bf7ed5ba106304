package pregel.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pregel.api.Codec;
import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.LongMessages;
import pregel.api.MasterState;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.core.job.Aggregates;
import pregel.core.job.Contributions;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
import pregel.core.job.WorkerReport;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.ControlMessage.Write;
import pregel.core.protocol.ControlMessage.Written;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.MasterValues;
import pregel.core.protocol.NetworkCounts;
import pregel.master.TakeoverRule.GoOn;

/**
 * One thread, workers that are only what they have been told, and masters that are lost between any
 * two messages, one after another: every worker hears the verdicts that it would have heard from
 * one master, and each of them once.
 */
class LeaderLossTest {
  private static final int SEEDS = 5 * Integer.getInteger("pregel.seeds", 40);
  private static final int PARTITIONS = 4;
  private static final int SUPERSTEPS = 9;

  private static final Codec<Long> LONGS =
      new Codec<>() {
        @Override
        public void write(Long value, DataOutput out) throws IOException {
          out.writeLong(value);
        }

        @Override
        public Long read(DataInput in) throws IOException {
          return in.readLong();
        }
      };

  /** Everything that a master carries from one superstep to the next. */
  private static final class Carrying implements VertexProgram.OfLong {
    private DoubleAggregator sum;
    private LongAggregator total;
    private MasterState<Long> memory;

    @Override
    public void open(Schema schema) {
      schema.combine(Combiner.MIN);
      sum = schema.doubleAggregator("sum", Combiner.SUM);
      total = schema.longAggregator("total", Combiner.SUM).persistent();
      memory = schema.masterState("memory", 1L, LONGS);
      schema.master(
          master -> {
            memory.set(memory.get() * 31 + Double.doubleToLongBits(sum.value()));
            if (master.superstep() % 3 == 1) {
              total.set(master, memory.get());
            } else if (master.superstep() == SUPERSTEPS) {
              master.stop();
            }
          });
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {}
  }

  /** A worker, as far as masters can see it. */
  private static final class FakeWorker {
    private final int number;
    private final List<BarrierVerdict> heard = new ArrayList<>();
    private boolean isLoaded;
    private Answer answer;

    FakeWorker(int number) {
      this.number = number;
    }

    void hear(BarrierVerdict verdict) {
      heard.add(verdict);
      answer = null;
    }

    /** Does what it was told last, if it has not. */
    void work() {
      if (!isLoaded) {
        isLoaded = true;
      } else if (answer == null && !heard.isEmpty()) {
        BarrierVerdict last = heard.get(heard.size() - 1);
        answer =
            last instanceof Superstep
                ? new Computed(report(number, last.next()), NetworkCounts.NONE, 1)
                : new Written(List.of(), 0);
      }
    }

    Standing standing(LoadReport loaded) {
      BarrierVerdict last = heard.isEmpty() ? null : heard.get(heard.size() - 1);
      return new Standing(number, null, isLoaded ? loaded : null, last, answer);
    }
  }

  /** What a worker reports depends on nothing but its number and the superstep. */
  private static byte[] report(int worker, int superstep) {
    Random random = new Random(31L * superstep + worker);
    Schema schema = Schema.of(new Carrying(), 0);
    Contributions contributions =
        Contributions.none(schema, new int[] {2 * worker, 2 * worker + 1});
    contributions.doubles()[0][0] = random.nextDouble();
    contributions.doubles()[0][1] = random.nextDouble();
    contributions.longs()[0] = random.nextInt(1000);
    SuperstepReport report =
        new SuperstepReport(
            superstep, 5, 5, random.nextInt(9), 0, 0, Delivery.PULL, 10, 20, 0, 0, 1);
    Traffic traffic = Traffic.none(1);
    traffic.senders()[0] = random.nextInt(9);
    return bytes(out -> new WorkerReport(report, traffic, contributions).write(schema, out));
  }

  private interface Writing {
    void to(DataOutput out) throws IOException;
  }

  private static byte[] bytes(Writing what) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      what.to(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataInput in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** The master was lost. */
  private static final class Loss extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** A master that leads until so many things have happened. */
  private static final class FakeMaster {
    private final List<FakeWorker> workers;
    private final Random random;
    private int left;

    /**
     * @param left how many things happen before it is lost
     */
    FakeMaster(List<FakeWorker> workers, Random random, int left) {
      this.workers = workers;
      this.random = random;
      this.left = left;
    }

    private void happen() throws Loss {
      if (left-- == 0) {
        throw new Loss();
      }
    }

    /** Takes over wherever the workers are, and leads to the end. */
    void lead(LoadReport loaded) throws Loss, IOException {
      List<Standing> standings = workers.stream().map(w -> w.standing(loaded)).toList();
      GoOn plan = (GoOn) TakeoverRule.decide(standings);
      for (int worker : plan.missing()) {
        tell(worker, plan.verdict());
      }
      Schema schema = Schema.of(new Carrying(), 0);
      JobCourse course = new JobCourse(schema, "Carrying", PARTITIONS, 99);
      JobCourse.Step step;
      BarrierVerdict verdict = plan.verdict();
      if (verdict == null) {
        await();
        step = course.first(10, 20, Traffic.none(1));
      } else if (verdict instanceof Superstep open) {
        Aggregates.read(schema, in(open.values().bytes()));
        course.resume(open.order(), open.traffic());
        step = course.after(await());
      } else {
        await();
        return;
      }
      while (step.verdict() == Verdict.CONTINUE) {
        tellAll(new Superstep(step.order(), step.traffic(), values(schema)));
        step = course.after(await());
      }
      tellAll(new Write(step.report().superstep() + 1, step.verdict(), values(schema)));
      await();
    }

    private static MasterValues values(Schema schema) {
      return MasterValues.of(bytes(out -> Aggregates.write(schema, out)));
    }

    private void tellAll(BarrierVerdict verdict) throws Loss {
      for (int worker = 0; worker < workers.size(); worker++) {
        tell(worker, verdict);
      }
    }

    private void tell(int worker, BarrierVerdict verdict) throws Loss {
      happen();
      workers.get(worker).hear(verdict);
    }

    /** Whoever is awaited works in any order, and goes on when the master is lost. */
    private List<WorkerReport> await() throws Loss, IOException {
      List<FakeWorker> working = new ArrayList<>(workers);
      while (!working.isEmpty()) {
        happen();
        working.remove(random.nextInt(working.size())).work();
      }
      happen();
      List<WorkerReport> reports = new ArrayList<>();
      for (FakeWorker worker : workers) {
        if (worker.answer instanceof Computed computed) {
          reports.add(WorkerReport.read(Schema.of(new Carrying(), 0), in(computed.report())));
        }
      }
      return reports;
    }
  }

  private static List<FakeWorker> run(Random random, boolean losses) throws IOException {
    LoadReport loaded =
        new LoadReport(
            10,
            20,
            20,
            false,
            PARTITIONS,
            0,
            Traffic.none(1),
            Map.of(),
            false,
            Map.of(),
            LoadReport.InputCounts.NONE);
    List<FakeWorker> workers = List.of(new FakeWorker(0), new FakeWorker(1));
    while (true) {
      try {
        new FakeMaster(workers, random, losses ? random.nextInt(40) : -1).lead(loaded);
        return workers;
      } catch (Loss lost) {
        // Some finish what they were told before anybody asks.
        workers.stream().filter(worker -> random.nextBoolean()).forEach(FakeWorker::work);
      }
    }
  }

  @Test
  void everyWorkerHearsTheVerdictsOfOneMaster() throws IOException {
    List<BarrierVerdict> expected = run(new Random(0), false).get(0).heard;
    assertThat(expected).hasSize(SUPERSTEPS + 1).last().isInstanceOf(Write.class);
    for (long seed = 0; seed < SEEDS; seed++) {
      for (FakeWorker worker : run(new Random(seed), true)) {
        assertThat(worker.heard)
            .as("seed %d, worker %d", seed, worker.number)
            .usingRecursiveComparison()
            .isEqualTo(expected);
      }
    }
  }
}
