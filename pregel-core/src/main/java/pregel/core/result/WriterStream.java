package pregel.core.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import pregel.core.files.FileWriter;

/** A file that is being written, as a stream; closing it leaves the file open. */
final class WriterStream extends OutputStream {
  private final FileWriter to;

  WriterStream(FileWriter to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    to.write(ByteBuffer.wrap(bytes, from, length));
  }
}
