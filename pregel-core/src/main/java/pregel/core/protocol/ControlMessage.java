package pregel.core.protocol;

import java.util.List;
import pregel.api.FailureKind;
import pregel.core.checkpoint.PartInfo;
import pregel.core.commit.OutputPart;
import pregel.core.job.SuperstepOrder;
import pregel.core.job.Traffic;

/**
 * What the master tells a worker of an attempt, and what that answers. The link carries job, epoch
 * and attempt, and a superstep with every message.
 *
 * <pre>
 *   Load ─▶ Loaded ─▶ (Superstep ─▶ Computed | Checkpoint ─▶ Checkpointed)* ─▶ Write ─▶ Written ─▶ Release
 *     └───────────┴───────────────── Failed, or the link ends ────────────────────────────┘
 * </pre>
 *
 * <p>Each order has one answer, and the next follows only it. Arrays are not copied, nobody writes
 * to them.
 */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface ControlMessage {

  /** What only the master says. */
  sealed interface Order extends ControlMessage {}

  /** What only a worker says. */
  sealed interface Answer extends ControlMessage {}

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

  /** The share is there, and the program open. */
  record Loaded(LoadReport report) implements Answer {}

  /**
   * Execute a superstep.
   *
   * @param order which, and how
   * @param traffic what all workers together sent in the one before
   * @param aggregates what vertices read from aggregators, as {@link pregel.core.job.Aggregates}
   *     writes it
   */
  record Superstep(SuperstepOrder order, Traffic traffic, byte[] aggregates) implements Order {}

  /**
   * A superstep was executed, and all that others sent in it is here.
   *
   * @param report as {@link pregel.core.job.WorkerReport} writes it
   * @param nanos that the worker computed, without what it waited for others
   */
  record Computed(byte[] report, NetworkCounts network, long nanos) implements Answer {}

  /** Write what the owned vertices need to go on with a superstep, which is the message's. */
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

  /** Write the result of the owned vertices. */
  record Write() implements Order {}

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

  /**
   * The attempt is over here. Of kind RECOVERY_SPENT if another worker or the way to it was lost,
   * so that somebody else may know better why.
   *
   * @param message one line, {@code WHERE: WHAT; DO THIS}
   */
  record Failed(FailureKind kind, String message) implements Answer {}
}
