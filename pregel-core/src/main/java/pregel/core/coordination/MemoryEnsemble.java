package pregel.core.coordination;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import pregel.core.coordination.Change.Check;
import pregel.core.coordination.Change.Create;
import pregel.core.coordination.Change.Delete;
import pregel.core.coordination.Change.Life;
import pregel.core.coordination.Change.Write;

/**
 * What ZooKeeper is, in one JVM and without threads or clocks of its own: nodes, and sessions that
 * a test suspends and expires. Listeners and watches run on the executor it is given, in the order
 * in which things happened; a simulation gives one that keeps tasks until it wants them.
 *
 * <p>All state, that of sessions included, is guarded by this object.
 */
public final class MemoryEnsemble {
  private final Executor events;
  private final Map<String, Node> nodes = new TreeMap<>();
  private final Map<String, Set<Runnable>> nodeWatches = new HashMap<>();
  private final Map<String, Set<Runnable>> childWatches = new HashMap<>();
  private final Set<Long> liveSessions = new LinkedHashSet<>();
  private final Map<String, List<MemoryCandidate>> candidates = new HashMap<>();
  private long lastChange;
  private long lastSession;

  private static final class Node {
    private byte[] data;
    private int version;
    private final long created;
    private final long owner;

    Node(byte[] data, long created, long owner) {
      this.data = data;
      this.created = created;
      this.owner = owner;
    }
  }

  /**
   * @param events runs what listeners and watches do, one task at a time
   */
  public MemoryEnsemble(Executor events) {
    this.events = events;
  }

  /** Connects a process. */
  public synchronized MemorySession connect(String name) {
    return new MemorySession(this, name);
  }

  Executor events() {
    return events;
  }

  // ---- Sessions; called with the lock held

  long newSession() {
    long id = ++lastSession;
    liveSessions.add(id);
    return id;
  }

  boolean isLive(long session) {
    return liveSessions.contains(session);
  }

  void end(long session) {
    if (!liveSessions.remove(session)) {
      return;
    }
    List<String> gone = new ArrayList<>();
    nodes.forEach(
        (path, node) -> {
          if (node.owner == session) {
            gone.add(path);
          }
        });
    for (String path : gone) {
      remove(path);
    }
    for (List<MemoryCandidate> queue : candidates.values()) {
      queue.removeIf(candidate -> candidate.session() == session);
    }
    candidates.values().forEach(MemoryEnsemble::settle);
  }

  void stand(String path, MemoryCandidate candidate) {
    List<MemoryCandidate> queue = candidates.computeIfAbsent(path, p -> new ArrayList<>());
    queue.add(candidate);
    settle(queue);
  }

  void withdraw(MemoryCandidate candidate) {
    for (List<MemoryCandidate> queue : candidates.values()) {
      if (queue.remove(candidate)) {
        settle(queue);
      }
    }
  }

  private static void settle(List<MemoryCandidate> queue) {
    if (!queue.isEmpty()) {
      queue.get(0).elect();
    }
  }

  // ---- Nodes; called with the lock held

  Optional<TreeNode> read(String path, Runnable changed) {
    watch(nodeWatches, path, changed);
    Node node = nodes.get(path);
    return node == null
        ? Optional.empty()
        : Optional.of(new TreeNode(node.data.clone(), node.version, node.created, node.owner));
  }

  Optional<List<String>> children(String path, Runnable changed) {
    if (!nodes.containsKey(path)) {
      return Optional.empty();
    }
    watch(childWatches, path, changed);
    return Optional.of(childrenOf(path));
  }

  void apply(List<Change> changes, long session) throws ConflictException {
    // On a copy first, for a change may rest on one before it.
    Map<String, Node> trial = new TreeMap<>();
    nodes.forEach((path, node) -> trial.put(path, copy(node)));
    for (int i = 0; i < changes.size(); i++) {
      String objection = objection(trial, changes.get(i));
      if (objection != null) {
        throw new ConflictException(i, objection);
      }
      make(trial, changes.get(i), session, lastChange + 1);
    }
    lastChange++;
    for (Change change : changes) {
      make(nodes, change, session, lastChange);
      if (!(change instanceof Check)) {
        fire(nodeWatches, change.path());
      }
      if (change instanceof Create || change instanceof Delete) {
        fire(childWatches, parentOf(change.path()));
      }
    }
  }

  private static Node copy(Node node) {
    Node copy = new Node(node.data, node.created, node.owner);
    copy.version = node.version;
    return copy;
  }

  private static String objection(Map<String, Node> nodes, Change change) {
    String path = change.path();
    Node node = nodes.get(path);
    if (change instanceof Create) {
      if (node != null) {
        return path + " is there already";
      }
      String parent = parentOf(path);
      return parent.isEmpty() || nodes.containsKey(parent) ? null : parent + " is not there";
    }
    if (node == null) {
      return path + " is not there";
    }
    int version =
        change instanceof Check check
            ? check.version()
            : change instanceof Write write ? write.version() : ((Delete) change).version();
    if (version != Change.ANY_VERSION && version != node.version) {
      return path + " has version " + node.version + ", not " + version;
    }
    if (change instanceof Delete
        && nodes.keySet().stream().anyMatch(other -> parentOf(other).equals(path))) {
      return path + " has children";
    }
    return null;
  }

  private static void make(Map<String, Node> nodes, Change change, long session, long number) {
    if (change instanceof Create create) {
      long owner = create.life() == Life.SESSION ? session : 0;
      nodes.put(create.path(), new Node(create.data().clone(), number, owner));
    } else if (change instanceof Write write) {
      Node node = nodes.get(write.path());
      node.data = write.data().clone();
      node.version++;
    } else if (change instanceof Delete delete) {
      nodes.remove(delete.path());
    }
  }

  private void remove(String path) {
    nodes.remove(path);
    lastChange++;
    fire(nodeWatches, path);
    fire(childWatches, parentOf(path));
  }

  private List<String> childrenOf(String path) {
    List<String> names = new ArrayList<>();
    for (String other : nodes.keySet()) {
      if (parentOf(other).equals(path)) {
        names.add(other.substring(path.length() + 1));
      }
    }
    return names;
  }

  private static String parentOf(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static void watch(Map<String, Set<Runnable>> watches, String path, Runnable changed) {
    if (changed != null) {
      watches.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(changed);
    }
  }

  private static void fire(Map<String, Set<Runnable>> watches, String path) {
    Set<Runnable> waiting = watches.remove(path);
    if (waiting != null) {
      waiting.forEach(Runnable::run);
    }
  }
}
