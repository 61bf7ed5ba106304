package pregel.worker.node;

import java.nio.ByteBuffer;
import pregel.core.transport.Exchange;
import pregel.core.transport.FrameHandler;
import pregel.core.transport.FrameLog;
import pregel.core.transport.OutFrame;
import pregel.core.transport.Rounds;
import pregel.worker.engine.Outlet;

/**
 * Sends once more what a worker has sent, in rounds that all workers of an attempt exchange in:
 * whoever takes the place of a lost worker gets what that one got, and nobody else anything.
 */
final class Resending {
  private static final FrameHandler DROPPED = frame -> {};

  private final FrameLog log;
  private final Rounds rounds;

  Resending(FrameLog log, Rounds rounds) {
    this.log = log;
    this.rounds = rounds;
  }

  /** Sends the rounds of a section to one worker. */
  void section(int section, int peer) throws InterruptedException {
    replay(section, (round, exchange) -> send(section, round, peer, exchange));
  }

  /** Sends the rounds of a section to all others. */
  void section(int section) throws InterruptedException {
    replay(section, (round, exchange) -> sendToAll(section, round, exchange));
  }

  /** Sends what is to be sent again in a round. */
  @FunctionalInterface
  private interface Sender {
    void send(int round, Exchange exchange) throws InterruptedException;
  }

  /** Opens and finishes the rounds as they were: an exchange may lie within another. */
  private void replay(int section, Sender sender) throws InterruptedException {
    Exchange[] open = new Exchange[log.rounds(section)];
    log.replay(
        section,
        new FrameLog.Visitor() {
          @Override
          public void opened(int round) {
            open[round] = rounds.open(DROPPED);
          }

          @Override
          public void finished(int round) throws InterruptedException {
            sender.send(round, open[round]);
            rounds.finish(open[round]);
            open[round] = null;
          }
        });
  }

  /** Sends a section's first round to all others, and takes theirs. */
  void first(int section, FrameHandler handler) throws InterruptedException {
    Exchange exchange = rounds.open(handler);
    sendToAll(section, 0, exchange);
    rounds.finish(exchange);
  }

  /** Sends what was broadcast in a section to one worker, in one round. */
  void broadcasts(int section, int peer) throws InterruptedException {
    Exchange exchange = rounds.open(DROPPED);
    for (int round = 0; round < log.rounds(section); round++) {
      log.each(
          section,
          round,
          peer,
          (kind, partition, count, body) -> {
            if (kind == Outlet.HALO) {
              send(exchange, peer, kind, partition, count, body);
            }
          });
    }
    rounds.finish(exchange);
  }

  private void sendToAll(int section, int round, Exchange exchange) throws InterruptedException {
    for (int peer = 0; peer < rounds.workers(); peer++) {
      if (peer != rounds.self()) {
        send(section, round, peer, exchange);
      }
    }
  }

  private void send(int section, int round, int peer, Exchange exchange)
      throws InterruptedException {
    log.each(
        section,
        round,
        peer,
        (kind, partition, count, body) -> send(exchange, peer, kind, partition, count, body));
  }

  private static void send(
      Exchange exchange, int peer, int kind, int partition, int count, ByteBuffer body)
      throws InterruptedException {
    OutFrame frame = exchange.allocate(peer, body.remaining());
    frame.body().put(body);
    exchange.send(peer, frame, kind, partition, count);
  }
}
