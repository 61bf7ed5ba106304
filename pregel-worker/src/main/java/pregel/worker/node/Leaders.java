package pregel.worker.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pregel.api.FailureKind;
import pregel.core.protocol.ControlLink;
import pregel.core.protocol.ControlMessage;
import pregel.core.protocol.ControlMessage.Abandon;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.BarrierVerdict;
import pregel.core.protocol.ControlMessage.Checkpointed;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Load;
import pregel.core.protocol.ControlMessage.Loaded;
import pregel.core.protocol.ControlMessage.Rejoin;
import pregel.core.protocol.ControlMessage.Stand;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.LoadReport;
import pregel.core.protocol.SavedState;
import pregel.core.transport.Attempt;
import pregel.core.transport.Link;
import pregel.core.transport.TransportException;

/**
 * The masters that lead an attempt, one after another, as a worker sees them. Only the newest is
 * obeyed; what one before it ordered and nobody has taken yet is dropped. The last verdict and the
 * answer to it are kept until the next, for a master that comes and asks.
 *
 * <pre>
 *   linked ── the link fails, or a higher epoch leads ──▶ waiting ── nobody came in time ──▶ over
 *     ▲  └────────────── a master of a higher epoch dials ──┐ │
 *     └─────────────────────────────────────────────────────┴─┘
 * </pre>
 */
final class Leaders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leaders.class);

  /** For the first order: longer than a master waits until it has dialled enough workers. */
  private static final Duration FIRST_ORDER = Duration.ofSeconds(90);

  /** For the last words to be taken. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /**
   * An order, and of whom it is.
   *
   * @param superstep of the message
   */
  record Received(ControlMessage message, int superstep, Attempt attempt) {}

  private final Duration patience;
  private final Runnable abandon;

  /** Held while something is sent, so that what is told comes in order; never on an I/O thread. */
  private final ReentrantLock speech = new ReentrantLock();

  // Guarded by this, which nobody holds while anything is sent.
  private final ArrayDeque<Received> orders = new ArrayDeque<>();
  private ControlLink link;
  private Attempt attempt;
  private long lostNanos;
  private boolean isLost;
  private boolean isClosed;
  private boolean hasOrders;
  // Whether the newest master knows where the worker stands: what it is told before is in that.
  private boolean isKnown = true;
  private int worker = -1;

  /** Its number once it is where the others are; as {@link #worker} unless it rejoins. */
  private int number = -1;

  private SavedState restored;
  private LoadReport loaded;
  private BarrierVerdict verdict;
  private Answer answer;

  /**
   * @param begun the attempt, as the master that begins it dialled
   * @param patience how long another is waited for when one is lost
   * @param abandon called on an I/O thread when a master says that the attempt is over
   */
  Leaders(Attempt begun, Duration patience, Runnable abandon) {
    this.patience = patience;
    this.abandon = abandon;
    this.attempt = begun;
  }

  /** Takes the orders of the first master; before anything else is called. */
  synchronized void begin(Link first) {
    link = open(first);
  }

  private ControlLink open(Link dialled) {
    Attempt of = dialled.attempt();
    return ControlLink.over(
        dialled, (message, step) -> take(of, message, step), failure -> lost(of.epoch()));
  }

  /** The attempt, with the epoch of its newest master. */
  synchronized Attempt attempt() {
    return attempt;
  }

  /**
   * Lets another master lead, whose epoch is higher; on an I/O thread.
   *
   * @return whether it does: not if the attempt is over
   */
  boolean attach(Link dialled) {
    ControlLink before;
    synchronized (this) {
      if (isClosed) {
        return false;
      }
      before = link;
      attempt = dialled.attempt();
      isLost = false;
      isKnown = false;
      link = open(dialled);
      notifyAll();
    }
    before.close();
    return true;
  }

  /** A master with this epoch leads: orders of lower ones are refused. */
  void outdated(int epoch) {
    ControlLink before;
    synchronized (this) {
      if (attempt.epoch() >= epoch || isLost || isClosed) {
        return;
      }
      isLost = true;
      lostNanos = System.nanoTime();
      orders.clear();
      before = link;
      notifyAll();
    }
    before.close();
  }

  private void lost(int epoch) {
    synchronized (this) {
      if (epoch != attempt.epoch() || isLost) {
        return;
      }
      isLost = true;
      lostNanos = System.nanoTime();
      notifyAll();
    }
  }

  /** On an I/O thread. */
  private void take(Attempt of, ControlMessage message, int superstep) {
    synchronized (this) {
      if (of.epoch() != attempt.epoch()) {
        return;
      }
      if (!(message instanceof Stand) && !(message instanceof Abandon)) {
        orders.add(new Received(message, superstep, of));
        notifyAll();
        return;
      }
    }
    if (message instanceof Abandon) {
      abandon.run();
    } else {
      // The attempt's thread may be waiting for a worker that waits for this answer.
      Thread teller = new Thread(this::tellStanding, "pregel-standing-" + of.attempt());
      teller.setDaemon(true);
      teller.start();
    }
  }

  private void tellStanding() {
    speech.lock();
    try {
      Standing standing;
      ControlLink to;
      synchronized (this) {
        standing = new Standing(worker, restored, loaded, verdict, answer);
        to = link;
        isKnown = true;
      }
      to.send(standing, -1);
    } catch (TransportException | IllegalStateException e) {
      LOG.info("a master that asked is gone: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      speech.unlock();
    }
  }

  /** The next order; null when there will be none. */
  synchronized Received next() throws InterruptedException {
    long began = System.nanoTime();
    while (!isClosed) {
      for (Received order = orders.poll(); order != null; order = orders.poll()) {
        if (order.attempt().epoch() == attempt.epoch()) {
          note(order.message());
          return order;
        }
      }
      if (isLost && !hasOrders) {
        return null;
      } else if (isLost) {
        LOG.info("the master of epoch {} is gone, another is waited for", attempt.epoch());
        wait(millisLeft(lostNanos, patience));
      } else if (!hasOrders) {
        wait(millisLeft(began, FIRST_ORDER));
      } else {
        wait(); // a master that falls silent fails the link
      }
      if (isLost ? isOver(lostNanos, patience) : !hasOrders && isOver(began, FIRST_ORDER)) {
        return null;
      }
    }
    return null;
  }

  private static long millisLeft(long since, Duration limit) {
    return Math.max(1, limit.minusNanos(System.nanoTime() - since).toMillis());
  }

  private static boolean isOver(long since, Duration limit) {
    return System.nanoTime() - since >= limit.toNanos();
  }

  private void note(ControlMessage order) {
    hasOrders = true;
    isKnown = true;
    if (order instanceof Load load) {
      worker = load.worker();
      number = worker;
      restored = load.restore();
    } else if (order instanceof Rejoin rejoin) {
      // Another master would take it for one that has just loaded: it is told that it has not.
      number = rejoin.worker();
      restored = rejoin.restore();
    } else if (order instanceof BarrierVerdict next) {
      worker = number;
      verdict = next;
      answer = null;
    }
  }

  /**
   * Answers an order. One to the last verdict, or that the share is loaded, is kept; if nobody
   * leads, it is told to who asks. Of a checkpoint only who ordered it wants to know.
   */
  void answer(Received order, Answer said, int superstep) throws InterruptedException {
    speech.lock();
    try {
      ControlLink to;
      synchronized (this) {
        if (said instanceof Loaded share) {
          loaded = share.report();
        } else if (!(said instanceof Checkpointed)) {
          answer = said;
        }
        boolean isOfOther = order.attempt().epoch() != attempt.epoch();
        to = isLost || !isKnown || (isOfOther && said instanceof Checkpointed) ? null : link;
      }
      if (to != null) {
        send(to, said, superstep);
      }
    } finally {
      speech.unlock();
    }
  }

  private static void send(ControlLink to, Answer said, int superstep) throws InterruptedException {
    try {
      to.send(said, superstep);
    } catch (TransportException e) {
      if (e.kind() == FailureKind.USER_PROGRAM) {
        throw e; // it is too long, for any master
      }
      LOG.info("the master is lost, the answer is kept: {}", e.getMessage());
    } catch (IllegalStateException e) {
      LOG.info("another master leads, the answer is kept: {}", e.getMessage());
    }
  }

  /** Says that the attempt has failed here, if anybody leads. */
  void fail(Failed failed, int superstep) {
    ControlLink to;
    synchronized (this) {
      to = link;
    }
    try {
      to.send(failed, superstep);
      to.flush(LAST_WORDS);
    } catch (TransportException | IllegalStateException e) {
      // The master learns it from the link.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the link, and makes {@link #next} return. */
  @Override
  public void close() {
    ControlLink last;
    synchronized (this) {
      isClosed = true;
      last = link;
      notifyAll();
    }
    last.close();
  }
}
