package pregel.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.core.graph.EdgeList;

/**
 * What the vertices that one thread computed in a superstep changed of themselves, and asked to be
 * changed. Vertices come in the order in which they were computed.
 */
final class LocalChanges {
  /** In place of a channel: the row that a vertex has in the end. */
  static final int FINAL = -1;

  /** The edges of all versions of rows. */
  final EdgeList edges;

  /** Requests, and who made them. */
  final List<ChangeRequest> requests = new ArrayList<>();

  private int[] requesters = {};
  private int[] removed = {};
  private int removals;
  private int[] slots = {};
  private int[] channels = {};
  private int[] starts = {};
  private int[] ends = {};
  private int versions;

  LocalChanges(int values) {
    this.edges = new EdgeList(values);
  }

  boolean isEmpty() {
    return versions == 0 && removals == 0 && requests.isEmpty();
  }

  void clear() {
    edges.clear();
    requests.clear();
    removals = 0;
    versions = 0;
  }

  void request(int requester, ChangeRequest request) {
    if (requests.size() == requesters.length) {
      requesters = Arrays.copyOf(requesters, 2 * requesters.length + 16);
    }
    requesters[requests.size()] = requester;
    requests.add(request);
  }

  int requester(int request) {
    return requesters[request];
  }

  /** A vertex removes itself. */
  void remove(int slot) {
    if (removals == removed.length) {
      removed = Arrays.copyOf(removed, 2 * removals + 16);
    }
    removed[removals++] = slot;
  }

  int removals() {
    return removals;
  }

  int removed(int at) {
    return removed[at];
  }

  /** Notes the row that a vertex had when it broadcast, or has in the end. */
  void version(int slot, int channel, int start, int end) {
    if (versions == slots.length) {
      int capacity = 2 * versions + 16;
      slots = Arrays.copyOf(slots, capacity);
      channels = Arrays.copyOf(channels, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    slots[versions] = slot;
    channels[versions] = channel;
    starts[versions] = start;
    ends[versions++] = end;
  }

  int versions() {
    return versions;
  }

  int slot(int version) {
    return slots[version];
  }

  int channel(int version) {
    return channels[version];
  }

  int start(int version) {
    return starts[version];
  }

  int end(int version) {
    return ends[version];
  }

  /** The requests, to be put in order. */
  RequestOrder.Noted noted(Topology topology) {
    return new RequestOrder.Noted() {
      @Override
      public int size() {
        return requests.size();
      }

      @Override
      public long requester(int request) {
        return topology.id(requesters[request]);
      }

      @Override
      public ChangeRequest request(int request) {
        return requests.get(request);
      }
    };
  }
}
