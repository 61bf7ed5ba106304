package pregel.cli.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import pregel.cli.watch.VertexRecord;
import pregel.loaders.write.OutputFailures;

/**
 * Where the records of watched vertices go. A file is written as the job goes on and stays when the
 * job fails: that is when it is needed.
 */
public final class WatchOutput implements Consumer<VertexRecord>, AutoCloseable {
  private final PrintStream err;
  private final Path file;
  private final BufferedWriter writer;
  private LongFunction<Object> naming = id -> id;

  private WatchOutput(PrintStream err, Path file, BufferedWriter writer) {
    this.err = err;
    this.file = file;
    this.writer = writer;
  }

  public static WatchOutput lines(PrintStream err) {
    return new WatchOutput(err, null, null);
  }

  public static WatchOutput json(Path file) {
    try {
      return new WatchOutput(null, file, Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }

  /** Ids are told as the input names them. */
  public void name(LongFunction<Object> names) {
    naming = names;
  }

  @Override
  public void accept(VertexRecord record) {
    line(file == null ? WatchText.of(record, naming) : WatchJson.of(record, naming));
  }

  /** Tells a record that is a line already. */
  public void line(String text) {
    if (file == null) {
      err.println(text);
      return;
    }
    try {
      writer.write(text);
      writer.write('\n');
      writer.flush();
    } catch (IOException e) {
      throw OutputFailures.of(file, e);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        writer.close();
      } catch (IOException e) {
        throw OutputFailures.of(file, e);
      }
    }
  }
}
