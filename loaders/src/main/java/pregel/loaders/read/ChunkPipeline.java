package pregel.loaders.read;

import java.io.IOException;
import java.util.function.Supplier;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * Reads one text with several threads. Each takes the next chunk (unpacking it while the others
 * parse), parses it, and waits until all chunks before it have been handed over. So results and
 * failures come in input order, and no more chunks are in memory than there are threads.
 */
final class ChunkPipeline {
  private final Text text;
  private final TextLayout layout;
  private final Supplier<ChunkParser> parsers;
  private final ChunkSink sink;
  private final Object turns = new Object();
  private long taken;
  private long handedOver;
  private Throwable failure;

  private ChunkPipeline(
      Text text, TextLayout layout, Supplier<ChunkParser> parsers, ChunkSink sink) {
    this.text = text;
    this.layout = layout;
    this.parsers = parsers;
    this.sink = sink;
  }

  /** Reads to the end of the text; the caller's thread is one of {@code threads}. */
  static void run(
      Text text, TextLayout layout, Supplier<ChunkParser> parsers, ChunkSink sink, int threads) {
    new ChunkPipeline(text, layout, parsers, sink).run(threads);
  }

  private void run(int threads) {
    Chunk chunk = new Chunk(layout.chunkBytes());
    ParsedChunk parsed = new ParsedChunk();
    ChunkParser parser = parsers.get();
    try {
      // A text of one chunk needs no threads.
      if (!take(chunk, parsed)) {
        return;
      }
      parse(parser, chunk, parsed);
      sink.accept(parsed);
      handedOver++;
      taken++;
      if (threads == 1 || text.atEnd()) {
        while (take(chunk, parsed)) {
          parse(parser, chunk, parsed);
          sink.accept(parsed);
        }
        return;
      }
    } catch (IOException e) {
      throw text.unreadable(e);
    }
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(this::help, "reader-" + (i + 1));
      others[i].setDaemon(true);
      others[i].start();
    }
    work(chunk, parsed, parser);
    join(others);
    rethrow();
  }

  private void help() {
    try {
      work(new Chunk(layout.chunkBytes()), new ParsedChunk(), parsers.get());
    } catch (Throwable e) {
      // No room for a chunk: the others must not go on to a result that looks whole.
      fail(e);
    }
  }

  private void work(Chunk chunk, ParsedChunk parsed, ChunkParser parser) {
    try {
      while (true) {
        long turn;
        IOException unreadable = null;
        synchronized (text) {
          turn = taken++;
          try {
            if (failed() || !take(chunk, parsed)) {
              return;
            }
          } catch (IOException e) {
            unreadable = e;
          }
        }
        if (unreadable == null) {
          parse(parser, chunk, parsed);
        }
        synchronized (turns) {
          while (handedOver != turn && failure == null) {
            turns.wait();
          }
          if (failure != null) {
            return;
          }
          if (unreadable != null) {
            throw text.unreadable(unreadable);
          }
          sink.accept(parsed);
          handedOver++;
          turns.notifyAll();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(new JobException(FailureKind.INTERNAL, text.name() + ": reading was interrupted", e));
    } catch (Throwable e) {
      fail(e);
    }
  }

  private boolean take(Chunk chunk, ParsedChunk parsed) throws IOException {
    if (!text.nextChunk(chunk, layout)) {
      return false;
    }
    parsed.clear();
    parsed.offset = chunk.offset;
    parsed.bytes = chunk.end;
    return true;
  }

  private void parse(ChunkParser parser, Chunk chunk, ParsedChunk parsed) {
    parser.parse(chunk, parsed);
  }

  private boolean failed() {
    synchronized (turns) {
      return failure != null;
    }
  }

  private void fail(Throwable cause) {
    synchronized (turns) {
      if (failure == null) {
        failure = cause;
      }
      turns.notifyAll();
    }
  }

  private static void join(Thread[] threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          // They end soon after a failure; leaving them behind would leave the text in use.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
