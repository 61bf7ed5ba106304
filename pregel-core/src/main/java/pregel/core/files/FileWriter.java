package pregel.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that is being written, from its beginning to its end. {@link #finish} makes it durable;
 * closed without that, it is removed. For one thread.
 */
public interface FileWriter extends Closeable {
  /** Appends what remains in a buffer, all of it. */
  void write(ByteBuffer bytes) throws IOException;

  /** Makes the file durable, and ends it. */
  void finish() throws IOException;

  /** Removes the file unless it is finished. */
  @Override
  void close() throws IOException;
}
