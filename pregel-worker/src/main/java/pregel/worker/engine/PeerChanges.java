package pregel.worker.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.core.graph.ArcChanges;

/** What one worker asked of the vertices of this one, and what it then told of its decisions. */
final class PeerChanges implements RequestOrder.Noted {

  /** Something that everybody must know: what it is, and the id or number it is about. */
  record Fate(int what, long number) {}

  /** Edges that come and go at vertices of this worker, as their rows see them. */
  final ArcChanges arcs;

  final List<Fate> fates = new ArrayList<>();
  private final List<ChangeRequest> requests = new ArrayList<>();
  private long[] requesters = {};

  /**
   * @param values values of an edge
   */
  PeerChanges(int values) {
    this.arcs = new ArcChanges(values);
  }

  void add(long requester, ChangeRequest request) {
    if (requests.size() == requesters.length) {
      requesters = Arrays.copyOf(requesters, 2 * requesters.length + 16);
    }
    requesters[requests.size()] = requester;
    requests.add(request);
  }

  @Override
  public int size() {
    return requests.size();
  }

  @Override
  public long requester(int request) {
    return requesters[request];
  }

  @Override
  public ChangeRequest request(int request) {
    return requests.get(request);
  }
}
