package pregel.core.coordination.zookeeper;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZKDatabase;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;
import org.apache.zookeeper.util.ServiceUtils;
import pregel.api.FailureKind;
import pregel.core.coordination.CoordinationException;

/**
 * A ZooKeeper server in this process, for development and tests: on the loopback address, alone, so
 * what it holds is as safe as this machine. Production has an ensemble of its own.
 *
 * <p>Calls come from one thread at a time. The port is chosen at the first start and stays.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {
  private static final int MAX_CONNECTIONS_PER_HOST = 1024;

  private final Path data;
  private final boolean isTemporary;
  private final int tickMillis;
  private int port;
  private ServerCnxnFactory connections;
  private ZooKeeperServer server;
  private FileTxnSnapLog log;

  private EmbeddedZooKeeper(Path data, boolean isTemporary, int port, Duration tick) {
    this.data = data;
    this.isTemporary = isTemporary;
    this.port = port;
    this.tickMillis = Math.toIntExact(tick.toMillis());
  }

  /** Starts a server whose data is removed when it is closed, on a free port. */
  public static EmbeddedZooKeeper temporary() {
    return temporary(Duration.ofSeconds(1));
  }

  /** The same with a tick of its own: sessions last 2 to 60 ticks, and expire up to a tick late. */
  public static EmbeddedZooKeeper temporary(Duration tick) {
    try {
      return started(
          new EmbeddedZooKeeper(Files.createTempDirectory("pregel-zookeeper"), true, 0, tick));
    } catch (IOException e) {
      throw failed("no temporary directory: " + e.getMessage(), e);
    }
  }

  /**
   * Starts a server that keeps its data.
   *
   * @param port 0 takes a free one
   */
  public static EmbeddedZooKeeper at(Path data, int port) {
    return at(data, port, Duration.ofSeconds(1));
  }

  /** The same with a tick of its own. */
  public static EmbeddedZooKeeper at(Path data, int port, Duration tick) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw failed("cannot create " + data + ": " + e.getMessage(), e);
    }
    return started(new EmbeddedZooKeeper(data, false, port, tick));
  }

  private static EmbeddedZooKeeper started(EmbeddedZooKeeper server) {
    boolean started = false;
    try {
      server.start();
      started = true;
      return server;
    } finally {
      if (!started) {
        server.close();
      }
    }
  }

  /** Starts it if it was stopped, with the same data on the same port. */
  public void start() {
    if (server != null) {
      return;
    }
    // A server that meets the worst ends the process otherwise, and here it is not its process.
    ServiceUtils.setSystemExitProcedure(ServiceUtils.LOG_ONLY);
    // Commands of four letters, but for srvr, which cannot be turned off.
    System.setProperty("zookeeper.4lw.commands.whitelist", "");
    try {
      File directory = data.toFile();
      log = new FileTxnSnapLog(directory, directory);
      server =
          new ZooKeeperServer(
              log, tickMillis, 2 * tickMillis, 60 * tickMillis, -1, new ZKDatabase(log), "");
      connections =
          ServerCnxnFactory.createFactory(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              MAX_CONNECTIONS_PER_HOST);
      connections.startup(server);
      port = connections.getLocalPort();
    } catch (IOException e) {
      stop();
      throw failed(
          "cannot start on port " + port + " with data in " + data + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw failed("interrupted while starting", e);
    }
  }

  /** Stops it; sessions of clients survive if it is started again before they expire. */
  public void stop() {
    if (connections != null) {
      connections.shutdown();
    }
    if (server != null) {
      server.shutdown();
    }
    if (log != null) {
      try {
        log.close();
      } catch (IOException e) {
        throw failed("cannot close its log in " + data + ": " + e.getMessage(), e);
      }
    }
    connections = null;
    server = null;
    log = null;
  }

  /** What clients connect to. */
  public String hosts() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Stops it, and removes its data if they are temporary. */
  @Override
  public void close() {
    stop();
    if (isTemporary) {
      try (Stream<Path> found = Files.walk(data)) {
        List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw failed("cannot remove its data in " + data + ": " + e.getMessage(), e);
      }
    }
  }

  private static CoordinationException failed(String what, Exception cause) {
    return new CoordinationException(
        FailureKind.COORDINATION_LOST,
        "embedded ZooKeeper: " + what + "; free the port, or give it another data directory",
        cause);
  }
}
