package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first frames of a connection, on its I/O thread.
 *
 * <pre>
 *  dialler                               acceptor
 *  CHALLENGE(nonce)  ─────────────────▶              } with a secret only
 *                    ◀─────────────────  CHALLENGE(nonce)
 *  PROOF             ─────────────────▶  checked
 *  checked           ◀─────────────────  PROOF
 *  HELLO             ─────────────────▶  checked
 *  checked           ◀─────────────────  WELCOME(hello), or REFUSED(why) at any point
 * </pre>
 *
 * A proof is HMAC-SHA256 over the prover's role and both nonces.
 */
final class Handshake implements FrameReader.Sink {
  static final int MAX_FRAME_BYTES = 4096;
  private static final int NONCE_BYTES = 32;
  private static final int MAX_REASON_BYTES = 2048;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What becomes of a handshake; one of the two is called, once. */
  interface Outcome {
    void linked(NettyLink link);

    void refused(TransportException cause);
  }

  private final Channel channel;
  private final TransportOptions options;
  private final Hello self;
  private final byte[] secret;
  private final boolean dialling;
  private final SocketAddress where;
  private final Outcome outcome;
  private final byte[] nonce = new byte[NONCE_BYTES];
  private final CRC32C crc = new CRC32C();
  private FrameReader reader;
  private byte[] peerNonce;
  private boolean proven;
  private boolean over;

  Handshake(
      Channel channel,
      TransportOptions options,
      Hello self,
      byte[] secret,
      boolean dialling,
      SocketAddress where,
      Outcome outcome) {
    this.channel = channel;
    this.options = options;
    this.self = self;
    this.secret = secret;
    this.dialling = dialling;
    this.where = where;
    this.outcome = outcome;
    RANDOM.nextBytes(nonce);
  }

  void readFrom(FrameReader from) {
    reader = from;
  }

  @Override
  public void active(ChannelHandlerContext context) {
    if (dialling) {
      if (secret == null) {
        send(Frame.HELLO, self::write);
      } else {
        send(Frame.CHALLENGE, to -> to.writeBytes(nonce));
      }
    }
  }

  @Override
  public void frame(ByteBuf in, int at) {
    if (over) {
      return;
    }
    int length = in.getIntLE(at + Frame.LENGTH_AT);
    Frame.check(in, at, length, crc);
    ByteBuf body = in.slice(at + Frame.HEADER, length);
    int kind = in.getByte(at + Frame.KIND_AT);
    switch (kind) {
      case Frame.CHALLENGE -> challenged(body);
      case Frame.PROOF -> proved(body);
      case Frame.HELLO -> greeted(body);
      case Frame.WELCOME -> welcomed(body);
      case Frame.REFUSED -> refused(body);
      default -> throw TransportException.protocol("frame of kind " + kind + " before a hello");
    }
  }

  private void challenged(ByteBuf body) {
    if (secret == null) {
      refuse("process " + self.process() + " has no secret; give all processes the same security");
    } else if (peerNonce != null || body.readableBytes() != NONCE_BYTES) {
      throw TransportException.protocol("an unexpected challenge");
    } else {
      peerNonce = new byte[NONCE_BYTES];
      body.readBytes(peerNonce);
      if (dialling) {
        send(Frame.PROOF, to -> to.writeBytes(proof(true)));
      } else {
        send(Frame.CHALLENGE, to -> to.writeBytes(nonce));
      }
    }
  }

  private void proved(ByteBuf body) {
    if (secret == null || peerNonce == null || proven) {
      throw TransportException.protocol("an unexpected proof");
    }
    byte[] given = new byte[body.readableBytes()];
    body.readBytes(given);
    if (!MessageDigest.isEqual(given, proof(!dialling))) {
      refuse("the secrets differ; give all processes the same secret file");
      return;
    }
    proven = true;
    if (dialling) {
      send(Frame.HELLO, self::write);
    } else {
      send(Frame.PROOF, to -> to.writeBytes(proof(false)));
    }
  }

  private void greeted(ByteBuf body) {
    if (dialling) {
      throw TransportException.protocol("a hello where a welcome was expected");
    }
    if (secret != null && !proven) {
      refuse(
          "process " + self.process() + " asks for a secret; give all processes the same security");
      return;
    }
    Hello peer = Hello.read(body);
    String objection = self.objectionTo(peer);
    if (objection != null) {
      refuse(objection);
      return;
    }
    send(Frame.WELCOME, self::write);
    link(peer, peer, peer.attempt());
  }

  private void welcomed(ByteBuf body) {
    if (!dialling || (secret != null && !proven)) {
      throw TransportException.protocol("an unexpected welcome");
    }
    Hello there = Hello.read(body);
    String objection = self.objectionTo(there);
    if (objection != null) {
      refuse(objection);
      return;
    }
    link(there, self, self.attempt());
  }

  /** The dialler says what a link is for; the listener's own hello is for all its links. */
  private void link(Hello peer, Hello dialler, Attempt attempt) {
    over = true;
    Hello named =
        new Hello(
            peer.cluster(),
            peer.process(),
            peer.build(),
            dialler.purpose(),
            attempt,
            peer.worker());
    NettyLink link = new NettyLink(channel, options, self, named, attempt);
    reader.handOver(link, options.maxFrameBytes());
    outcome.linked(link);
  }

  private void refused(ByteBuf body) {
    String why = body.toString(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    end(TransportException.protocol(where + ": refused: " + why));
  }

  private void refuse(String why) {
    byte[] text = why.getBytes(StandardCharsets.UTF_8);
    ByteBuf frame =
        sealed(
            Frame.REFUSED, to -> to.writeBytes(text, 0, Math.min(text.length, MAX_REASON_BYTES)));
    channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
    finish(TransportException.protocol(where + ": refused: " + why));
  }

  /** The time is up, or the place is needed. */
  void giveUp(String why) {
    end(TransportException.lost(where + ": " + why, null));
  }

  @Override
  public void batchRead() {}

  @Override
  public void broken(Throwable cause) {
    if (cause instanceof TransportException known) {
      end(new TransportException(known.kind(), where + ": " + known.getMessage(), known));
    } else if (cause == null) {
      end(TransportException.lost(where + ": closed before a welcome; look at that process", null));
    } else {
      Throwable root = cause;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      boolean tls = cause.toString().contains("SSL") || root.toString().contains("Certificate");
      end(
          tls
              ? new TransportException(
                  pregel.api.FailureKind.PROTOCOL,
                  where + ": TLS failed: " + root.getMessage() + "; check both certificates",
                  cause)
              : TransportException.lost(where + ": connection lost: " + root, cause));
    }
  }

  private void end(TransportException cause) {
    channel.close();
    finish(cause);
  }

  private void finish(TransportException cause) {
    if (!over) {
      over = true;
      outcome.refused(cause);
    }
  }

  /** Makes room for newer connections; from any I/O thread. */
  void evict() {
    channel.eventLoop().execute(() -> giveUp("too many connections without a hello"));
  }

  boolean isOver() {
    return over;
  }

  private byte[] proof(boolean ofDialler) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(
          (ofDialler ? "pregel dialler" : "pregel acceptor").getBytes(StandardCharsets.UTF_8));
      mac.update(dialling ? nonce : peerNonce);
      mac.update(dialling ? peerNonce : nonce);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private void send(int kind, Consumer<ByteBuf> body) {
    channel.writeAndFlush(sealed(kind, body), channel.voidPromise());
  }

  private ByteBuf sealed(int kind, Consumer<ByteBuf> body) {
    ByteBuf frame = channel.alloc().directBuffer(MAX_FRAME_BYTES).writerIndex(Frame.HEADER);
    body.accept(frame);
    CRC32C payload = new CRC32C();
    payload.update(frame.nioBuffer(Frame.HEADER, frame.writerIndex() - Frame.HEADER));
    Frame.seal(frame, payload, kind, self.attempt(), 0, self.worker(), 0, 0, 0);
    return frame;
  }
}
