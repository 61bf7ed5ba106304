package pregel.core.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import pregel.api.FailureKind;

/**
 * Links within one process: the same frames, checks and windows, and one thread that delivers them
 * all in the order they were sent. Without pings, for nothing can go silent.
 */
public final class MemoryTransport implements Transport {
  private final MemoryNetwork network;
  private final TransportOptions options;
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final Set<MemoryLink> links = ConcurrentHashMap.newKeySet();

  public MemoryTransport(MemoryNetwork network, TransportOptions options) {
    this.network = network;
    this.options = options;
  }

  @Override
  public InetSocketAddress bind(InetSocketAddress address, Hello self, Consumer<Link> accept) {
    var listener = new MemoryNetwork.Listener(self, accept, this);
    int port = Math.max(1, address.getPort());
    while (network.listeners.putIfAbsent(port, listener) != null) {
      if (address.getPort() != 0) {
        throw new TransportException(
            FailureKind.USAGE, address + ": already taken; choose another port");
      }
      port++;
    }
    ports.add(port);
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public Link connect(InetSocketAddress address, Hello self) {
    MemoryNetwork.Listener there = network.listeners.get(address.getPort());
    if (there == null) {
      throw TransportException.lost(address + ": nobody listens; look at that process", null);
    }
    String objection = there.self().objectionTo(self);
    if (objection != null) {
      throw TransportException.protocol(address + ": refused: " + objection);
    }
    // The dialler says what a link is for; the listener's own hello is for all its links.
    Hello listener = there.self();
    Hello named =
        new Hello(
            listener.cluster(),
            listener.process(),
            listener.build(),
            self.purpose(),
            self.attempt(),
            listener.worker());
    MemoryLink mine = new MemoryLink(this, self, named, self.attempt());
    MemoryLink theirs = new MemoryLink(there.transport(), there.self(), self, self.attempt());
    mine.other = theirs;
    theirs.other = mine;
    network.run(() -> there.accept().accept(theirs));
    return mine;
  }

  @Override
  public void close() {
    ports.forEach(network.listeners::remove);
    links.forEach(MemoryLink::close);
  }

  private static final class MemoryLink extends FrameLink {
    private final MemoryTransport home;
    private MemoryLink other;

    MemoryLink(MemoryTransport home, Hello self, Hello peer, Attempt attempt) {
      super(home.options, self, peer, attempt);
      this.home = home;
      home.links.add(this);
    }

    @Override
    void transmit(ByteBuf frame) {
      boolean accepted =
          home.network.run(
              () -> {
                try {
                  other.received(frame, 0);
                  other.acknowledge();
                } finally {
                  frame.release();
                }
              });
      if (!accepted) {
        frame.release();
      }
    }

    @Override
    void onIo(Runnable task) {
      home.network.run(task);
    }

    @Override
    void disconnect() {
      home.links.remove(this);
      home.network.run(
          () -> other.fail(TransportException.ended(other.name() + ": closed the link")));
    }
  }
}
