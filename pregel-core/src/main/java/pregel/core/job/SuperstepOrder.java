package pregel.core.job;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the master tells every worker to do next.
 *
 * @param superstep the superstep to execute
 * @param phase the index of its phase; -1 in a program without phases
 * @param wakesAll whether every vertex that is not closed is active, though the job came to rest
 */
public record SuperstepOrder(int superstep, int phase, boolean wakesAll) {

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(superstep);
    out.writeInt(phase);
    out.writeBoolean(wakesAll);
  }

  public static SuperstepOrder read(DataInput in) throws IOException {
    return new SuperstepOrder(in.readInt(), in.readInt(), in.readBoolean());
  }
}
