package pregel.master.node;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import pregel.api.FailureKind;
import pregel.core.coordination.WorkerRecord;
import pregel.core.crash.CrashPoints;
import pregel.core.protocol.ControlLink;
import pregel.core.protocol.ControlMessage;
import pregel.core.protocol.ControlMessage.Abandon;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.Checkpointed;
import pregel.core.protocol.ControlMessage.Computed;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Order;
import pregel.core.protocol.ControlMessage.Release;
import pregel.core.protocol.ControlMessage.Stand;
import pregel.core.protocol.ControlMessage.Standing;
import pregel.core.protocol.ControlMessage.Superstep;
import pregel.core.protocol.Member;
import pregel.core.transport.Hello;
import pregel.core.transport.Transport;
import pregel.core.transport.TransportException;
import pregel.master.RecoveryRule.Loss;

/**
 * The workers of an attempt, as the master talks to them: an order to all, then an answer from
 * each. For one thread; {@link #stop} for any.
 */
final class Crew implements AutoCloseable {
  /** For others to say better what a lost link is the consequence of. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Longer than it takes a process to receive, that is not paused or gone. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** What has happened: an answer, a lost link, a reason to stop, or none of these: wake up. */
  private record Event(
      int worker,
      ControlMessage message,
      int superstep,
      TransportException failure,
      JobStopped.Reason stop) {}

  /** Hears what workers say of checkpoints, whatever else is awaited of them. */
  @FunctionalInterface
  interface CheckpointListener {
    void written(int worker, int superstep, Checkpointed part);
  }

  /** A worker, and what is known of it. */
  private static final class Hand {
    private final WorkerRecord worker;
    private final ControlLink link;

    /** The last superstep that it was told to execute, and the last that it has. */
    private int told = -1;

    private int computed = -1;

    /** Whether its link is lost; whether it said that the attempt is over. */
    private boolean isLost;

    private Failed failed;

    Hand(WorkerRecord worker, ControlLink link) {
      this.worker = worker;
      this.link = link;
    }

    /** Whether it has done what it was told, or cannot go on. */
    boolean stands() {
      return told <= computed || isLost || failed != null;
    }
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Hand> hands = new ArrayList<>();

  private volatile CheckpointListener checkpoints =
      (worker, superstep, part) -> {
        throw new IllegalStateException("a checkpoint that nobody ordered");
      };

  /**
   * Dials workers until there are enough; whoever cannot be reached is left out. May be repeated
   * until the first order.
   *
   * @param hello what the master says of itself, for the attempt
   * @param living who is there; whoever belongs to the crew already is not dialled again
   * @param most how many at most
   */
  void dial(Transport transport, Hello hello, List<WorkerRecord> living, int most)
      throws InterruptedException {
    Set<WorkerRecord> members = new HashSet<>();
    hands.forEach(hand -> members.add(hand.worker));
    for (WorkerRecord worker : living) {
      if (hands.size() < most && !members.contains(worker)) {
        dial(transport, hello, worker);
      }
    }
  }

  private void dial(Transport transport, Hello hello, WorkerRecord worker)
      throws InterruptedException {
    int number = hands.size();
    try {
      InetSocketAddress address = new InetSocketAddress(worker.host(), worker.port());
      ControlLink link =
          ControlLink.over(
              transport.connect(address, hello),
              (message, step) -> take(number, message, step),
              failure -> events.add(new Event(number, null, -1, failure, null)));
      hands.add(new Hand(worker, link));
    } catch (TransportException e) {
      if (e.kind() == FailureKind.PROTOCOL) {
        throw e;
      }
      // Not there, though its session has not ended yet: others may be.
      return;
    }
  }

  /** On a link's I/O thread. */
  private void take(int worker, ControlMessage message, int superstep) {
    if (message instanceof Checkpointed part) {
      checkpoints.written(worker, superstep, part);
    } else {
      events.add(new Event(worker, message, superstep, null, null));
    }
  }

  int size() {
    return hands.size();
  }

  List<String> ids() {
    return hands.stream().map(hand -> hand.worker.id()).toList();
  }

  List<Member> members() {
    return hands.stream().map(hand -> new Member(hand.worker.host(), hand.worker.port())).toList();
  }

  /** Makes whoever waits, or waits next, stop. */
  void stop(JobStopped.Reason reason) {
    events.add(new Event(-1, null, -1, null, reason));
  }

  /** Makes {@link #awaitCheckpoint} look again; from any thread. */
  void wake() {
    events.add(new Event(-1, null, -1, null, null));
  }

  /** Sets who hears of checkpoints, on I/O threads; before the first is ordered. */
  void hearOfCheckpoints(CheckpointListener listener) {
    checkpoints = listener;
  }

  /** Tells one worker something. */
  void tell(int worker, Order order, int superstep) throws AttemptFailure, InterruptedException {
    try {
      if (order instanceof Superstep) {
        hands.get(worker).told = superstep;
      }
      hands.get(worker).link.send(order, superstep);
    } catch (TransportException e) {
      hands.get(worker).isLost = true;
      throw failure(lost(worker, e));
    }
  }

  /**
   * Tells all workers the same.
   *
   * @param point the crash point after each of them
   */
  void tellAll(Order order, int superstep, String point)
      throws AttemptFailure, InterruptedException {
    for (int worker = 0; worker < hands.size(); worker++) {
      tell(worker, order, superstep);
      CrashPoints.at(point, superstep);
    }
  }

  /**
   * Asks all workers where they stand.
   *
   * @return by worker; what they answer to others' orders from here on is awaited later
   */
  List<Standing> standings(Duration limit) throws AttemptFailure, JobStopped, InterruptedException {
    tellAll(new Stand(), -1, "master.asked");
    List<Standing> standings = none();
    List<Event> early = new ArrayList<>();
    long end = System.nanoTime() + limit.toNanos();
    while (standings.contains(null)) {
      Event event = take(end, standings, "asking where the workers stand", limit);
      if (event.message() instanceof Standing standing) {
        standings.set(event.worker(), standing);
      } else {
        early.add(event);
      }
    }
    events.addAll(early);
    return standings;
  }

  /**
   * Waits for the answers of all workers.
   *
   * @param superstep of the answers
   * @param what is waited for, for errors
   * @return by worker
   */
  <T extends Answer> List<T> await(Class<T> type, int superstep, String what, Duration limit)
      throws AttemptFailure, JobStopped, InterruptedException {
    return await(none(), type, superstep, what, limit);
  }

  /** No worker's answer. */
  <T> List<T> none() {
    return new ArrayList<>(Collections.nCopies(hands.size(), null));
  }

  /**
   * Waits for the answers of those workers whose answers are not there yet.
   *
   * @param known by worker, null for those that are waited for
   */
  <T extends Answer> List<T> await(
      List<T> known, Class<T> type, int superstep, String what, Duration limit)
      throws AttemptFailure, JobStopped, InterruptedException {
    List<T> answers = new ArrayList<>(known);
    long end = System.nanoTime() + limit.toNanos();
    while (answers.contains(null)) {
      Event event = take(end, answers, what, limit);
      if (!type.isInstance(event.message())
          || event.superstep() != superstep
          || answers.get(event.worker()) != null) {
        throw outOfTurn(event, what);
      }
      answers.set(event.worker(), type.cast(event.message()));
    }
    return answers;
  }

  /**
   * Waits while workers write a checkpoint, or it is published, and nothing else is awaited.
   *
   * @param isDone whether they have
   */
  void awaitCheckpoint(BooleanSupplier isDone, String what, Duration limit)
      throws AttemptFailure, JobStopped, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!isDone.getAsBoolean()) {
      Event event = next(end);
      if (event == null) {
        throw new AttemptFailure(
            List.of(
                new Loss(
                    "master",
                    FailureKind.NO_PROGRESS,
                    what
                        + ": not written after "
                        + limit.toSeconds()
                        + " s; look at --checkpoint-dir, or raise --stall-timeout")));
      } else if (!isWakeUp(event)) {
        throw outOfTurn(event, what);
      }
    }
  }

  private AttemptFailure outOfTurn(Event event, String what) throws InterruptedException {
    return failure(
        new Loss(
            id(event.worker()),
            FailureKind.PROTOCOL,
            "worker "
                + id(event.worker())
                + ": answered "
                + event.message().getClass().getSimpleName()
                + " of superstep "
                + event.superstep()
                + " while "
                + what
                + "; run the same build on all machines"));
  }

  /** The next answer that is none of a failure. */
  private Event take(long end, List<?> answers, String what, Duration limit)
      throws AttemptFailure, JobStopped, InterruptedException {
    Event event;
    do {
      event = next(end);
      if (event == null) {
        throw new AttemptFailure(List.of(late(answers, what, limit)));
      }
    } while (isWakeUp(event));
    return event;
  }

  /** The next event that is none of a failure; null if none comes in time. */
  private Event next(long end) throws AttemptFailure, JobStopped, InterruptedException {
    Event event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    if (event == null) {
      return null;
    } else if (event.stop() != null) {
      throw new JobStopped(event.stop());
    }
    note(event);
    Loss loss = loss(event);
    if (loss != null) {
      throw failure(loss);
    }
    return event;
  }

  private void note(Event event) {
    if (event.failure() != null) {
      hands.get(event.worker()).isLost = true;
    } else if (event.message() instanceof Failed failed) {
      hands.get(event.worker()).failed = failed;
    } else if (event.message() instanceof Computed) {
      hands.get(event.worker()).computed = event.superstep();
    }
  }

  /**
   * After a loss: waits until all the others have done what they were told, or noticed it.
   *
   * @return the number of the worker that is lost, if it is the only one and nobody else has a
   *     trouble of its own; -1 otherwise
   */
  int awaitStandstill(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!hands.stream().allMatch(Hand::stands)) {
      Event event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (event == null) {
        return -1;
      } else if (event.stop() != null) {
        events.add(event);
        return -1;
      }
      note(event);
    }
    int lost = -1;
    for (int worker = 0; worker < hands.size(); worker++) {
      Hand hand = hands.get(worker);
      if (hand.failed != null && hand.failed.kind() != FailureKind.RECOVERY_SPENT) {
        return -1;
      } else if (hand.failed == null && hand.isLost && lost >= 0) {
        return -1;
      } else if (hand.failed == null && hand.isLost) {
        lost = worker;
      }
    }
    return lost;
  }

  /** Who they are, by number. */
  List<WorkerRecord> workers() {
    return hands.stream().map(hand -> hand.worker).toList();
  }

  private static boolean isWakeUp(Event event) {
    return event.message() == null;
  }

  private AttemptFailure failure(Loss loss) throws InterruptedException {
    List<Loss> losses = new ArrayList<>();
    losses.add(loss);
    hearOthers(losses);
    return new AttemptFailure(losses);
  }

  private Loss late(List<?> answers, String what, Duration limit) {
    List<String> awaited = new ArrayList<>();
    for (int worker = 0; worker < answers.size(); worker++) {
      if (answers.get(worker) == null) {
        awaited.add(id(worker));
      }
    }
    return new Loss(
        awaited.get(0),
        FailureKind.NO_PROGRESS,
        what
            + ": no answer for "
            + limit.toSeconds()
            + " s from "
            + String.join(", ", awaited)
            + "; correct the program, or raise --stall-timeout");
  }

  /** After a loss that may be a consequence: what else is heard within a short time. */
  private void hearOthers(List<Loss> losses) throws InterruptedException {
    long end = System.nanoTime() + GRACE.toNanos();
    while (losses.stream().allMatch(loss -> loss.kind() == FailureKind.RECOVERY_SPENT)
        && losses.size() < hands.size()) {
      Event event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (event == null) {
        return;
      } else if (event.stop() != null) {
        events.add(event);
        return;
      }
      note(event);
      Loss loss = loss(event);
      if (loss != null && losses.stream().noneMatch(l -> l.worker().equals(loss.worker()))) {
        losses.add(loss);
      }
    }
  }

  private Loss loss(Event event) {
    if (event.failure() != null) {
      return lost(event.worker(), event.failure());
    }
    return event.message() instanceof Failed failed ? failed(id(event.worker()), failed) : null;
  }

  private static Loss failed(String worker, Failed failed) {
    return switch (failed.kind()) {
      // Of a link it names the other end: with this one it is both.
      case RECOVERY_SPENT, PROTOCOL ->
          new Loss(
              worker,
              failed.kind(),
              failed.secondHand(),
              "worker " + worker + ": " + failed.message());
      case USAGE,
          INPUT,
          OUTPUT,
          USER_PROGRAM,
          MEMORY,
          NO_PROGRESS,
          COORDINATION_LOST,
          FENCED,
          NO_CHECKPOINT,
          DISK_FULL,
          INTERNAL ->
          new Loss(worker, failed.kind(), failed.message());
    };
  }

  private Loss lost(int worker, TransportException failure) {
    return new Loss(
        id(worker),
        failure.kind(),
        failure.isSecondHand(),
        "worker " + id(worker) + ": " + failure.getMessage());
  }

  private String id(int worker) {
    return hands.get(worker).worker.id();
  }

  /** Lets the workers go, after all went well. */
  void release(int superstep) throws InterruptedException {
    partWith(new Release(), superstep);
  }

  /** Lets the workers give the attempt up: no master will go on with it. */
  void dismiss(int superstep) throws InterruptedException {
    partWith(new Abandon(), superstep);
  }

  private void partWith(Order last, int superstep) throws InterruptedException {
    for (Hand hand : hands) {
      try {
        hand.link.send(last, superstep);
        hand.link.flush(FAREWELL);
      } catch (TransportException e) {
        // It ends by itself then.
        continue;
      }
    }
  }

  /** Ends every link: workers that were not parted with wait for another master. */
  @Override
  public void close() {
    hands.forEach(hand -> hand.link.close());
  }
}
