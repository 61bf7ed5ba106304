package pregel.core.protocol;

import java.util.Arrays;
import java.util.List;
import pregel.api.FailureKind;
import pregel.core.checkpoint.PartInfo;
import pregel.core.commit.OutputPart;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.Traffic;
import pregel.core.job.Verdict;

/**
 * What the master tells a worker of an attempt, and what that answers. The link carries job, epoch
 * and attempt, and a superstep with every message.
 *
 * <pre>
 *   Load ─▶ Loaded ─▶ ([Checkpoint] Superstep ─▶ Computed)* ─▶ Write ─▶ Written ─▶ Release
 *     └───────────┴───────────────── Failed, or Abandon ──────────────────────────────────┘
 *
 *   the link ends ─▶ another master dials ─▶ Stand ─▶ Standing ─▶ as before
 *
 *   Rejoin ─▶ Loaded ─▶ Superstep ─▶ as after Load
 * </pre>
 *
 * <p>Each order has one answer, and the next follows only it; but for Checkpoint, whose answer,
 * Checkpointed, comes whenever the part is written, between others, or never if the supersteps end
 * or the master is lost before. A worker whose link ends finishes what it was told and keeps its
 * answer for the master that leads next, for a bounded time. Arrays are not copied, nobody writes
 * to them.
 */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ControlMessage {

  /** What only the master says. */
  sealed interface Order extends ControlMessage {}

  /** What only a worker says. */
  sealed interface Answer extends ControlMessage {}

  /**
   * What the master decided at a barrier. The epoch and the attempt are the link's; everything else
   * that a master needs to go on from there is in it.
   */
  sealed interface BarrierVerdict extends Order {
    /** The superstep that is to be executed; after the last one, the number that would follow. */
    int next();

    /** What vertices read from aggregators, and what the master program keeps. */
    MasterValues values();

    /** Whether the two are the same, byte for byte. */
    default boolean isSameAs(BarrierVerdict other) {
      return ControlCodec.kind(this) == ControlCodec.kind(other)
          && Arrays.equals(ControlCodec.encode(this), ControlCodec.encode(other));
    }
  }

  /**
   * Begin: load a share of the graph.
   *
   * @param job its id
   * @param definition of the job, as it was submitted
   * @param worker this worker's number
   * @param members all workers of the attempt, by number
   * @param restore the checkpoint to go on from; null to begin
   */
  record Load(String job, byte[] definition, int worker, List<Member> members, SavedState restore)
      implements Order {
    public Load {
      members = List.copyOf(members);
      if (worker < 0 || worker >= members.size()) {
        throw new IllegalArgumentException("worker " + worker + " of " + members.size());
      }
    }
  }

  /**
   * Go on with what an attempt before this one has left here, because only another worker was lost.
   * It is answered as Load is; then what was sent to the lost worker is sent to the one in its
   * place, superstep by superstep, without another order, up to the superstep that all stand at.
   *
   * @param job its id
   * @param worker this worker's number, as before
   * @param members all workers of the attempt, by number
   * @param lost the number of the worker that was lost
   * @param restore the checkpoint from which the one in the lost place goes on; null if it begins
   * @param superstep that was running, or would have been the next
   */
  record Rejoin(
      String job, int worker, List<Member> members, int lost, SavedState restore, int superstep)
      implements Order {
    public Rejoin {
      members = List.copyOf(members);
      if (worker < 0
          || worker >= members.size()
          || lost < 0
          || lost >= members.size()
          || lost == worker
          || superstep < (restore == null ? 0 : restore.superstep())) {
        throw new IllegalArgumentException(
            "worker %d of %d, %d lost, superstep %d"
                .formatted(worker, members.size(), lost, superstep));
      }
    }

    /** The first superstep that the one in the lost place executes. */
    public int first() {
      return restore == null ? 0 : restore.superstep();
    }
  }

  /** The share is there, and the program open. */
  record Loaded(LoadReport report) implements Answer {}

  /**
   * Execute a superstep.
   *
   * @param order which, and how
   * @param traffic what all workers together sent in the one before
   * @param values what vertices read from aggregators, and what the master program keeps
   */
  record Superstep(SuperstepOrder order, Traffic traffic, MasterValues values)
      implements BarrierVerdict {
    @Override
    public int next() {
      return order.superstep();
    }
  }

  /**
   * A superstep was executed, and all that others sent in it is here.
   *
   * @param report as {@link pregel.core.job.WorkerReport} writes it
   * @param nanos that the worker computed, without what it waited for others
   */
  record Computed(byte[] report, NetworkCounts network, long nanos) implements Answer {}

  /**
   * Write what the owned vertices need to go on with a superstep, which is the message's and comes
   * next: it is copied now, and written while supersteps run. The master awaits what comes of it
   * before it orders another.
   */
  record Checkpoint() implements Order {}

  /**
   * What was written.
   *
   * @param trouble why it could not be, one line, so that the job goes on without; else empty
   */
  record Checkpointed(List<PartInfo> parts, String trouble) implements Answer {
    public Checkpointed {
      parts = List.copyOf(parts);
    }
  }

  /**
   * Write the result of the owned vertices.
   *
   * @param next how many supersteps there were
   * @param verdict why there is no other
   * @param values as in {@link Superstep}
   */
  record Write(int next, Verdict verdict, MasterValues values) implements BarrierVerdict {}

  /**
   * What was written is where the master may commit it.
   *
   * @param lost requests of the last superstep to change the graph that lost
   */
  record Written(List<OutputPart> parts, long lost) implements Answer {
    public Written {
      parts = List.copyOf(parts);
    }
  }

  /** The attempt is over, and went well. */
  record Release() implements Order {}

  /** The attempt is over, and did not go well: give it up. */
  record Abandon() implements Order {}

  /** Say where you stand: from a master that has not ordered what came before. */
  record Stand() implements Order {}

  /**
   * Where a worker stands.
   *
   * @param worker its number in the attempt; -1 if it was not told to load
   * @param restored what it was told to go on from; null if from the beginning
   * @param loaded what it has loaded; null if it has not yet
   * @param verdict the last that it was told; null if none was
   * @param answer to that; null while it works on it, and if there was none
   */
  record Standing(
      int worker, SavedState restored, LoadReport loaded, BarrierVerdict verdict, Answer answer)
      implements Answer {}

  /**
   * The attempt is over here. Of kind RECOVERY_SPENT if another worker or the way to it was lost.
   *
   * @param secondHand whether another worker ended what they had in common, and knows better why
   * @param message one line, {@code WHERE: WHAT; DO THIS}
   */
  record Failed(FailureKind kind, boolean secondHand, String message) implements Answer {}
}
