package pregel.loaders.share;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import pregel.core.transport.Attempt;
import pregel.core.transport.Hello;
import pregel.core.transport.MemoryNetwork;
import pregel.core.transport.MemoryTransport;
import pregel.core.transport.PeerLobby;
import pregel.core.transport.Peers;
import pregel.core.transport.Purpose;
import pregel.core.transport.Rounds;
import pregel.core.transport.TransportOptions;

/** Workers of one attempt, a thread each, that exchange in memory. */
final class MemoryWorkers {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Attempt ATTEMPT = Attempt.of("load", 1, 1);

  private MemoryWorkers() {}

  /** What a worker does. */
  interface Task<T> {
    T run(Rounds rounds) throws Exception;
  }

  /** What came of it: a value or a failure. */
  record Outcome<T>(T value, Throwable failure) {}

  static <T> List<Outcome<T>> run(int count, Task<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    List<PeerLobby> lobbies = new ArrayList<>();
    List<MemoryTransport> transports = new ArrayList<>();
    List<InetSocketAddress> addresses = new ArrayList<>();
    try (MemoryNetwork network = new MemoryNetwork()) {
      for (int worker = 0; worker < count; worker++) {
        PeerLobby lobby = new PeerLobby();
        lobbies.add(lobby);
        MemoryTransport transport = new MemoryTransport(network, TransportOptions.defaults());
        transports.add(transport);
        addresses.add(
            transport.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                hello(worker),
                lobby::offer));
      }
      List<Future<T>> futures = new ArrayList<>();
      for (int worker = 0; worker < count; worker++) {
        int self = worker;
        futures.add(
            threads.submit(
                () -> {
                  try (Peers peers =
                      Peers.connect(
                          transports.get(self), lobbies.get(self), hello(self), addresses, SOON)) {
                    return task.run(new Rounds(peers, SOON));
                  }
                }));
      }
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<T> future : futures) {
        try {
          outcomes.add(new Outcome<>(future.get(), null));
        } catch (ExecutionException e) {
          outcomes.add(new Outcome<>(null, e.getCause()));
        }
      }
      return outcomes;
    } finally {
      transports.forEach(MemoryTransport::close);
      lobbies.forEach(PeerLobby::close);
      threads.shutdownNow();
    }
  }

  private static Hello hello(int worker) {
    return new Hello("test", "w" + worker, "build", Purpose.DATA, ATTEMPT, worker);
  }
}
