package pregel.core.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import pregel.api.FailureKind;
import pregel.core.transport.Attempt;
import pregel.core.transport.Hello;
import pregel.core.transport.InFrame;
import pregel.core.transport.Link;
import pregel.core.transport.OutFrame;
import pregel.core.transport.TransportException;

/**
 * The link between the master and one worker for one attempt: it begins with the attempt and ends
 * with it. Messages come in the order in which they were sent; one that is longer than a frame
 * travels in pieces, numbered in the frames' partition, of as many as their count says.
 */
public final class ControlLink implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 20;

  /** More than any report; object aggregators make the longest. */
  private static final int MOST_BYTES = 256 << 20;

  private final Link link;
  private final ObjIntConsumer<ControlMessage> taker;

  /** Of the message that is arriving; belongs to the I/O thread. */
  private final ByteArrayOutputStream arriving = new ByteArrayOutputStream();

  private int nextPiece;

  private ControlLink(Link link, ObjIntConsumer<ControlMessage> taker) {
    this.link = link;
    this.taker = taker;
  }

  /**
   * Takes over a link.
   *
   * @param taker called with every message and its superstep, on the I/O thread: it hands over and
   *     returns
   * @param failed called once when the link fails; not when it is closed on this side
   */
  public static ControlLink over(
      Link link, ObjIntConsumer<ControlMessage> taker, Consumer<TransportException> failed) {
    ControlLink control = new ControlLink(link, taker);
    link.receive(control::take);
    link.onFailure(failed);
    return control;
  }

  public Hello peer() {
    return link.peer();
  }

  public Attempt attempt() {
    return link.attempt();
  }

  /** Sends a message; from any thread but an I/O thread, one at a time. */
  public void send(ControlMessage message, int superstep) throws InterruptedException {
    int kind = ControlCodec.kind(message);
    byte[] bytes = ControlCodec.encode(message);
    if (bytes.length > MOST_BYTES) {
      throw new TransportException(
          FailureKind.USER_PROGRAM,
          "superstep "
              + superstep
              + ": what the aggregators hold takes "
              + bytes.length
              + " bytes; let them hold less");
    }
    int pieces = Math.max(1, (bytes.length + PIECE_BYTES - 1) / PIECE_BYTES);
    for (int piece = 0; piece < pieces; piece++) {
      int from = piece * PIECE_BYTES;
      int length = Math.min(PIECE_BYTES, bytes.length - from);
      OutFrame frame = link.allocate(length);
      frame.body().put(bytes, from, length);
      link.send(frame, kind, superstep, piece, pieces);
    }
  }

  /** Returns when the peer has taken all that was sent. */
  public void flush(Duration deadline) throws InterruptedException {
    link.flush(deadline);
  }

  private void take(InFrame frame) {
    int piece = frame.partition();
    int pieces = frame.count();
    ByteBuffer body = frame.body();
    if (piece != nextPiece
        || pieces < 1
        || pieces > MOST_BYTES / PIECE_BYTES
        || piece >= pieces
        || body.remaining() > PIECE_BYTES) {
      throw new TransportException(
          FailureKind.PROTOCOL,
          "piece " + piece + " of " + pieces + " of a control message, expected " + nextPiece);
    }
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    arriving.writeBytes(bytes);
    nextPiece++;
    if (nextPiece < pieces) {
      return;
    }
    ControlMessage message;
    try {
      message = ControlCodec.decode(frame.kind(), arriving.toByteArray());
    } catch (IOException e) {
      throw new TransportException(
          FailureKind.PROTOCOL,
          "a control message cannot be read (" + e.getMessage() + "); run the same build on both",
          e);
    }
    arriving.reset();
    nextPiece = 0;
    taker.accept(message, frame.step());
  }

  /** Ends the link: the peer sees a failure, and gives the attempt up if it was not over. */
  @Override
  public void close() {
    link.close();
  }
}
