package pregel.api;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes and reads values of one type: what {@link #write} wrote, {@link #read} reads back,
 * consuming the same bytes. Stateless and shared by threads.
 *
 * @param <T> the type of a value
 */
public interface Codec<T> {
  void write(T value, DataOutput out) throws IOException;

  T read(DataInput in) throws IOException;
}
