package pregel.worker.engine;

import java.nio.ByteBuffer;

/** The way of a superstep's frames to the other workers; usable by many threads at once. */
public interface Outlet {
  /** Values of boundary vertices, by channel. */
  int HALO = 1;

  /** A frame being filled. */
  interface Parcel {
    /** Little endian, as long as was asked for. */
    ByteBuffer body();
  }

  /** A frame to fill and then to {@link #send}. */
  Parcel open(int worker, int bytes);

  /** Sends a frame; blocks while too much is under way. */
  void send(Parcel parcel, int kind, int part, int count);
}
