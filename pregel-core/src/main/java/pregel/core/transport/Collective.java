package pregel.core.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * What all workers of an attempt work out together: sums, unions, what each of them has to say. All
 * call the same methods in the same order with arrays of the same length; for one thread each.
 *
 * <p>Long arrays are reduced in ranges: every worker sends each range to the one that is
 * responsible for it and gets the outcome back, so that what travels does not grow with the number
 * of workers.
 */
public final class Collective {
  private static final int FRAME_BYTES = 1 << 19;

  private final Rounds rounds;

  public Collective(Rounds rounds) {
    this.rounds = rounds;
  }

  /** This worker's number. */
  public int self() {
    return rounds.self();
  }

  /** How many workers there are. */
  public int workers() {
    return rounds.workers();
  }

  /**
   * Opens an exchange in which much is sent, once all workers are ready to receive: what comes
   * before would lie in the windows of its senders.
   */
  public Exchange open(FrameHandler handler) throws InterruptedException {
    Exchange exchange = rounds.open(handler);
    rounds.finish(rounds.open(frame -> {}));
    return exchange;
  }

  /** Ends an exchange, once all workers have sent and received everything. */
  public void finish(Exchange exchange) throws InterruptedException {
    rounds.finish(exchange);
  }

  /** What every worker has to say, by worker. */
  public byte[][] gather(byte[] mine) throws InterruptedException {
    byte[][] all = new byte[workers()][];
    long[] lengths = new long[workers()];
    lengths[self()] = mine.length;
    Exchange told =
        open(
            frame -> {
              lengths[frame.sender()] = frame.body().getLong();
            });
    for (int peer = 0; peer < workers(); peer++) {
      if (peer != self()) {
        OutFrame frame = told.allocate(peer, Long.BYTES);
        frame.body().putLong(mine.length);
        told.send(peer, frame, 0, 0, 1);
      }
    }
    finish(told);
    for (int peer = 0; peer < workers(); peer++) {
      all[peer] = peer == self() ? mine : new byte[Math.toIntExact(lengths[peer])];
    }
    Exchange exchange =
        open(
            frame -> {
              ByteBuffer body = frame.body();
              body.get(all[frame.sender()], frame.partition(), body.remaining());
            });
    for (int from = 0; from < mine.length; from += FRAME_BYTES) {
      int end = Math.min(mine.length, from + FRAME_BYTES);
      exchange.sendToAll(Arrays.copyOfRange(mine, from, end), 0, from, end - from);
    }
    finish(exchange);
    return all;
  }

  /** What every worker has to say in numbers, by worker. */
  public long[][] gather(long... mine) throws InterruptedException {
    ByteBuffer bytes = ByteBuffer.allocate(mine.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(mine);
    byte[][] all = gather(bytes.array());
    long[][] numbers = new long[all.length][];
    for (int worker = 0; worker < all.length; worker++) {
      numbers[worker] = new long[all[worker].length / Long.BYTES];
      ByteBuffer.wrap(all[worker])
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .get(numbers[worker]);
    }
    return numbers;
  }

  /** The sums of a few numbers over all workers. */
  public long[] sum(long... mine) throws InterruptedException {
    long[] sums = new long[mine.length];
    for (long[] numbers : gather(mine)) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += numbers[i];
      }
    }
    return sums;
  }

  /**
   * Fails on all workers if one has a failure: with that of the first of them, so that all say the
   * same.
   *
   * @param mine what failed here, or null
   */
  public void fail(JobException mine) throws InterruptedException {
    byte[] said = {};
    if (mine != null) {
      byte[] text = mine.getMessage().getBytes(StandardCharsets.UTF_8);
      said = new byte[1 + text.length];
      said[0] = (byte) mine.kind().ordinal();
      System.arraycopy(text, 0, said, 1, text.length);
    }
    byte[][] all = gather(said);
    for (int worker = 0; worker < all.length; worker++) {
      if (all[worker].length > 0) {
        if (worker == self()) {
          throw mine;
        }
        throw new JobException(
            FailureKind.values()[all[worker][0]],
            new String(all[worker], 1, all[worker].length - 1, StandardCharsets.UTF_8));
      }
    }
  }

  /** What a step gives here, once it has succeeded on all workers; {@link #fail} if it has not. */
  public <T> T attempt(Supplier<T> step) throws InterruptedException {
    T outcome = null;
    JobException failure = null;
    try {
      outcome = step.get();
    } catch (JobException e) {
      failure = e;
    }
    fail(failure);
    return outcome;
  }

  /** Adds counts up, in place, on all workers; a sum that is no int becomes the greatest. */
  public void sum(int[] counts) throws InterruptedException {
    reduce(new Counts(counts));
  }

  /** Unites bitmaps, in place, on all workers. */
  public void unite(long[] words) throws InterruptedException {
    reduce(new Words(words));
  }

  private void reduce(Elements elements) throws InterruptedException {
    if (workers() == 1) {
      return;
    }
    Exchange parts = open(elements::merge);
    for (int step = 1; step < workers(); step++) {
      int peer = (self() + step) % workers();
      send(elements, start(elements, peer), start(elements, peer + 1), peer, parts);
    }
    finish(parts);
    Exchange outcomes = open(elements::replace);
    for (int step = 1; step < workers(); step++) {
      int peer = (self() + step) % workers();
      send(elements, start(elements, self()), start(elements, self() + 1), peer, outcomes);
    }
    finish(outcomes);
  }

  /** The first element that a worker is responsible for. */
  private int start(Elements elements, int worker) {
    return (int) ((long) elements.count() * worker / workers());
  }

  private static void send(Elements elements, int from, int to, int peer, Exchange exchange)
      throws InterruptedException {
    int most = FRAME_BYTES / elements.size();
    for (int at = from; at < to; at += most) {
      int count = Math.min(to - at, most);
      OutFrame frame = exchange.allocate(peer, count * elements.size());
      elements.write(at, count, frame.body());
      exchange.send(peer, frame, 0, at, count);
    }
  }

  /**
   * An array that is reduced. Frames of different workers may come on different threads; a worker
   * sends nothing of the range that it merges into.
   */
  private interface Elements {
    int count();

    /** Bytes of one. */
    int size();

    void write(int from, int count, ByteBuffer to);

    void merge(InFrame frame);

    void replace(InFrame frame);
  }

  private record Counts(int[] counts) implements Elements {
    @Override
    public int count() {
      return counts.length;
    }

    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public void write(int from, int count, ByteBuffer to) {
      to.asIntBuffer().put(counts, from, count);
      to.position(to.position() + count * Integer.BYTES);
    }

    @Override
    public void merge(InFrame frame) {
      int[] theirs = new int[frame.count()];
      frame.body().asIntBuffer().get(theirs);
      int from = frame.partition();
      synchronized (counts) {
        for (int i = 0; i < theirs.length; i++) {
          counts[from + i] = (int) Math.min(Integer.MAX_VALUE, (long) counts[from + i] + theirs[i]);
        }
      }
    }

    @Override
    public void replace(InFrame frame) {
      frame.body().asIntBuffer().get(counts, frame.partition(), frame.count());
    }
  }

  private record Words(long[] words) implements Elements {
    @Override
    public int count() {
      return words.length;
    }

    @Override
    public int size() {
      return Long.BYTES;
    }

    @Override
    public void write(int from, int count, ByteBuffer to) {
      to.asLongBuffer().put(words, from, count);
      to.position(to.position() + count * Long.BYTES);
    }

    @Override
    public void merge(InFrame frame) {
      long[] theirs = new long[frame.count()];
      frame.body().asLongBuffer().get(theirs);
      int from = frame.partition();
      synchronized (words) {
        for (int i = 0; i < theirs.length; i++) {
          words[from + i] |= theirs[i];
        }
      }
    }

    @Override
    public void replace(InFrame frame) {
      frame.body().asLongBuffer().get(words, frame.partition(), frame.count());
    }
  }
}
