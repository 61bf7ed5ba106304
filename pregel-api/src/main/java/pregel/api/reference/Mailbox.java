package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import pregel.api.Direction;

/**
 * What was sent in one superstep, and in which order it is folded for its receivers in the next.
 *
 * <p>Vertices send in canonical order, one after another, so that messages stand by position of
 * their senders and, of one sender, as they were sent.
 */
final class Mailbox {
  private static final int EDGES_PER_BLOCK = 65_536;

  private record Addressed(int sender, Object message) {}

  private final Arrangement arrangement;
  private final Rows rows;
  private final Direction direction;
  private final MessageRules rules;
  private final Map<Integer, Object> broadcastsBySender = new HashMap<>();
  private final Map<Integer, List<Addressed>> addressedByTarget = new HashMap<>();
  private long produced;
  private long dropped;

  Mailbox(Arrangement arrangement, Rows rows, Direction direction, MessageRules rules) {
    this.arrangement = arrangement;
    this.rows = rows;
    this.direction = direction;
    this.rules = rules;
  }

  /** The first broadcast of a vertex travels as one; further ones are addressed edge by edge. */
  void broadcast(int sender, Object message) {
    Objects.requireNonNull(message);
    List<Rows.End> row = rows.row(direction, sender);
    produced += row.size();
    if (broadcastsBySender.putIfAbsent(sender, message) != null) {
      for (Rows.End end : row) {
        put(sender, end.position(), rules.along().apply(message, end.weight()));
      }
    }
  }

  /** A message to an id that does not exist is dropped, but was produced. */
  void send(int sender, long targetId, Object message) {
    Integer target = arrangement.positions().get(targetId);
    if (target == null) {
      produced++;
      dropped++;
    } else {
      sendToPosition(sender, target, message);
    }
  }

  void sendToPosition(int sender, int target, Object message) {
    produced++;
    put(sender, target, Objects.requireNonNull(message));
  }

  private void put(int sender, int target, Object message) {
    addressedByTarget
        .computeIfAbsent(target, absent -> new ArrayList<>())
        .add(new Addressed(sender, message));
  }

  /** Messages sent: one for every edge of a broadcast, one for every target. */
  long produced() {
    return produced;
  }

  /** Messages sent to ids that do not exist. */
  long dropped() {
    return dropped;
  }

  /** What a vertex finds in its inbox: with a combiner one message at most. */
  List<Object> deliver(int receiver) {
    List<Rows.End> row = rows.row(direction.reversed(), receiver);
    List<Addressed> addressed = addressedByTarget.getOrDefault(receiver, List.of());
    List<Object> inbox = new ArrayList<>();
    if (rules.combiner() == null) {
      inbox.addAll(received(row));
      addressed.forEach(letter -> inbox.add(letter.message()));
      return inbox;
    }
    Object broadcast = foldBroadcasts(row);
    Object sent = foldAddressed(addressed);
    if (broadcast != null && sent != null) {
      inbox.add(rules.combiner().apply(broadcast, sent));
    } else if (broadcast != null) {
      inbox.add(broadcast);
    } else if (sent != null) {
      inbox.add(sent);
    }
    return inbox;
  }

  /** The broadcasts that came along these edges; an edge whose sender was silent gives none. */
  private List<Object> received(List<Rows.End> edges) {
    List<Object> messages = new ArrayList<>();
    for (Rows.End edge : edges) {
      Object message = broadcastsBySender.get(edge.position());
      if (message != null) {
        messages.add(rules.along().apply(message, edge.weight()));
      }
    }
    return messages;
  }

  /** Blocks of the receiver's edges, each by itself, then the blocks. */
  private Object foldBroadcasts(List<Rows.End> row) {
    List<Object> blocks = new ArrayList<>();
    for (int from = 0; from < row.size(); from += EDGES_PER_BLOCK) {
      int to = Math.min(from + EDGES_PER_BLOCK, row.size());
      Object block = rules.fold(received(row.subList(from, to)));
      if (block != null) {
        blocks.add(block);
      }
    }
    return rules.fold(blocks);
  }

  /** The messages from each partition, each by itself, then the partitions. */
  private Object foldAddressed(List<Addressed> letters) {
    SortedMap<Integer, List<Object>> byPartition = new TreeMap<>();
    for (Addressed letter : letters) {
      byPartition
          .computeIfAbsent(
              arrangement.partitions().get(letter.sender()), absent -> new ArrayList<>())
          .add(letter.message());
    }
    List<Object> partials = new ArrayList<>();
    byPartition.values().forEach(messages -> partials.add(rules.fold(messages)));
    return rules.fold(partials);
  }
}
