package pregel.core.transport;

import java.time.Duration;

/** Bounds and deadlines of a transport. */
public record TransportOptions(
    int windowBytes,
    int maxFrameBytes,
    int maxConnections,
    int maxHandshakes,
    int ioThreads,
    Duration connectDeadline,
    Duration handshakeDeadline,
    Duration sendDeadline,
    Duration pingInterval,
    Duration silenceLimit) {
  public TransportOptions {
    if (maxFrameBytes < 1 || windowBytes < maxFrameBytes || ioThreads < 1) {
      throw new IllegalArgumentException("a window must hold a frame, and needs an I/O thread");
    }
    if (pingInterval.compareTo(silenceLimit) >= 0) {
      throw new IllegalArgumentException("pings must be more frequent than the silence limit");
    }
  }

  public static TransportOptions defaults() {
    return new TransportOptions(
        8 << 20,
        4 << 20,
        1024,
        64,
        Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 4)),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10));
  }

  public TransportOptions withWindow(int bytes, int frameBytes) {
    return new TransportOptions(
        bytes,
        frameBytes,
        maxConnections,
        maxHandshakes,
        ioThreads,
        connectDeadline,
        handshakeDeadline,
        sendDeadline,
        pingInterval,
        silenceLimit);
  }

  public TransportOptions withConnections(int all, int halfOpen) {
    return new TransportOptions(
        windowBytes,
        maxFrameBytes,
        all,
        halfOpen,
        ioThreads,
        connectDeadline,
        handshakeDeadline,
        sendDeadline,
        pingInterval,
        silenceLimit);
  }

  public TransportOptions withDeadlines(Duration connect, Duration handshake, Duration send) {
    return new TransportOptions(
        windowBytes,
        maxFrameBytes,
        maxConnections,
        maxHandshakes,
        ioThreads,
        connect,
        handshake,
        send,
        pingInterval,
        silenceLimit);
  }

  public TransportOptions withPings(Duration interval, Duration silence) {
    return new TransportOptions(
        windowBytes,
        maxFrameBytes,
        maxConnections,
        maxHandshakes,
        ioThreads,
        connectDeadline,
        handshakeDeadline,
        sendDeadline,
        interval,
        silence);
  }
}
