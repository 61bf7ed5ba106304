package pregel.core.coordination.zookeeper;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import pregel.api.FailureKind;
import pregel.core.coordination.CoordinationDeadlines;
import pregel.core.coordination.CoordinationException;

/**
 * Where ZooKeeper is, and how long it may take.
 *
 * @param hosts of the ensemble, {@code host:port,host:port}
 * @param root the path below which everything of this cluster lies
 * @param sessionTimeout after which a process that says nothing is taken to be gone
 * @param connectTimeout for the first connection
 * @param credentials without them, nothing but this machine's own servers is used
 */
public record CoordinationOptions(
    String hosts,
    String root,
    Duration sessionTimeout,
    Duration connectTimeout,
    Optional<Credentials> credentials) {
  private static final Pattern HOSTS =
      Pattern.compile(
          "([^,:/\\s]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}(,([^,:/\\s]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5})*");

  public CoordinationOptions {
    if (!HOSTS.matcher(hosts).matches()) {
      throw usage(
          "cluster \"" + hosts + "\": expected host:port,host:port; name the ZooKeeper servers");
    }
    if (sessionTimeout.toMillis() < 100 || sessionTimeout.toMillis() > 600_000) {
      throw usage("session timeout " + sessionTimeout + ": give it 100 ms to 10 minutes");
    }
    if (connectTimeout.toMillis() < 1 || connectTimeout.toMillis() > 600_000) {
      throw usage("connection timeout " + connectTimeout + ": give it 1 ms to 10 minutes");
    }
  }

  public static CoordinationOptions of(String hosts, String root) {
    return new CoordinationOptions(
        hosts, root, Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty());
  }

  public CoordinationOptions withCredentials(Credentials known) {
    return new CoordinationOptions(hosts, root, sessionTimeout, connectTimeout, Optional.of(known));
  }

  public CoordinationOptions withTimeouts(Duration session, Duration connect) {
    return new CoordinationOptions(hosts, root, session, connect, credentials);
  }

  /**
   * Calls wait a session's time and a half, so that a restart of the servers which sessions survive
   * is survived by calls too; a predecessor's entry twice as long as its session can live.
   */
  CoordinationDeadlines deadlines() {
    return new CoordinationDeadlines(
        sessionTimeout.multipliedBy(3).dividedBy(2), sessionTimeout.multipliedBy(2));
  }

  /** Refuses servers of other machines without credentials. */
  void requireSecured() {
    if (credentials.isPresent()) {
      return;
    }
    for (String server : hosts.split(",")) {
      String host = server.substring(0, server.lastIndexOf(':'));
      try {
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
          throw usage(
              "cluster "
                  + server
                  + ": is not on this machine, and there are no credentials; add --secret"
                  + " FILE with one line user:secret");
        }
      } catch (UnknownHostException e) {
        throw new CoordinationException(
            FailureKind.COORDINATION_LOST,
            "cluster " + server + ": unknown host; check the name",
            e);
      }
    }
  }

  private static CoordinationException usage(String message) {
    return new CoordinationException(FailureKind.USAGE, message);
  }
}
