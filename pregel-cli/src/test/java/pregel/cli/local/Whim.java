package pregel.cli.local;

import pregel.api.Combiner;
import pregel.api.Direction;

/**
 * What a random program does where: a pure function of the seed, so that every runner sees the same
 * whims.
 */
record Whim(long seed) {
  private static final int LAST = 5;

  /** A number from 0 to {@code bound} - 1 for a vertex in a superstep. */
  int pick(long id, int superstep, int purpose, int bound) {
    long z = seed * 0x9E3779B97F4A7C15L + id * 0xBF58476D1CE4E5B9L + superstep * 31L + purpose;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (int) Long.remainderUnsigned(z ^ (z >>> 31), bound);
  }

  /** A number for the whole program. */
  int pick(int purpose, int bound) {
    return pick(-1, -1, purpose, bound);
  }

  boolean chance(long id, int superstep, int purpose, int percent) {
    return pick(id, superstep, purpose, 100) < percent;
  }

  Direction direction() {
    return Direction.values()[pick(1, 3)];
  }

  /** A combiner with a loop of its own, or null for none (4) or the program's own (5). */
  Combiner combiner() {
    int choice = combinerChoice();
    return choice < 4 ? Combiner.values()[choice] : null;
  }

  boolean hasOwnCombiner() {
    return combinerChoice() == 5;
  }

  boolean combines() {
    return combinerChoice() != 4;
  }

  private int combinerChoice() {
    return pick(2, 6);
  }

  /** 0 and 1: none, 2: plus the weight, 3: one of its own. */
  int edgeFunction() {
    return pick(3, 4);
  }

  /** How likely a vertex broadcasts, in percent: from hardly ever to always. */
  int broadcastPercent() {
    return new int[] {3, 30, 80, 100}[pick(4, 4)];
  }

  boolean broadcasts(long id, int superstep) {
    return superstep < LAST && chance(id, superstep, 5, broadcastPercent());
  }

  boolean broadcastsAgain(long id, int superstep) {
    return pick(6, 3) == 0 && chance(id, superstep, 7, 20);
  }

  /** How many vertices it writes to by id. */
  int letters(long id, int superstep) {
    return superstep < LAST && pick(8, 2) == 0 ? pick(id, superstep, 9, 4) : 0;
  }

  boolean halts(long id, int superstep) {
    return superstep >= LAST || chance(id, superstep, 10, 60);
  }

  boolean closes(long id, int superstep) {
    return pick(11, 2) == 0 && chance(id, superstep, 12, 15);
  }

  /** A value with digits that rounding will lose. */
  double value(long id, int superstep, int purpose) {
    return (pick(id, superstep, purpose, 2_000_001) - 1_000_000) / 3.0;
  }
}
