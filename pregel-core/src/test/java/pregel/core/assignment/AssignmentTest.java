package pregel.core.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  /** Partitions of random loads, joined at random, for workers of random shares. */
  private static final class Case {
    final long[] loads;
    final PartitionEdges edges;
    final WorkerShares shares;
    final String what;

    Case(long seed) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      loads = new long[1 + random.nextInt(seed % 8 == 0 ? 1500 : 130)];
      int skew = 1 + random.nextInt(4);
      for (int p = 0; p < loads.length; p++) {
        loads[p] = (long) (2000 * Math.pow(random.nextDouble(), skew));
      }
      edges = new PartitionEdges(loads.length);
      for (int i = random.nextInt(20 * loads.length); i > 0; i--) {
        int source = edges.unitOf(random.nextInt(loads.length));
        int reach = 1 + edges.units() / 8;
        int target = Math.min(edges.units() - 1, source + random.nextInt(reach));
        edges.counts()[source * edges.units() + target] += random.nextInt(100);
      }
      int workers = 1 + random.nextInt(17);
      shares =
          random.nextBoolean()
              ? WorkerShares.equal(workers)
              : WorkerShares.of(
                  random.longs(workers, 1, 9).toArray(),
                  random.longs(workers, 1, 1 << 20).toArray(),
                  1 + random.nextInt(1 << 22));
      what = "seed %d: %d partitions, %d workers".formatted(seed, loads.length, workers);
    }

    long heaviest() {
      return Arrays.stream(loads).max().orElseThrow();
    }

    long total() {
      return Arrays.stream(loads).sum();
    }

    /** What no division into runs, nor one that gives each partition to the emptiest, exceeds. */
    double bound() {
      return total() + (double) shares.workers() * heaviest() + 1e-6 * total();
    }
  }

  @Test
  void everyPartitionHasOneOwnerAndNobodyIsTooFull() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Case each = new Case(seed);
      for (AssignmentRule rule : AssignmentRule.values()) {
        int[] owners = rule.assignment(each.edges).owners(each.loads, each.shares);
        assertThat(owners).as(each.what).hasSize(each.loads.length);
        assertThat(Arrays.stream(owners)).as(each.what).allMatch(o -> o >= 0);
        // Beyond 1,024 partitions those of a unit stay together, and the heaviest unit counts.
        double bound =
            each.edges.units() == each.loads.length || !rule.needsEdges()
                ? each.bound()
                : each.total()
                    + 1.04
                        * each.shares.workers()
                        * Arrays.stream(each.edges.unitLoads(each.loads)).max().orElseThrow();
        assertThat(each.shares.fullest(owners, each.loads))
            .as("%s, %s", rule, each.what)
            .isLessThanOrEqualTo(Math.max(bound, 1.031 * each.total()));
      }
    }
  }

  @Test
  void localityIsAsEvenAsASpreadOrNearlyEvenAndCutsNoMoreThanRunsThatAre() {
    int fewer = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Case each = new Case(seed);
      if (each.edges.units() < each.loads.length) {
        continue;
      }
      int[] spread = new HashAssignment().owners(each.loads, each.shares);
      int[] runs = new RangeAssignment().owners(each.loads, each.shares);
      int[] local = new LocalityAssignment(each.edges).owners(each.loads, each.shares);
      double fullest =
          Math.max(each.shares.fullest(spread, each.loads), 1.03 * each.total()) * (1 + 1e-6);
      assertThat(each.shares.fullest(local, each.loads)).as(each.what).isLessThan(fullest + 1);
      assertThat(each.edges.cut(local)).as(each.what).isLessThanOrEqualTo(each.edges.cut(spread));
      if (each.shares.fullest(runs, each.loads) <= fullest) {
        assertThat(each.edges.cut(local)).as(each.what).isLessThanOrEqualTo(each.edges.cut(runs));
      }
      fewer += each.edges.cut(local) < each.edges.cut(spread) ? 1 : 0;
    }
    assertThat(fewer).as("graphs in which locality saves edges").isGreaterThan(SEEDS / 2);
  }

  @Test
  void runsAscendAndNoOtherRunsLeaveTheFullestWorkerLess() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      long[] loads = random.longs(1 + random.nextInt(8), 0, 50).toArray();
      WorkerShares shares = WorkerShares.equal(1 + random.nextInt(3));
      int[] owners = new RangeAssignment().owners(loads, shares);
      assertThat(owners).as("seed %d", seed).isSorted();
      assertThat(shares.fullest(owners, loads))
          .as("seed %d", seed)
          .isCloseTo(leastFull(loads, shares, new int[loads.length], 0), within(1e-6));
    }
  }

  /** The least of all divisions into runs, by trying them all. */
  private static double leastFull(long[] loads, WorkerShares shares, int[] owners, int next) {
    if (next == loads.length) {
      return shares.fullest(owners, loads);
    }
    double least = Double.MAX_VALUE;
    for (int w = next == 0 ? 0 : owners[next - 1]; w < shares.workers(); w++) {
      owners[next] = w;
      least = Math.min(least, leastFull(loads, shares, owners, next + 1));
    }
    return least;
  }

  @Test
  void whatIsScatteredIsFoundTogether() {
    // Two cliques of partitions, of which every other one in canonical order is.
    PartitionEdges edges = new PartitionEdges(16);
    for (int one = 0; one < 16; one++) {
      for (int other = one % 2; other < 16; other += 2) {
        edges.counts()[one * 16 + other] = 5;
      }
    }
    long[] loads = new long[16];
    Arrays.fill(loads, 100);
    for (AssignmentRule rule :
        new AssignmentRule[] {AssignmentRule.LOCALITY, AssignmentRule.AUTO}) {
      int[] owners = rule.assignment(edges).owners(loads, WorkerShares.equal(2));
      assertThat(edges.cut(owners)).as("%s", rule).isZero();
      assertThat(owners[0]).isNotEqualTo(owners[1]);
    }
    assertThat(
            edges.cut(AssignmentRule.RANGE.assignment(null).owners(loads, WorkerShares.equal(2))))
        .isPositive();
  }

  @Test
  void autoSpreadsWhatHasNoLocality() {
    PartitionEdges edges = new PartitionEdges(64);
    Arrays.fill(edges.counts(), 10);
    Random random = new Random(5);
    long[] loads = random.longs(64, 900, 1100).toArray();
    WorkerShares shares = WorkerShares.equal(4);
    assertThat(AssignmentRule.AUTO.assignment(edges).owners(loads, shares))
        .isEqualTo(AssignmentRule.HASH.assignment(null).owners(loads, shares));
  }

  @Test
  void aPartitionHeavierThanAFairShareLeavesItsOwnerNothingElse() {
    long[] loads = new long[32];
    Arrays.fill(loads, 10);
    loads[3] = 1000;
    PartitionEdges edges = new PartitionEdges(32);
    Arrays.fill(edges.counts(), 1);
    for (AssignmentRule rule :
        new AssignmentRule[] {AssignmentRule.AUTO, AssignmentRule.HASH, AssignmentRule.LOCALITY}) {
      int[] owners = rule.assignment(edges).owners(loads, WorkerShares.equal(4));
      assertThat(Arrays.stream(owners).filter(o -> o == owners[3]).count())
          .as("%s", rule)
          .isEqualTo(1);
    }
  }

  @Test
  void sharesGoByThreadsAsFarAsMemoryGoes() {
    long graph = 1000;
    assertThat(WorkerShares.of(new long[] {1, 3}, new long[] {5000, 5000}, graph).parts())
        .containsExactly(new double[] {0.25, 0.75}, within(1e-12));
    assertThat(WorkerShares.of(new long[] {1, 3}, new long[] {5000, 1000}, graph).parts())
        .containsExactly(new double[] {0.5, 0.5}, within(1e-12));
    assertThat(WorkerShares.of(new long[] {4, 4}, new long[] {100, 300}, graph).parts())
        .as("too little memory for the graph: by memory")
        .containsExactly(new double[] {0.25, 0.75}, within(1e-12));
  }

  @Test
  void sharesAddUpToOneAndNobodyGetsMoreThanItsMemoryHolds() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      int workers = 1 + random.nextInt(9);
      long[] threads = random.longs(workers, 1, 65).toArray();
      long[] memory = random.longs(workers, 1, 1 << 20).toArray();
      long graph = 1 + random.nextInt(1 << 21);
      double[] parts = WorkerShares.of(threads, memory, graph).parts();
      assertThat(Arrays.stream(parts).sum()).as("seed %d", seed).isCloseTo(1, within(1e-9));
      if (Arrays.stream(memory).sum() >= 2 * graph) {
        for (int worker = 0; worker < workers; worker++) {
          assertThat(parts[worker] * graph)
              .as("seed %d", seed)
              .isLessThanOrEqualTo(0.5 * memory[worker] * (1 + 1e-9));
        }
      }
    }
  }
}
