package pregel.core.coordination.zookeeper;

import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import pregel.api.FailureKind;
import pregel.core.coordination.CoordinationException;

/** Who may do what with our nodes: with credentials nobody else anything, without them all. */
final class AccessRules {
  private final List<ACL> own;
  private final List<ACL> shared;
  private final Optional<Credentials> credentials;

  AccessRules(Optional<Credentials> credentials) {
    this.credentials = credentials;
    if (credentials.isEmpty()) {
      own = List.copyOf(Ids.OPEN_ACL_UNSAFE);
      shared = own;
    } else {
      Id us = new Id("digest", digest(credentials.get()));
      own = List.of(new ACL(Perms.ALL, us));
      shared =
          List.of(new ACL(Perms.ALL, us), new ACL(Perms.READ | Perms.CREATE, Ids.ANYONE_ID_UNSAFE));
    }
  }

  /** Of nodes that are ours. */
  List<ACL> own() {
    return own;
  }

  /** Of the nodes above our root, where other clusters may have theirs. */
  List<ACL> shared() {
    return shared;
  }

  void requireOwned(String path, List<ACL> found) {
    Set<ACL> rules = new HashSet<>(found);
    if (!rules.equals(new HashSet<>(own))) {
      throw new CoordinationException(
          FailureKind.COORDINATION_LOST,
          credentials.isPresent()
              ? path
                  + ": others than "
                  + credentials.get().user()
                  + " may use this node; it was made without these credentials: remove the tree, or"
                  + " give the cluster a root of its own"
              : path + ": was made with credentials; give the file that the other processes have");
    }
  }

  CoordinationException refused(String path, KeeperException cause) {
    return new CoordinationException(
        FailureKind.PROTOCOL,
        path
            + ": ZooKeeper refuses "
            + credentials.map(Credentials::toString).orElse("access without credentials")
            + "; give the file that the other processes have",
        cause);
  }

  private static String digest(Credentials credentials) {
    try {
      return DigestAuthenticationProvider.generateDigest(credentials.text());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
