package pregel.worker.engine;

import java.nio.ByteBuffer;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.share.LocalSlots;
import pregel.core.share.WholeVertices;

/**
 * Lets every worker know all vertices of the whole graph, before a program changes it.
 *
 * <pre>
 *  ROSTER  per vertex 4 its slot in the whole graph, 8 its id
 * </pre>
 */
final class Roster {
  /** Slots looked at for a frame. */
  private static final int BATCH = 4096;

  private final JobState state;
  private final WholeVertices whole;

  Roster(JobState state) {
    this.state = state;
    this.whole = state.topology.whole();
  }

  /** Tells everybody which vertices are here. */
  void send(Outlet outlet) {
    LocalSlots slots = state.share.slots();
    for (int from = 0; from < state.vertices; from += BATCH) {
      int end = Math.min(state.vertices, from + BATCH);
      int count = 0;
      for (int slot = from; slot < end; slot++) {
        count += slots.isOwned(slot) ? 1 : 0;
      }
      for (int peer = 0; count > 0 && peer < state.share.ownership().workers(); peer++) {
        Outlet.Parcel parcel = outlet.open(peer, count * (Integer.BYTES + Long.BYTES));
        for (int slot = from; slot < end; slot++) {
          if (slots.isOwned(slot)) {
            parcel.body().putInt(slots.whole(slot)).putLong(state.ids.id(slot));
          }
        }
        outlet.send(parcel, Outlet.ROSTER, 0, count);
      }
    }
  }

  /** Takes vertices of a worker; any number of threads at once. */
  void receive(int peer, ByteBuffer body) {
    try {
      while (body.hasRemaining()) {
        whole.enter(body.getInt(), body.getLong());
      }
    } catch (IllegalArgumentException e) {
      throw new JobException(
          FailureKind.PROTOCOL,
          "worker "
              + peer
              + " told of vertices that cannot be ("
              + e.getMessage()
              + "); give all workers the same input and the same version of the program",
          e);
    }
  }

  /** Once everybody's vertices are known. */
  void settle() {
    whole.complete();
  }
}
