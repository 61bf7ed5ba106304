package pregel.worker.engine;

import java.util.ArrayList;
import java.util.List;

/** How many messages wait for ids of which it is not certain that they have a vertex. */
public final class Arrivals {
  private final long[] watched;
  private final int[] counts;
  private final List<Integer> targets = new ArrayList<>();

  /**
   * @param numbers slots and numbers that stand for ids without one
   */
  Arrivals(int numbers) {
    this.watched = Bits.forSlots(numbers);
    this.counts = new int[numbers];
  }

  /** Nothing waits for anybody. */
  static Arrivals none() {
    return new Arrivals(0);
  }

  void watch(int number) {
    Bits.set(watched, number);
  }

  /** Notes a message. */
  public void arrive(int number) {
    if (Bits.get(watched, number) && counts[number]++ == 0) {
      targets.add(number);
    }
  }

  boolean isWatched(int number) {
    return Bits.get(watched, number);
  }

  long count(int number) {
    return number < counts.length ? counts[number] : 0;
  }

  /** The watched ids for which messages wait. */
  List<Integer> targets() {
    return targets;
  }
}
