package pregel.algorithms;

import java.util.Arrays;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleColumn;
import pregel.api.LongColumn;
import pregel.api.Messages;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Moves vertices, each a community of its own at first, to the communities of their neighbours as
 * long as that raises the modularity.
 *
 * <p>A community is named after the vertex it began with, which keeps its books, whether it is
 * still a member or not. A round takes three supersteps: vertices move and sign in with their
 * community's first vertex; it sums the degrees and answers; vertices tell their neighbours their
 * community and its sum.
 *
 * <p>All decide at once on what was true before, so that neighbours could change places for ever:
 * therefore each round a hash of round and vertex lets only half of the vertices move. Of equally
 * good communities the one with the smallest id is chosen. The rounds end when all moves that are
 * still wanted would not raise the modularity by more than a tolerance, if each were alone, or when
 * there were as many as allowed: a few vertices often go on changing places.
 */
final class LocalMoving implements VertexProgram.Of<CommunityNote> {
  private static final int INTRODUCE = 0;
  private static final int MEASURE = 1;
  private static final int FIRST_MOVE = 2;

  private final WeightUnit unit;
  private final double tolerance;
  private final int rounds;
  private LongColumn community;
  private DoubleColumn degree;
  private DoubleColumn total;
  private DoubleAggregator degrees;
  private DoubleAggregator attainable;
  private Scratch<CommunityLinks> links;
  private Scratch<Members> members;

  /** The vertices that signed in with one. */
  private static final class Members {
    private long[] ids = new long[16];
    private int size;

    void add(long id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, 2 * size);
      }
      ids[size++] = id;
    }
  }

  /**
   * @param tolerance a rise of the modularity that is not worth a round
   * @param rounds how many rounds there are at most
   */
  LocalMoving(WeightUnit unit, double tolerance, int rounds) {
    this.unit = unit;
    this.tolerance = tolerance;
    this.rounds = rounds;
  }

  @Override
  public void open(Schema schema) {
    community = schema.longColumn("community").asVertexId();
    degree = schema.doubleColumn("degree").internal();
    total = schema.doubleColumn("total").internal();
    degrees = schema.doubleAggregator("degrees", Combiner.SUM);
    attainable = schema.doubleAggregator("attainable", Combiner.SUM);
    links = schema.scratch(CommunityLinks::new);
    members = schema.scratch(Members::new);
    schema.messages(CommunityNote.CODEC).sendAlong(Direction.BOTH).alongEdges(CommunityNote::along);
  }

  /** The community of every vertex: the id of a vertex, not always of a member. */
  LongColumn community() {
    return community;
  }

  @Override
  public void compute(Vertex vertex, Messages<CommunityNote> notes) {
    int superstep = vertex.superstep();
    if (superstep == INTRODUCE) {
      community.set(vertex, vertex.id());
      tell(vertex);
    } else if (superstep == MEASURE) {
      measure(vertex, notes);
      tell(vertex);
    } else {
      int round = (superstep - FIRST_MOVE) / 3;
      switch ((superstep - FIRST_MOVE) % 3) {
        case 0 -> move(vertex, notes, round);
        case 1 -> sum(vertex, notes, round);
        default -> {
          total.set(vertex, notes.next().amount());
          tell(vertex);
        }
      }
    }
  }

  private void measure(Vertex vertex, Messages<CommunityNote> notes) {
    double sum = 0;
    while (notes.hasNext()) {
      sum += unit.round(notes.next().weight());
    }
    degree.set(vertex, sum);
    total.set(vertex, sum);
  }

  private void tell(Vertex vertex) {
    degrees.add(vertex, degree.get(vertex));
    vertex.sendToNeighbors(
        new CommunityNote(vertex.id(), community.get(vertex), total.get(vertex), 1));
  }

  private void move(Vertex vertex, Messages<CommunityNote> notes, int round) {
    CommunityLinks linked = links.of(vertex);
    linked.clear();
    while (notes.hasNext()) {
      CommunityNote note = notes.next();
      if (note.vertex() != vertex.id()) {
        linked.add(note.community(), unit.round(note.weight()), note.amount());
      }
    }
    long own = community.get(vertex);
    double share = degree.get(vertex) / degrees.value();
    double stay = linked.weightTo(own) - share * (total.get(vertex) - degree.get(vertex));
    long best = own;
    double most = stay;
    for (int place = 0; place < linked.size(); place++) {
      long other = linked.community(place);
      double gain = linked.weight(place) - share * linked.total(place);
      if (other != own && (gain > most || (gain == most && best != own && other < best))) {
        best = other;
        most = gain;
      }
    }
    if (best != own) {
      attainable.add(vertex, 2 * (most - stay) / degrees.value());
      if (isItsTurn(vertex.id(), round)) {
        community.set(vertex, best);
      }
    }
    long joined = community.get(vertex);
    vertex.send(joined, new CommunityNote(vertex.id(), joined, degree.get(vertex), 1));
  }

  private void sum(Vertex vertex, Messages<CommunityNote> notes, int round) {
    if (attainable.value() <= tolerance || round + 1 >= rounds) {
      vertex.voteToHalt();
      return;
    }
    Members signedIn = members.of(vertex);
    signedIn.size = 0;
    double sum = 0;
    while (notes.hasNext()) {
      CommunityNote note = notes.next();
      signedIn.add(note.vertex());
      sum += note.amount();
    }
    CommunityNote answer = new CommunityNote(vertex.id(), vertex.id(), sum, 1);
    for (int i = 0; i < signedIn.size; i++) {
      vertex.send(signedIn.ids[i], answer);
    }
  }

  private static boolean isItsTurn(long id, int round) {
    long mixed = (id + (round + 1) * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed < 0;
  }
}
