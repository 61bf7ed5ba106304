package pregel.api.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import pregel.api.Channel;
import pregel.api.Combiner;

/**
 * What was sent through one channel in one superstep, and in which order it is folded for its
 * receivers in the next.
 *
 * <p>Vertices send in canonical order, one after another, so that messages stand by position of
 * their senders and, of one sender, as they were sent.
 */
final class Mailbox {
  private static final int EDGES_PER_BLOCK = 65_536;

  /** What a vertex broadcast, and the edges that it then had. */
  private record Broadcast(Object message, List<End> row) {}

  /** An edge at its receiver; the message is null if the sender was silent. */
  private record Incoming(Object message, double weight) {}

  private record Addressed(long sender, int partition, Object message) {}

  private final Topology topology;
  private final Channel channel;
  private final MessageRules rules;
  private final Perturbation perturbation;
  private final Map<Long, Broadcast> broadcastsBySender = new HashMap<>();
  private final Map<Long, List<Addressed>> addressedByTarget = new HashMap<>();
  private final Map<Long, List<Incoming>> incomingByTarget = new HashMap<>();
  private long produced;

  Mailbox(Topology topology, Channel channel, Perturbation perturbation) {
    this.perturbation = perturbation;
    this.topology = topology;
    this.channel = channel;
    this.rules = MessageRules.of(channel);
  }

  MessageRules rules() {
    return rules;
  }

  /** The first broadcast of a vertex travels as one; further ones are addressed edge by edge. */
  void broadcast(long sender, Object message) {
    Objects.requireNonNull(message);
    List<End> row = topology.row(channel.direction(), sender);
    produced += row.size();
    if (broadcastsBySender.putIfAbsent(sender, new Broadcast(message, row)) != null) {
      for (End end : row) {
        put(sender, end.other(), rules.along().apply(message, end.weight()));
      }
    }
  }

  void send(long sender, long target, Object message) {
    produced++;
    put(sender, target, Objects.requireNonNull(message));
  }

  private void put(long sender, long target, Object message) {
    Arrangement arrangement = topology.arrangement();
    int partition = arrangement.partitions().get(arrangement.positions().get(sender));
    addressedByTarget
        .computeIfAbsent(target, absent -> new ArrayList<>())
        .add(new Addressed(sender, partition, message));
  }

  /**
   * Ends the superstep, before any request to change the graph is applied: every receiver gets its
   * edges in canonical order of the senders. A vertex that did not broadcast counts with the edges
   * that it has now, because blocks are made of all edges.
   */
  void seal() {
    if (broadcastsBySender.isEmpty()) {
      return;
    }
    for (long sender : topology.vertices()) {
      Broadcast broadcast = broadcastsBySender.get(sender);
      Object message = broadcast == null ? null : broadcast.message();
      List<End> row =
          broadcast == null ? topology.row(channel.direction(), sender) : broadcast.row();
      for (End end : row) {
        incomingByTarget
            .computeIfAbsent(end.other(), absent -> new ArrayList<>())
            .add(new Incoming(message, end.weight()));
      }
    }
  }

  /** What has been broadcast to a vertex so far, folded; null if nothing. */
  Object early(long receiver) {
    List<Object> messages = new ArrayList<>();
    for (Broadcast broadcast : broadcastsBySender.values()) {
      for (End end : broadcast.row()) {
        if (end.other() == receiver) {
          messages.add(rules.along().apply(broadcast.message(), end.weight()));
        }
      }
    }
    return rules.fold(messages);
  }

  /** Messages sent: one for every edge of a broadcast, one for every target. */
  long produced() {
    return produced;
  }

  /** Every message by itself, in canonical order of the senders; broadcasts before others. */
  List<Sent> sent() {
    Map<Long, List<Sent>> bySender = new HashMap<>();
    broadcastsBySender.forEach(
        (sender, broadcast) -> {
          for (End end : broadcast.row()) {
            Object message = rules.along().apply(broadcast.message(), end.weight());
            note(bySender, sender, end.other(), message);
          }
        });
    addressedByTarget.forEach(
        (target, letters) ->
            letters.forEach(letter -> note(bySender, letter.sender(), target, letter.message())));
    List<Sent> sent = new ArrayList<>();
    bySender.keySet().stream()
        .sorted(topology.arrangement().canonical())
        .forEach(sender -> sent.addAll(bySender.get(sender)));
    return sent;
  }

  private void note(Map<Long, List<Sent>> bySender, long sender, long target, Object message) {
    bySender
        .computeIfAbsent(sender, absent -> new ArrayList<>())
        .add(new Sent(channel.name(), sender, target, message));
  }

  /** Who was sent something, whether it exists or not. */
  Set<Long> targets() {
    Set<Long> targets = new TreeSet<>(addressedByTarget.keySet());
    for (Broadcast broadcast : broadcastsBySender.values()) {
      broadcast.row().forEach(end -> targets.add(end.other()));
    }
    return targets;
  }

  /** How many messages were sent to an id. */
  long count(long target) {
    return received(incomingByTarget.getOrDefault(target, List.of())).size()
        + (long) addressedByTarget.getOrDefault(target, List.of()).size();
  }

  /** What a vertex finds in its inbox: with a combiner one message at most. */
  List<Object> deliver(long receiver) {
    return perturbation.receiving(channel, inbox(receiver));
  }

  private List<Object> inbox(long receiver) {
    List<Incoming> incoming = incomingByTarget.getOrDefault(receiver, List.of());
    List<Addressed> addressed = addressedTo(receiver);
    List<Object> inbox = new ArrayList<>();
    if (rules.combiner() == null) {
      inbox.addAll(received(incoming));
      addressed.forEach(letter -> inbox.add(letter.message()));
      return inbox;
    }
    if (perturbation.regroups() && channel.combiner() != Combiner.FIRST) {
      inbox.addAll(received(incoming));
      addressed.forEach(letter -> inbox.add(letter.message()));
      Object folded = perturbation.folded(inbox, rules.combiner());
      return folded == null ? List.of() : List.of(folded);
    }
    Object broadcast = foldBroadcasts(incoming);
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

  /** In canonical order of the senders, in whatever order they were computed. */
  private List<Addressed> addressedTo(long receiver) {
    return addressedByTarget.getOrDefault(receiver, List.of()).stream()
        .sorted(Comparator.comparing(Addressed::sender, topology.arrangement().canonical()))
        .toList();
  }

  /** The broadcasts that came along these edges; an edge whose sender was silent gives none. */
  private List<Object> received(List<Incoming> edges) {
    List<Object> messages = new ArrayList<>();
    for (Incoming edge : edges) {
      if (edge.message() != null) {
        messages.add(rules.along().apply(edge.message(), edge.weight()));
      }
    }
    return messages;
  }

  /** Blocks of the receiver's edges, each by itself, then the blocks. */
  private Object foldBroadcasts(List<Incoming> row) {
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
          .computeIfAbsent(letter.partition(), absent -> new ArrayList<>())
          .add(letter.message());
    }
    List<Object> partials = new ArrayList<>();
    byPartition.values().forEach(messages -> partials.add(rules.fold(messages)));
    return rules.fold(partials);
  }
}
