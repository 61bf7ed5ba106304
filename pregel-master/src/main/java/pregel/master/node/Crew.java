package pregel.master.node;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pregel.api.FailureKind;
import pregel.core.coordination.WorkerRecord;
import pregel.core.protocol.ControlLink;
import pregel.core.protocol.ControlMessage;
import pregel.core.protocol.ControlMessage.Answer;
import pregel.core.protocol.ControlMessage.Failed;
import pregel.core.protocol.ControlMessage.Order;
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

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /** What has happened: an answer, a lost link, or a reason to stop. */
  private record Event(
      int worker,
      ControlMessage message,
      int superstep,
      TransportException failure,
      JobStopped.Reason stop) {}

  private record Hand(WorkerRecord worker, ControlLink link) {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Hand> hands = new ArrayList<>();

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
    hands.forEach(hand -> members.add(hand.worker()));
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
              (message, step) -> events.add(new Event(number, message, step, null, null)),
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

  int size() {
    return hands.size();
  }

  List<String> ids() {
    return hands.stream().map(hand -> hand.worker().id()).toList();
  }

  List<Member> members() {
    return hands.stream()
        .map(hand -> new Member(hand.worker().host(), hand.worker().port()))
        .toList();
  }

  /** Makes whoever waits, or waits next, stop. */
  void stop(JobStopped.Reason reason) {
    events.add(new Event(-1, null, -1, null, reason));
  }

  /** Tells one worker something. */
  void tell(int worker, Order order, int superstep) throws AttemptFailure, InterruptedException {
    try {
      hands.get(worker).link().send(order, superstep);
    } catch (TransportException e) {
      List<Loss> losses = new ArrayList<>();
      losses.add(lost(worker, e));
      hearOthers(losses);
      throw new AttemptFailure(losses);
    }
  }

  /** Tells all workers the same. */
  void tellAll(Order order, int superstep) throws AttemptFailure, InterruptedException {
    for (int worker = 0; worker < hands.size(); worker++) {
      tell(worker, order, superstep);
    }
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
    List<T> answers = new ArrayList<>();
    for (int worker = 0; worker < hands.size(); worker++) {
      answers.add(null);
    }
    long end = System.nanoTime() + limit.toNanos();
    for (int missing = answers.size(); missing > 0; missing--) {
      Event event = events.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new AttemptFailure(List.of(late(answers, what, limit)));
      } else if (event.stop() != null) {
        throw new JobStopped(event.stop());
      }
      Loss loss = loss(event);
      if (loss == null
          && (!type.isInstance(event.message())
              || event.superstep() != superstep
              || answers.get(event.worker()) != null)) {
        loss =
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
                    + "; run the same build on all machines");
      }
      if (loss != null) {
        List<Loss> losses = new ArrayList<>();
        losses.add(loss);
        hearOthers(losses);
        throw new AttemptFailure(losses);
      }
      answers.set(event.worker(), type.cast(event.message()));
    }
    return answers;
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
    return event.message() instanceof Failed failed
        ? new Loss(id(event.worker()), failed.kind(), failed.message())
        : null;
  }

  private Loss lost(int worker, TransportException failure) {
    return new Loss(
        id(worker), failure.kind(), "worker " + id(worker) + ": " + failure.getMessage());
  }

  private String id(int worker) {
    return hands.get(worker).worker().id();
  }

  /** Lets the workers go, after all went well. */
  void release(int superstep) throws InterruptedException {
    for (Hand hand : hands) {
      try {
        hand.link().send(new ControlMessage.Release(), superstep);
        hand.link().flush(FAREWELL);
      } catch (TransportException e) {
        // It ends by itself then.
        continue;
      }
    }
  }

  /** Ends every link: workers that were not released give the attempt up. */
  @Override
  public void close() {
    hands.forEach(hand -> hand.link().close());
  }
}
