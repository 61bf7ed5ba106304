package pregel.worker.engine;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import pregel.api.Channel;
import pregel.api.Direction;
import pregel.core.graph.Adjacency;
import pregel.core.graph.ChangingGraph;
import pregel.core.graph.Graph;
import pregel.core.share.GraphShare;

/**
 * How the broadcasts of one channel travel: along which edges, and in the running superstep how
 * they arrive. Shared by all threads; changes only between supersteps.
 */
public final class Route {
  public final Channel channel;

  /** Whether broadcasts travel both ways in a directed graph, so that degrees are sums. */
  public final boolean bothWays;

  /** The degrees in the direction of the broadcasts, summed over the 64 vertices of a word. */
  public long[] sendDegreeOfWord;

  /** How the broadcasts that the running superstep reads arrive. */
  public Mode mode = Mode.NONE;

  /** Whether the running superstep reads any message. */
  public boolean carries;

  /** Whether the running superstep may send, or has old broadcasts to forget. */
  public boolean accepts;

  /** The rows that receivers read when pulling; set before the first superstep that pulls. */
  public Adjacency pullRows;

  // Traffic of the superstep before, for choosing the mode.
  long senders;
  long senderDegrees;
  long addressed;

  /** Broadcasters of the superstep before that. */
  long staleSenders;

  /** Edges along which open vertices of this worker can still be reached. */
  long openEdges;

  /** The same of all other workers. */
  long othersOpenEdges;

  /** Whether messages were delivered before the graph changed. */
  public boolean isDelivered;

  private final Graph graph;
  private final GraphShare share;
  private final Topology topology;
  private IntBuffer sendDegrees;
  private IntBuffer inboxDegrees;

  /**
   * @param share what this worker holds of the graph, or null if it has all of it
   * @param topology the graph as the program changes it, or null
   */
  Route(Graph graph, GraphShare share, Topology topology, Channel channel) {
    this.graph = graph;
    this.share = share;
    this.topology = topology;
    this.channel = channel;
    Direction direction = channel.direction();
    this.bothWays = direction == Direction.BOTH && !graph.isUndirected();
    follow(graph.outDegrees(), graph.inDegrees(), graph.vertices());
    this.openEdges =
        share != null ? ownEdges() : bothWays ? 2 * graph.directedEdges() : graph.directedEdges();
  }

  /** Edges along which this worker's vertices receive. */
  private long ownEdges() {
    long sum = 0;
    for (int slot = 0; slot < graph.vertices(); slot++) {
      sum += inboxDegree(slot);
    }
    return sum;
  }

  private void follow(IntBuffer outDegrees, IntBuffer inDegrees, int slots) {
    boolean incoming = channel.direction() == Direction.IN && !graph.isUndirected();
    sendDegrees = incoming ? inDegrees : outDegrees;
    inboxDegrees = incoming ? outDegrees : inDegrees;
    sendDegreeOfWord = Bits.forSlots(slots);
    for (int slot = 0; slot < slots; slot++) {
      sendDegreeOfWord[slot >>> 6] += sendDegree(slot);
    }
  }

  /** Takes over what the graph has become. */
  void refresh() {
    ChangingGraph changed = topology.graph();
    follow(changed.outDegrees(), changed.inDegrees(), changed.slots());
    pullRows = changed.senders(channel.direction());
    openEdges = pullRows.edges();
  }

  /** Edges along which open vertices can still be reached, on any worker. */
  long reachable() {
    return openEdges + othersOpenEdges;
  }

  /** Messages that one broadcast of this vertex makes. */
  public int sendDegree(int slot) {
    return bothWays ? sendDegrees.get(slot) + inboxDegrees.get(slot) : sendDegrees.get(slot);
  }

  /** Messages that this vertex gets when everybody broadcasts. */
  public int inboxDegree(int slot) {
    return bothWays ? sendDegree(slot) : inboxDegrees.get(slot);
  }

  /** The rows in which a sender finds its receivers, those of this worker. */
  public Adjacency sendRows() {
    if (topology != null) {
      return topology.graph().receivers(channel.direction());
    }
    return share == null
        ? graph.adjacency(channel.direction())
        : share.turned(channel.direction().reversed());
  }

  /** Makes the rows in which a receiver finds its senders. */
  void openPullRows() {
    pullRows =
        topology == null
            ? graph.adjacency(channel.direction().reversed())
            : topology.graph().senders(channel.direction());
  }

  /** Whether no edge's weight is infinite or NaN. */
  public boolean hasFiniteWeights() {
    Direction direction = graph.has(Direction.IN) ? Direction.IN : Direction.OUT;
    Adjacency adjacency = graph.adjacency(direction);
    for (int partition = 0; partition < graph.partitions().partitions(); partition++) {
      DoubleBuffer weights = adjacency.rows(partition).weights();
      for (int k = 0; weights != null && k < weights.capacity(); k++) {
        if (!Double.isFinite(weights.get(k))) {
          return false;
        }
      }
    }
    return true;
  }
}
