package pregel.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output that does not hide failures from those who write whole results to it. */
public final class StandardOutput extends PrintStream {

  /** Passes pieces on whole and leaves the stream open. */
  private static final class Piecewise extends FilterOutputStream {
    Piecewise(OutputStream to) {
      super(to);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private final OutputStream to;

  public StandardOutput(OutputStream to) {
    super(to, true, StandardCharsets.UTF_8);
    this.to = to;
  }

  /** The stream below {@code out}, which throws what goes wrong; {@code out} itself if unknown. */
  public static OutputStream below(PrintStream out) {
    out.flush();
    return out instanceof StandardOutput standard ? new Piecewise(standard.to) : out;
  }
}
