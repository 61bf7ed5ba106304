package pregel.worker.kernel;

/** What the outboxes of all message types have in common. For one thread. */
abstract class Outbox {
  /** Slots below this are folded in the outbox; as many as a core's own cache holds. */
  static final int HOT = 1 << 15;

  /** The targets of staged messages, the first {@link #size} of them valid. */
  int[] targets = {};

  int size;

  /** Targets below {@link #HOT} for which a folded message is here; null if there never was one. */
  long[] hotBits;
}
