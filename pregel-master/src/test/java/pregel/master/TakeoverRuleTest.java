package pregel.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;
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
import pregel.core.protocol.SavedState;
import pregel.master.TakeoverRule.AnotherAttempt;
import pregel.master.TakeoverRule.Decision;
import pregel.master.TakeoverRule.GoOn;

/** Random places at which a master was lost, and random answers that no such place explains. */
class TakeoverRuleTest {
  private static final int SEEDS = 50 * Integer.getInteger("pregel.seeds", 40);

  private static final LoadReport LOADED =
      new LoadReport(
          10,
          20,
          20,
          false,
          1,
          0,
          Traffic.none(1),
          Map.of(),
          false,
          Map.of(),
          LoadReport.InputCounts.NONE);

  /** An attempt whose master was lost while it told a verdict. */
  private static final class Lost {
    private final Random random;
    private final int workers;
    private final SavedState restored;
    private final int first;

    /** The verdict that some hold, which is null if it is that before the first. */
    private final BarrierVerdict newest;

    private final BarrierVerdict before;
    private final List<Standing> standings = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();

    Lost(long seed) {
      random = new Random(seed);
      workers = 1 + random.nextInt(5);
      restored = random.nextBoolean() ? null : new SavedState(1, 4, List.of());
      first = restored == null ? 0 : 4;
      int next = first - 1 + random.nextInt(4);
      before = next <= first ? null : superstep(next - 1, 7);
      newest = next < first ? null : random.nextInt(3) == 0 ? write(next) : superstep(next, 7);
      int told = newest == null ? workers : 1 + random.nextInt(workers);
      for (int worker = 0; worker < workers; worker++) {
        // A master tells one after another; but not all of what it told has arrived.
        boolean holds = worker < told && (told == workers || random.nextInt(4) > 0);
        standings.add(holds ? holding(worker) : behind(worker));
        if (!holds) {
          missing.add(worker);
        }
      }
      if (missing.size() == workers) {
        standings.set(0, holding(0));
        missing.remove(0);
      }
    }

    private Standing holding(int worker) {
      boolean isDone = random.nextBoolean();
      if (newest == null) {
        return new Standing(worker, restored, isDone ? LOADED : null, null, null);
      }
      return new Standing(worker, restored, LOADED, newest, isDone ? answer(newest) : null);
    }

    private Standing behind(int worker) {
      return new Standing(worker, restored, LOADED, before, before == null ? null : answer(before));
    }

    /** The answers, one of which is another. */
    List<Standing> changed(int worker, UnaryOperator<Standing> how) {
      List<Standing> changed = new ArrayList<>(standings);
      changed.set(worker, how.apply(changed.get(worker)));
      return changed;
    }
  }

  private static Superstep superstep(int number, int value) {
    return new Superstep(
        new SuperstepOrder(number, -1, false),
        Traffic.none(1),
        MasterValues.of(new byte[] {(byte) value}));
  }

  private static Write write(int next) {
    return new Write(next, Verdict.FINISH, MasterValues.of(new byte[] {7}));
  }

  private static Answer answer(BarrierVerdict verdict) {
    return verdict instanceof Superstep
        ? new Computed(new byte[] {(byte) verdict.next()}, NetworkCounts.NONE, 1)
        : new Written(List.of(), 0);
  }

  private static Standing with(Standing standing, BarrierVerdict verdict, Answer answer) {
    return new Standing(standing.worker(), standing.restored(), standing.loaded(), verdict, answer);
  }

  private static void requireAnother(long seed, List<Standing> standings, String reason) {
    Decision decision = TakeoverRule.decide(standings);
    assertThat(decision).as("seed %d", seed).isInstanceOf(AnotherAttempt.class);
    assertThat(((AnotherAttempt) decision).reason()).as("seed %d", seed).contains(reason);
  }

  @Test
  void theNewestVerdictIsToldToWhoeverHasNotHeardIt() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Lost lost = new Lost(seed);
      Decision decision = TakeoverRule.decide(lost.standings);
      assertThat(decision)
          .as("seed %d", seed)
          .isEqualTo(new GoOn(lost.newest, List.copyOf(lost.missing)));
    }
  }

  @Test
  void twoVerdictsForOneSuperstepAreNoPlaceToGoOnFrom() {
    int tried = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Lost lost = new Lost(seed);
      if (lost.newest != null && lost.workers - lost.missing.size() > 1) {
        tried++;
        int worker = lost.workers - 1;
        while (lost.missing.contains(worker)) {
          worker--;
        }
        int next = lost.newest.next();
        BarrierVerdict other =
            lost.random.nextBoolean() && lost.newest instanceof Superstep
                ? write(next)
                : superstep(next, 8);
        requireAnother(
            seed, lost.changed(worker, s -> with(s, other, null)), "holds another verdict");
      }
    }
    assertThat(tried).isPositive();
  }

  @Test
  void whoIsOneBehindMustHaveAnswered() {
    int tried = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Lost lost = new Lost(seed);
      if (!lost.missing.isEmpty()) {
        tried++;
        int worker = lost.missing.get(0);
        requireAnother(
            seed,
            lost.changed(
                worker,
                s ->
                    lost.before == null
                        ? new Standing(s.worker(), s.restored(), null, null, null)
                        : with(s, lost.before, null)),
            "has not answered");
      }
    }
    assertThat(tried).isPositive();
  }

  @Test
  void nobodyMayBeFurtherBehindOrBeNoWorkerOfTheAttempt() {
    int tried = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Lost lost = new Lost(seed);
      int worker = lost.random.nextInt(lost.workers);
      requireAnother(
          seed, lost.changed(worker, s -> new Standing(-1, null, null, null, null)), "not told");
      requireAnother(
          seed,
          lost.changed(
              worker,
              s -> new Standing(s.worker() + 1, s.restored(), s.loaded(), s.verdict(), s.answer())),
          "takes itself for worker " + (worker + 1));
      Answer wrong =
          lost.newest instanceof Superstep
              ? new Written(List.of(), 0)
              : new Computed(new byte[0], NetworkCounts.NONE, 1);
      requireAnother(
          seed,
          lost.changed(worker, s -> with(s, lost.newest, wrong)),
          "has answered what it was not asked");
      if (lost.workers > 1) {
        tried++;
        requireAnother(
            seed,
            lost.changed(
                worker,
                s ->
                    new Standing(
                        s.worker(),
                        new SavedState(1, 3, List.of()),
                        LOADED,
                        s.verdict(),
                        s.answer())),
            "worker ");
        BarrierVerdict ahead = superstep(lost.first + 20, 7);
        requireAnother(
            seed,
            lost.changed(worker, s -> new Standing(s.worker(), s.restored(), LOADED, ahead, null)),
            "is at superstep ");
      }
    }
    assertThat(tried).isPositive();
  }
}
