package pregel.loaders.read;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import pregel.loaders.write.OutputFailures;

/**
 * Bytes that are set aside until they are asked for, in a temporary file that has lost its name, so
 * that nothing of it outlives the process. For one thread at a time.
 */
final class Spool implements Closeable {
  private final Path directory = Path.of(System.getProperty("java.io.tmpdir"));
  private final FileChannel channel;
  private final OutputStream out;

  Spool() {
    try {
      Path file = Files.createTempFile(directory, "pregel-spool", null);
      channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Files.delete(file);
      out = new BufferedOutputStream(Channels.newOutputStream(channel));
    } catch (IOException e) {
      throw OutputFailures.of(directory, e);
    }
  }

  void append(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw OutputFailures.of(directory, e);
    }
  }

  /** All of it, from its start; nothing more may be appended. */
  InputStream content() {
    try {
      out.flush();
      channel.position(0);
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      throw OutputFailures.of(directory, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw OutputFailures.of(directory, e);
    }
  }
}
