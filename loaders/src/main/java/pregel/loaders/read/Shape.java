package pregel.loaders.read;

import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * What an input says of its graph beside the edges.
 *
 * @param vertices ids that it declares; null if edges alone tell
 * @param undirected whether each edge stands for both directions
 * @param symmetric whether each edge is listed from both ends
 */
record Shape(long[] vertices, boolean undirected, boolean symmetric) {

  /** Of a format that says nothing. */
  static Shape asAsked(ReadOptions options) {
    return new Shape(null, options.directedness() == Directedness.UNDIRECTED, false);
  }

  Shape withVertices(long[] ids) {
    return new Shape(ids, undirected, symmetric);
  }

  /** The ids {@code first} to {@code first + count - 1}. */
  static long[] range(String text, long first, long count) {
    if (count > Runtime.getRuntime().maxMemory() / Long.BYTES || count > Integer.MAX_VALUE - 8) {
      throw new JobException(
          FailureKind.MEMORY,
          text + ": it declares " + count + " vertices, too many to hold; give more --memory");
    }
    long[] ids = new long[(int) count];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = first + i;
    }
    return ids;
  }
}
