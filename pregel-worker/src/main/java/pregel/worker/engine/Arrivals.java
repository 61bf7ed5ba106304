package pregel.worker.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.UnknownTargets;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ChangingGraph;

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

  /**
   * Counts the messages for slots without a vertex, for ids without a slot, and for some others.
   *
   * @param others ids of vertices that may come or go
   * @param sent the rows along which broadcasts travel where they are not those of the graph, by
   *     channel
   */
  static Arrivals of(
      Topology topology, Collection<Long> others, Mail[] mails, List<SentRows> sent) {
    ChangingGraph graph = topology.graph();
    int[] numbers = others.stream().mapToInt(topology::number).toArray();
    int limit = topology.limit();
    int unknown = topology.unknown().count();
    if (numbers.length == 0 && unknown == 0 && isEmpty(graph.vacant())) {
      return none();
    }
    Arrivals arrivals = new Arrivals(limit + unknown);
    System.arraycopy(graph.vacant(), 0, arrivals.watched, 0, graph.vacant().length);
    for (int number : numbers) {
      arrivals.watch(number);
    }
    for (int number = limit; number < limit + unknown; number++) {
      arrivals.watch(number);
    }
    for (Mail mail : mails) {
      mail.countAddressed(arrivals);
      if (mail.route.senders > 0) {
        arrivals.countBroadcasts(topology, mail, sent.get(mail.route.channel.index()));
      }
    }
    return arrivals;
  }

  private static boolean isEmpty(long[] words) {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Senders whose edges changed before they sent reach their targets as they say, others by rows.
   */
  private void countBroadcasts(Topology topology, Mail mail, SentRows sent) {
    ChangingGraph graph = topology.graph();
    long[] changed = Bits.forSlots(graph.slots());
    for (int row = 0; row < sent.size(); row++) {
      if (!sent.isSilent(row)) {
        if (sent.sender(row) < graph.slots()) {
          Bits.set(changed, sent.sender(row));
        }
        for (int k = sent.start(row); k < sent.end(row); k++) {
          arrive(sent.edges().target(k));
        }
      }
    }
    Adjacency senders = graph.senders(mail.route.channel.direction());
    for (int word = 0; word << 6 < graph.slots(); word++) {
      for (long left = watched[word]; left != 0; left &= left - 1) {
        int slot = (word << 6) + Long.numberOfTrailingZeros(left);
        if (slot >= graph.slots()) {
          break;
        }
        Adjacency.Rows rows = senders.rows(graph.partitions().partitionOf(slot));
        for (int k = rows.start(slot); k < rows.end(slot); k++) {
          int sender = rows.targets()[k];
          if (mail.isSender(sender) && !Bits.get(changed, sender)) {
            arrive(slot);
          }
        }
      }
    }
  }

  /**
   * How many messages have no receiver after all.
   *
   * @param superstep the one in which they were sent
   * @throws JobException if the program wants none such
   */
  long missing(Topology topology, TopologyUpdate update, int superstep) {
    List<Integer> missing = update.missing(this);
    if (!missing.isEmpty() && topology.schema().unknownTargets() == UnknownTargets.FAIL) {
      long id = missing.stream().mapToLong(topology::id).min().getAsLong();
      throw new JobException(
          FailureKind.USER_PROGRAM,
          "superstep "
              + superstep
              + ": a message went to vertex "
              + id
              + ", which does not exist; correct the program, or declare"
              + " schema.unknownTargets(DROP) or CREATE");
    }
    return missing.stream().mapToLong(this::count).sum();
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
