package pregel.core.coordination.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.framework.state.SessionConnectionStateErrorPolicy;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import pregel.api.FailureKind;
import pregel.core.coordination.Change;
import pregel.core.coordination.ConflictException;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.Election;
import pregel.core.coordination.ElectionListener;
import pregel.core.coordination.NoAnswerException;
import pregel.core.coordination.SessionListener;
import pregel.core.coordination.Tree;
import pregel.core.coordination.TreeNode;
import pregel.core.coordination.Watch;

/**
 * A tree in ZooKeeper. Curator keeps the connection, makes a new session after one is lost, and
 * elects; nodes are read and written by the client below it, because Curator repeats a call whose
 * answer was lost, and here nothing may be repeated that was not looked at.
 *
 * <p>Three threads: Curator's, the session's for listeners, and that for watches, which reads.
 */
final class CuratorTree implements Tree {
  private final CuratorFramework curator;
  private final String hosts;
  private final AccessRules access;
  private final ExecutorService sessionThread;
  private final ExecutorService watchThread;
  private final SessionWatch sessions;

  private CuratorTree(CoordinationOptions options) {
    this.hosts = options.hosts();
    this.access = new AccessRules(options.credentials());
    this.sessionThread = daemon("coordination-session");
    this.watchThread = daemon("coordination-watch");
    int sessionMillis = Math.toIntExact(options.sessionTimeout().toMillis());
    ZKClientConfig config = new ZKClientConfig();
    config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Integer.toString(sessionMillis));
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(hosts)
            .sessionTimeoutMs(sessionMillis)
            .connectionTimeoutMs(Math.toIntExact(options.connectTimeout().toMillis()))
            // For the recipes only.
            .retryPolicy(new ExponentialBackoffRetry(50, 5, 1000))
            // A pause revokes no leader.
            .connectionStateErrorPolicy(new SessionConnectionStateErrorPolicy())
            // The servers are those that were named, whatever the ensemble says of itself.
            .ensembleTracker(false)
            .zkClientConfig(config)
            .aclProvider(
                new ACLProvider() {
                  @Override
                  public List<ACL> getDefaultAcl() {
                    return access.own();
                  }

                  @Override
                  public List<ACL> getAclForPath(String path) {
                    return access.own();
                  }
                });
    options.credentials().ifPresent(known -> builder.authorization("digest", known.bytes()));
    this.curator = builder.build();
    this.sessions = new SessionWatch(hosts, sessionThread, this::clientsSession);
  }

  static CuratorTree connect(CoordinationOptions options) throws InterruptedException {
    options.requireSecured();
    CuratorTree tree = new CuratorTree(options);
    boolean connected = false;
    try {
      tree.curator.getConnectionStateListenable().addListener(tree.sessions);
      tree.curator.start();
      connected =
          tree.curator.blockUntilConnected(
              Math.toIntExact(options.connectTimeout().toMillis()), TimeUnit.MILLISECONDS);
    } finally {
      if (!connected) {
        tree.close();
      }
    }
    if (!connected) {
      throw new CoordinationException(
          FailureKind.COORDINATION_LOST,
          "%s: no connection within %.1f s; check that it runs and can be reached"
              .formatted(tree.name(), options.connectTimeout().toMillis() / 1e3));
    }
    return tree;
  }

  @Override
  public String name() {
    return "ZooKeeper " + hosts;
  }

  // ---- Nodes

  @Override
  public Optional<TreeNode> read(String path, Runnable changed)
      throws NoAnswerException, InterruptedException {
    try {
      ZooKeeper client = client();
      if (changed != null && client.exists(path, new Forwarder(changed)) == null) {
        return Optional.empty();
      }
      Stat stat = new Stat();
      byte[] data = client.getData(path, false, stat);
      return Optional.of(
          new TreeNode(
              data == null ? new byte[0] : data,
              stat.getVersion(),
              stat.getCzxid(),
              stat.getEphemeralOwner()));
    } catch (KeeperException.NoNodeException e) {
      return Optional.empty();
    } catch (KeeperException e) {
      throw failure(path, e);
    }
  }

  @Override
  public Optional<List<String>> children(String path, Runnable changed)
      throws NoAnswerException, InterruptedException {
    try {
      return Optional.of(
          client().getChildren(path, changed == null ? null : new Forwarder(changed)));
    } catch (KeeperException.NoNodeException e) {
      return Optional.empty();
    } catch (KeeperException e) {
      throw failure(path, e);
    }
  }

  @Override
  public void apply(List<Change> changes)
      throws ConflictException, NoAnswerException, InterruptedException {
    List<Op> ops = new ArrayList<>(changes.size());
    for (Change change : changes) {
      ops.add(op(change));
    }
    try {
      client().multi(ops);
    } catch (KeeperException.NoNodeException
        | KeeperException.NodeExistsException
        | KeeperException.BadVersionException
        | KeeperException.NotEmptyException e) {
      int index = culprit(e);
      throw new ConflictException(
          index, e.code() + " " + (index < changes.size() ? changes.get(index).path() : ""));
    } catch (KeeperException e) {
      throw failure(changes.get(0).path(), e);
    }
  }

  private Op op(Change change) {
    if (change instanceof Change.Check check) {
      return Op.check(check.path(), check.version());
    } else if (change instanceof Change.Write write) {
      return Op.setData(write.path(), write.data(), write.version());
    } else if (change instanceof Change.Delete delete) {
      return Op.delete(delete.path(), delete.version());
    }
    Change.Create create = (Change.Create) change;
    return switch (create.life()) {
      case PERSISTENT ->
          Op.create(create.path(), create.data(), access.own(), CreateMode.PERSISTENT);
      case SESSION -> Op.create(create.path(), create.data(), access.own(), CreateMode.EPHEMERAL);
      case SHARED ->
          Op.create(create.path(), create.data(), access.shared(), CreateMode.PERSISTENT);
    };
  }

  /** The first operation that failed by itself; those around it failed because of it. */
  private static int culprit(KeeperException failure) {
    List<OpResult> results = failure.getResults();
    for (int i = 0; results != null && i < results.size(); i++) {
      if (results.get(i) instanceof OpResult.ErrorResult error
          && error.getErr() != KeeperException.Code.OK.intValue()
          && error.getErr() != KeeperException.Code.RUNTIMEINCONSISTENCY.intValue()) {
        return i;
      }
    }
    return 0;
  }

  @Override
  public void requireOwned(String path) throws NoAnswerException, InterruptedException {
    try {
      access.requireOwned(path, client().getACL(path, new Stat()));
    } catch (KeeperException e) {
      throw failure(path, e);
    }
  }

  /** The client of now; Curator makes another when a session is lost. */
  ZooKeeper client() throws KeeperException, InterruptedException, NoAnswerException {
    try {
      return curator.getZookeeperClient().getZooKeeper();
    } catch (KeeperException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new NoAnswerException(e.toString(), e);
    }
  }

  /** Sorts failures: those after which nobody knows, those of access, and the impossible. */
  private NoAnswerException failure(String path, KeeperException e) {
    return switch (e.code()) {
      case CONNECTIONLOSS, OPERATIONTIMEOUT, REQUESTTIMEOUT, SESSIONEXPIRED, SESSIONMOVED ->
          new NoAnswerException(e.code().name().toLowerCase(Locale.ROOT), e);
      case NOAUTH, AUTHFAILED -> throw access.refused(path, e);
      default ->
          throw new CoordinationException(
              FailureKind.COORDINATION_LOST,
              "%s: %s: %s; see the log of ZooKeeper".formatted(name(), path, e.code()),
              e);
    };
  }

  // ---- Session

  @Override
  public long session() {
    return sessions.current();
  }

  private long clientsSession() {
    try {
      return curator.getZookeeperClient().getZooKeeper().getSessionId();
    } catch (Exception e) {
      // The connection went again; another event follows.
      return 0;
    }
  }

  @Override
  public boolean awaitConnection(long nanos) throws InterruptedException {
    return curator.getZookeeperClient().isConnected()
        || curator.blockUntilConnected(
            (int) Math.min(Integer.MAX_VALUE, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos))),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public Watch listen(SessionListener listener) {
    return sessions.add(listener);
  }

  @Override
  public Election stand(String path, String candidate, ElectionListener listener) {
    return LatchElection.start(curator, path, candidate, listener, sessionThread);
  }

  @Override
  public Executor watches() {
    return task -> execute(watchThread, task);
  }

  /** What comes after the end is dropped. */
  static void execute(ExecutorService thread, Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      if (!thread.isShutdown()) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    curator.close();
    watchThread.shutdownNow();
    sessionThread.shutdown();
    try {
      boolean ended =
          watchThread.awaitTermination(5, TimeUnit.SECONDS)
              & sessionThread.awaitTermination(5, TimeUnit.SECONDS);
      if (!ended) {
        // A listener blocks, against its contract; it gets no more.
        sessionThread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExecutorService daemon(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Equal for the same runnable, so that the client holds it once. */
  private record Forwarder(Runnable changed) implements Watcher {
    @Override
    public void process(WatchedEvent event) {
      changed.run();
    }
  }
}
