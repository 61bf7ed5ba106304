package pregel.algorithms.community;

import pregel.api.BooleanColumn;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleChannel;
import pregel.api.DoubleColumn;
import pregel.api.IntChannel;
import pregel.api.LongColumn;
import pregel.api.Master;
import pregel.api.Messages;
import pregel.api.ObjectChannel;
import pregel.api.ObjectRequests;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Scratch;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Moves vertices, each a community of its own at first, to the communities of their neighbours as
 * long as that raises the modularity.
 *
 * <p>A community is named after the vertex it began with, which keeps its books, whether it is
 * still a member or not. A turn takes three supersteps: vertices move, and tell the books of the
 * communities that they leave and join; everybody asks for its community's books; everybody passes
 * on to its neighbours what it read there. All members pass on the same object.
 *
 * <p>All decide at once on what was true before, so that neighbours could change places for ever:
 * therefore a round has two turns, and a hash of round and vertex says in which of them a vertex
 * may move. A vertex that decided is left alone until a neighbour has moved (as in Traag, Waltman
 * and van Eck 2019). Of equally good communities the one with the smallest id is chosen.
 *
 * <p>The rounds end when the moves of one would not have raised the modularity by more than a
 * tolerance, or than a small part of what all rounds did, if each were alone: the rest is better
 * left to the smaller graph. Or when there were as many as allowed: a few vertices often go on
 * changing places.
 */
final class LocalMoving implements VertexProgram.OfPhases {
  private static final int FIRST_MOVE = 2;
  private static final int TURNS = 2;

  /** The part of what all rounds gained that is not worth a round. */
  private static final double NEGLIGIBLE = 0.001;

  private final WeightUnit unit;
  private final double tolerance;
  private final int rounds;
  private final double worst;

  private LongColumn community;
  private DoubleColumn degree;
  private DoubleColumn loops;

  /** The sum of the degrees in the community that is named after the vertex. */
  private DoubleColumn total;

  /** The sum of the degrees in the community that the vertex is in. */
  private DoubleColumn around;

  /** Whether the vertex has decided, and no neighbour has moved since. */
  private BooleanColumn settled;

  private DoubleAggregator degrees;
  private DoubleAggregator modularity;
  private DoubleAggregator gained;
  private DoubleAggregator gainedInRound;
  private DoubleChannel weights;
  private DoubleChannel entries;
  private IntChannel moves;
  private ObjectChannel<CommunityNote> notes;
  private ObjectRequests<CommunityNote> books;
  private Phase settle;
  private Scratch<CommunityLinks> links;

  /**
   * @param tolerance a rise of the modularity that is not worth a round
   * @param rounds how many rounds there are at most
   * @param worst a modularity up to which the graph is not worth a move
   */
  LocalMoving(WeightUnit unit, double tolerance, int rounds, double worst) {
    this.unit = unit;
    this.tolerance = tolerance;
    this.rounds = rounds;
    this.worst = worst;
  }

  @Override
  public void open(Schema schema) {
    community = schema.longColumn("community").asVertexId();
    degree = schema.doubleColumn("degree").internal();
    loops = schema.doubleColumn("loops").internal();
    total = schema.doubleColumn("total").internal();
    around = schema.doubleColumn("around").internal();
    settled = schema.booleanColumn("settled").internal();
    degrees = schema.doubleAggregator("degrees", Combiner.SUM).persistent();
    modularity = schema.doubleAggregator("modularity", Combiner.SUM).persistent();
    gained = schema.doubleAggregator("gained", Combiner.SUM).persistent();
    gainedInRound = schema.doubleAggregator("gained in round", Combiner.SUM).persistent();
    links = schema.scratch(CommunityLinks::new);
    weights = schema.doubleChannel("weights").along(Direction.BOTH).combine(Combiner.SUM);
    weights.alongEdges((message, weight) -> unit.round(weight));
    entries = schema.doubleChannel("entries").combine(Combiner.SUM);
    moves = schema.intChannel("moves").along(Direction.BOTH).combine(Combiner.FIRST);
    notes = schema.objectChannel("notes", CommunityNote.CODEC).along(Direction.BOTH);
    notes.alongEdges(CommunityNote::along);
    books =
        schema.objectRequests(
            "books",
            CommunityNote.CODEC,
            asked -> new CommunityNote(asked.id(), total.get(asked), 1));
    Phase introduce = schema.phase("introduce", this::introduce).writes(weights);
    Phase measure = schema.phase("measure", this::measure).reads(weights).writes(notes);
    Phase move = schema.phase("move", this::move).reads(notes).writes(entries, moves);
    settle = schema.phase("settle", this::settle).reads(entries, moves);
    Phase tell = schema.phase("tell", this::tell).writes(notes);
    introduce.then(measure);
    measure.then(move);
    move.then(settle);
    settle.then(tell);
    tell.then(move);
    schema.master(this::endRounds);
  }

  /** The community of every vertex: the id of a vertex, not always of a member. */
  LongColumn community() {
    return community;
  }

  /**
   * How much more of the weight lies inside the vertices of the graph, as self-loops, than chance
   * would put there: the sum over vertices of {@code inside / all - (degree / all)^2}, where {@code
   * all} is the sum of the degrees (Newman and Girvan 2004). In a contracted graph that is the
   * modularity of the groups. 0 in a graph without weight.
   */
  double modularity() {
    return modularity.value();
  }

  /** Whether any vertex moved. */
  boolean anyMoved() {
    return gained.value() > 0;
  }

  private void introduce(Vertex vertex) {
    community.set(vertex, vertex.id());
    weights.sendToNeighbors(vertex, 1);
  }

  private void measure(Vertex vertex) {
    double sum = weights.received(vertex).combinedOr(0);
    if (sum == 0) {
      vertex.close();
      return;
    }
    degree.set(vertex, sum);
    total.set(vertex, sum);
    around.set(vertex, sum);
    degrees.add(vertex, sum);
    notes.sendToNeighbors(vertex, new CommunityNote(vertex.id(), sum, 1));
  }

  private void move(Vertex vertex) {
    int turn = turn(vertex.superstep());
    boolean decides = !settled.get(vertex) && isItsTurn(vertex.id(), turn);
    if (!decides && turn > 0) {
      return;
    }
    CommunityLinks linked = linked(vertex);
    long own = community.get(vertex);
    double all = degrees.value();
    double share = degree.get(vertex) / all;
    if (turn == 0) {
      double inside = linked.weightTo(own); // nobody else is there yet
      loops.set(vertex, inside);
      modularity.add(vertex, inside / all - share * share);
    }
    if (!decides) {
      return;
    }
    double inside = linked.weightTo(own) - loops.get(vertex);
    double stay = inside - share * (around.get(vertex) - degree.get(vertex));
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
    settled.set(vertex, true);
    if (best != own) {
      community.set(vertex, best);
      entries.send(vertex, own, -degree.get(vertex));
      entries.send(vertex, best, degree.get(vertex));
      moves.sendToNeighbors(vertex, 1);
      double gain = 2 * (most - stay) / all;
      gained.add(vertex, gain);
      gainedInRound.add(vertex, gain);
    }
  }

  private CommunityLinks linked(Vertex vertex) {
    CommunityLinks linked = links.of(vertex);
    linked.clear();
    Messages<CommunityNote> heard = notes.received(vertex);
    while (heard.hasNext()) {
      CommunityNote note = heard.next();
      linked.add(note.community(), unit.round(note.weight()), note.total());
    }
    return linked;
  }

  private void settle(Vertex vertex) {
    total.set(vertex, total.get(vertex) + entries.received(vertex).combinedOr(0));
    if (!moves.received(vertex).isEmpty()) {
      settled.set(vertex, false);
    }
    books.ask(vertex, community.get(vertex));
  }

  private void tell(Vertex vertex) {
    CommunityNote book = books.answerOr(vertex, community.get(vertex), null);
    around.set(vertex, book.total());
    notes.sendToNeighbors(vertex, book);
  }

  private void endRounds(Master master) {
    if (master.phase() != settle) {
      return;
    }
    int turns = turn(master.superstep() - 1) + 1;
    if (turns % TURNS == 0) {
      if (gainedInRound.value() <= Math.max(tolerance, NEGLIGIBLE * gained.value())
          || turns / TURNS >= rounds) {
        master.stop();
      }
      gainedInRound.set(master, 0);
    }
    if (modularity.value() <= worst) {
      master.stop();
    }
  }

  /** The number of the turn in which a superstep moves vertices. */
  private static int turn(int superstep) {
    return (superstep - FIRST_MOVE) / 3;
  }

  private static boolean isItsTurn(long id, int turn) {
    long mixed = (id + (turn / TURNS + 1) * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed >>> 63 == turn % TURNS;
  }
}
