package pregel.core.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Buffers in native byte order outside the heap, so that callers see the same classes whether a
 * graph was built or mapped. For all that a graph holds but targets, which are arrays. Only a
 * buffer of 2 GiB or more, which cannot be had there, is an array on the heap.
 */
public final class OffHeap {
  private OffHeap() {}

  public static IntBuffer ints(int count) {
    return count > Integer.MAX_VALUE / Integer.BYTES
        ? IntBuffer.allocate(count)
        : bytes(count * Integer.BYTES).asIntBuffer();
  }

  public static LongBuffer longs(int count) {
    return count > Integer.MAX_VALUE / Long.BYTES
        ? LongBuffer.allocate(count)
        : bytes(count * Long.BYTES).asLongBuffer();
  }

  public static DoubleBuffer doubles(int count) {
    return count > Integer.MAX_VALUE / Double.BYTES
        ? DoubleBuffer.allocate(count)
        : bytes(count * Double.BYTES).asDoubleBuffer();
  }

  static ByteBuffer bytes(int size) {
    try {
      return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    } catch (OutOfMemoryError e) {
      throw new JobException(
          FailureKind.MEMORY,
          "graph: no room for another "
              + size
              + " bytes outside the heap; give the process more memory",
          e);
    }
  }
}
