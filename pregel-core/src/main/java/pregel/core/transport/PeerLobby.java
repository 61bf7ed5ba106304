package pregel.core.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where data links that other workers dialled wait until their attempt begins here. */
public final class PeerLobby implements AutoCloseable {
  private record Seat(Attempt attempt, int worker) {}

  // Guarded by this.
  private final Map<Seat, Link> waiting = new HashMap<>();
  private Attempt newest = Attempt.NONE;

  /** Takes an accepted data link; one of an older attempt, or dialled anew, is closed. */
  public void offer(Link link) {
    List<Link> unwanted = new ArrayList<>();
    synchronized (this) {
      Attempt attempt = link.attempt();
      if (attempt.isOlderThan(newest)) {
        unwanted.add(link);
      } else {
        Link before = waiting.put(new Seat(attempt, link.peer().worker()), link);
        if (before != null) {
          unwanted.add(before);
        }
        notifyAll();
      }
    }
    unwanted.forEach(Link::close);
  }

  /** Begins an attempt: links of older ones are closed. */
  void begin(Attempt attempt) {
    List<Link> old = new ArrayList<>();
    synchronized (this) {
      newest = attempt;
      waiting
          .entrySet()
          .removeIf(
              entry -> entry.getKey().attempt().isOlderThan(attempt) && old.add(entry.getValue()));
    }
    old.forEach(Link::close);
  }

  /** The link of a worker, or null if it did not come in time. */
  synchronized Link take(Attempt attempt, int worker, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Seat seat = new Seat(attempt, worker);
    while (true) {
      Link link = waiting.remove(seat);
      if (link != null && link.failure() == null) {
        return link;
      }
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return null;
      }
      wait(millis);
    }
  }

  @Override
  public void close() {
    List<Link> all;
    synchronized (this) {
      all = List.copyOf(waiting.values());
      waiting.clear();
    }
    all.forEach(Link::close);
  }
}
