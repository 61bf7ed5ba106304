package pregel.loaders.write;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes text piece after piece; several threads put pieces together and compress them. */
public final class OrderedPieces {
  private static final int CAPACITY = 1 << 16;

  /** Puts together the text of one piece; called by any thread, for each piece once. */
  public interface Source {
    void append(int piece, TextBuffer text);
  }

  private OrderedPieces() {}

  /** Writes pieces 0 to {@code pieces} - 1 in order. The stream stays open. */
  public static void write(int pieces, Source source, Packing packing, int threads, OutputStream to)
      throws IOException {
    if (pieces <= 1 || threads == 1) {
      TextBuffer text = new TextBuffer(CAPACITY);
      for (int piece = 0; piece < pieces; piece++) {
        text.clear();
        source.append(piece, text);
        packing.write(text.bytes(), text.length(), to);
      }
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads, OrderedPieces::worker);
    try {
      var waiting = new ArrayDeque<Future<byte[]>>();
      for (int piece = 0; piece < pieces; piece++) {
        int number = piece;
        waiting.add(workers.submit(() -> piece(number, source, packing)));
        if (waiting.size() > 2 * threads) {
          to.write(await(waiting.remove()));
        }
      }
      while (!waiting.isEmpty()) {
        to.write(await(waiting.remove()));
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static byte[] piece(int number, Source source, Packing packing) throws IOException {
    TextBuffer text = new TextBuffer(CAPACITY);
    source.append(number, text);
    return packing.pack(text.bytes(), text.length());
  }

  private static byte[] await(Future<byte[]> piece) throws IOException {
    try {
      return piece.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "write");
    thread.setDaemon(true);
    return thread;
  }
}
