package pregel.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes a part's blocks, whole ones, one after another. */
public interface BlockSink {
  /** Takes a block of what remains in a buffer, which nobody writes to any more. */
  void write(String block, ByteBuffer bytes) throws IOException, InterruptedException;

  /** Takes a block of all values of an array, which nobody writes to any more. */
  void write(String block, int[] values) throws IOException, InterruptedException;

  /** Takes a block of all values of an array, which nobody writes to any more. */
  void write(String block, long[] values) throws IOException, InterruptedException;

  /** Takes a block of all values of an array, bit for bit; nobody writes to it any more. */
  void write(String block, double[] values) throws IOException, InterruptedException;
}
