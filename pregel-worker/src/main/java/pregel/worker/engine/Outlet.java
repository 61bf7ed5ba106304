package pregel.worker.engine;

import java.nio.ByteBuffer;

/** The way of a superstep's frames to the other workers; usable by many threads at once. */
public interface Outlet {
  /** Values of boundary vertices, by channel. */
  int HALO = 1;

  /** Addressed messages, by channel. */
  int ADDRESSED = 2;

  /** Ids, of which another worker is asked. */
  int ASKING = 3;

  /** What is known of ids that were asked for. */
  int FINDING = 4;

  /** Ids and their slots, for the worker that shall know them. */
  int TELLING = 5;

  /** That more rounds are needed, and what for. */
  int MORE = 6;

  /** Whom a worker asks, by kind of the questions. */
  int QUESTIONS = 7;

  /** What they said, likewise. */
  int ANSWERS = 8;

  /** Neighbour lists of vertices that other workers know. */
  int NEIGHBORS = 9;

  /** Ids and slots of all vertices, where the program changes the graph. */
  int ROSTER = 10;

  /** Ids that no vertex has, which addressed messages then name by their places. */
  int NEW_IDS = 11;

  /** Rows along which broadcasts travelled, where their senders changed them. */
  int SENT_ROWS = 12;

  /** Requests to change the graph. */
  int REQUESTS = 13;

  /** Edges that come and go at vertices of the receiver. */
  int ARCS = 14;

  /** What has become of vertices, for everybody. */
  int FATES = 15;

  /** Groups of vertices, and the least ids known of them. */
  int MEMBERS = 16;

  /** The least ids of all their members. */
  int LEAST = 17;

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
