package pregel.core.job;

import java.io.DataInput;
import java.io.IOException;

/** Reads how many of something follow, and believes no number that cannot be. */
final class Bounded {
  /** More than any job has of channels, partitions or aggregators. */
  private static final int MOST = 1 << 20;

  private Bounded() {}

  static int count(DataInput in, String what) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a record says that it has " + count + " " + what);
    }
    return count;
  }
}
