package pregel.worker.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;

/**
 * Entries about changes of the graph on their way to other workers, one after another in frames; an
 * entry stands in one frame. Numbers are big-endian.
 */
final class ChangeFrames {
  /** A frame of more bytes takes no further entry. */
  private static final int ENOUGH = 1 << 15;

  private final Outlet outlet;
  private final int kind;
  private final ByteArrayOutputStream[] bytes;
  private final int[] counts;

  /**
   * @param kind of the frames
   */
  ChangeFrames(Outlet outlet, int kind, int workers) {
    this.outlet = outlet;
    this.kind = kind;
    this.bytes = new ByteArrayOutputStream[workers];
    this.counts = new int[workers];
  }

  /** Where the next entry for a worker is written, before {@link #end}. */
  DataOutputStream entry(int peer) {
    if (bytes[peer] == null) {
      bytes[peer] = new ByteArrayOutputStream();
    }
    return new DataOutputStream(bytes[peer]);
  }

  /** An entry is complete. */
  void end(int peer) {
    counts[peer]++;
    if (bytes[peer].size() >= ENOUGH) {
      flush(peer);
    }
  }

  /** Sends what is left. */
  void flush() {
    for (int peer = 0; peer < bytes.length; peer++) {
      flush(peer);
    }
  }

  private void flush(int peer) {
    if (counts[peer] > 0) {
      Outlet.Parcel parcel = outlet.open(peer, bytes[peer].size());
      parcel.body().put(bytes[peer].toByteArray());
      outlet.send(parcel, kind, 0, counts[peer]);
      bytes[peer].reset();
      counts[peer] = 0;
    }
  }
}
