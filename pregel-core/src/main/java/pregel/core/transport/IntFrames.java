package pregel.core.transport;

/**
 * A list of ints on its way to another worker.
 *
 * <pre>
 *  a frame: 4 for each int; partition: where the first stands in the list
 * </pre>
 */
public final class IntFrames {
  private static final int MOST = 1 << 17;

  private IntFrames() {}

  /** Sends the ints at {@code from} to {@code to} - 1 as a list. */
  public static void send(int[] ints, int from, int to, int peer, Exchange exchange)
      throws InterruptedException {
    for (int at = from; at < to; at += MOST) {
      int count = Math.min(to - at, MOST);
      OutFrame frame = exchange.allocate(peer, count * Integer.BYTES);
      frame.body().asIntBuffer().put(ints, at, count);
      frame.body().position(count * Integer.BYTES);
      exchange.send(peer, frame, 0, at - from, count);
    }
  }

  /** Puts what a frame holds into an array in which the list starts at {@code from}. */
  public static void receive(InFrame frame, int[] into, int from) {
    frame.body().asIntBuffer().get(into, from + frame.partition(), frame.count());
  }
}
