package pregel.loaders.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.OutFrame;
import pregel.loaders.write.OutputFailures;

/**
 * The malformed lines that one of several workers met. How many come before them in the input is
 * known later, so the first that can be one too many is kept like those before it. If lines are to
 * be kept in a file, the first worker writes it, once all is read and well.
 *
 * <pre>
 *  a frame: lines, each with its end
 * </pre>
 */
final class PartBadLines extends BadLines {
  private static final int FIRST = 0;
  private static final int FRAME_BYTES = 1 << 19;

  /** A malformed line: the text it is in, by number and name, and where in the part of it. */
  record Met(int text, String name, long line, long offset, BadLine bad) {}

  private final long limit;
  private final Path file;
  private final List<Met> met = new ArrayList<>();
  private Spool lines;
  private BadLinesFile all;
  private int text;

  /**
   * @param file where skipped lines are kept; or null
   */
  PartBadLines(long limit, Path file) {
    super(limit, null);
    this.limit = limit;
    this.file = file;
  }

  /** Makes ready to keep lines, so that a place that cannot be written is known before work. */
  void open(Collective together) throws InterruptedException {
    if (file == null) {
      return;
    }
    JobException failure = null;
    try {
      lines = new Spool();
      all = together.self() == FIRST ? new BadLinesFile(file) : null;
    } catch (JobException e) {
      failure = e;
    }
    together.fail(failure);
  }

  /** Says which text is read next. */
  void beginText(int number) {
    text = number;
  }

  List<Met> met() {
    return met;
  }

  @Override
  long skipped() {
    return met.size();
  }

  @Override
  void skip(String name, long line, long offset, BadLine bad) {
    if (lines != null) {
      lines.append(bad.bytes());
      lines.append(LINE_END);
    }
    BadLine shown =
        bad.bytes().length > Excerpt.ENOUGH_BYTES ? bad.shortened(Excerpt.ENOUGH_BYTES) : bad;
    met.add(new Met(text, name, line, offset, shown));
    if (met.size() > limit) {
      // Whatever the others met, reading on is pointless; which line it is, is settled later.
      throw new JobException(FailureKind.INPUT, name + ": more malformed lines than allowed");
    }
  }

  /** Puts the lines of all workers into the file, in input order, and makes it appear. */
  void keep(Collective together) throws InterruptedException {
    if (file == null) {
      return;
    }
    JobException[] failure = {null};
    for (int worker = 0; worker < together.workers(); worker++) {
      Exchange exchange =
          together.open(
              frame -> {
                byte[] some = new byte[frame.body().remaining()];
                frame.body().get(some);
                append(some, failure);
              });
      if (worker == together.self()) {
        send(exchange, failure);
      }
      together.finish(exchange);
    }
    if (all != null && failure[0] == null) {
      try {
        all.finish();
      } catch (JobException e) {
        failure[0] = e;
      }
    }
    together.fail(failure[0]);
  }

  private void send(Exchange exchange, JobException[] failure) throws InterruptedException {
    byte[] some = new byte[FRAME_BYTES];
    try (InputStream from = lines.content()) {
      for (int count = from.read(some); count > 0; count = from.read(some)) {
        if (all != null) {
          append(Arrays.copyOf(some, count), failure);
          continue;
        }
        OutFrame frame = exchange.allocate(FIRST, count);
        frame.body().put(some, 0, count);
        exchange.send(FIRST, frame, 0, 0, 1);
      }
    } catch (IOException e) {
      failure[0] = OutputFailures.of(file, e);
    }
  }

  /** What fails first is what is said, when all have said whether anything has. */
  private void append(byte[] some, JobException[] failure) {
    if (failure[0] != null) {
      return;
    }
    try {
      all.append(some);
    } catch (JobException e) {
      failure[0] = e;
    }
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
    if (all != null) {
      all.close();
    }
  }
}
