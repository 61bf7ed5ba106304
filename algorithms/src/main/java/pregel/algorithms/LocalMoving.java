package pregel.algorithms;

import pregel.api.BooleanColumn;
import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.DoubleAggregator;
import pregel.api.DoubleChannel;
import pregel.api.DoubleColumn;
import pregel.api.IntChannel;
import pregel.api.LongAggregator;
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
 * still a member or not. A round takes three supersteps: vertices move, and tell the books of the
 * communities they leave and join; everybody asks for its community's books; vertices tell their
 * neighbours what they read there. All members pass on the same object, so that it is made once.
 *
 * <p>A vertex decides anew only once a neighbour has moved (as in Traag, Waltman and van Eck 2019):
 * after some rounds few do.
 *
 * <p>All decide at once on what was true before, so that neighbours could change places for ever:
 * therefore each round a hash of round and vertex lets only half of the vertices move. Of equally
 * good communities the one with the smallest id is chosen. The rounds end when all moves that are
 * still wanted would not raise the modularity by more than a tolerance, if each were alone, or when
 * there were as many as allowed: a few vertices often go on changing places.
 */
final class LocalMoving implements VertexProgram.OfPhases {
  private static final int FIRST_MOVE = 2;

  private final WeightUnit unit;
  private final double tolerance;
  private final int rounds;
  private final double worst;

  private LongColumn community;
  private DoubleColumn degree;
  private DoubleColumn loops;

  /** The books of the community that is named after the vertex: the sum of its members' degrees. */
  private DoubleColumn total;

  /** The sum of the degrees in the vertex's own community. */
  private DoubleColumn around;

  /** Whether the vertex has decided to stay, or moved, and no neighbour has moved since. */
  private BooleanColumn settled;

  private DoubleAggregator degrees;
  private DoubleAggregator attainable;
  private DoubleAggregator modularity;
  private LongAggregator moved;
  private LongAggregator work;
  static final int PARTS = Integer.getInteger("parts", 2);
 static final double EASE = Double.parseDouble(System.getProperty("ease","0"));
 static final boolean AGAIN=Boolean.getBoolean("again");
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
   * @param worst a modularity up to which the graph is not worth the rounds
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
    attainable = schema.doubleAggregator("attainable", Combiner.SUM).persistent();
    work = schema.longAggregator("work", Combiner.SUM).persistent();
    modularity = schema.doubleAggregator("modularity", Combiner.SUM).persistent();
    moved = schema.count("moved").persistent();
    links = schema.scratch(CommunityLinks::new);
    weights =
        schema
            .doubleChannel("weights")
            .along(Direction.BOTH)
            .alongEdges((message, weight) -> unit.round(weight))
            .combine(Combiner.SUM);
    entries = schema.doubleChannel("entries").combine(Combiner.SUM);
    moves = schema.intChannel("moves").along(Direction.BOTH).combine(Combiner.FIRST);
    notes =
        schema
            .objectChannel("notes", CommunityNote.CODEC)
            .along(Direction.BOTH)
            .alongEdges(CommunityNote::along);
    books =
        schema.objectRequests(
            "books", asked -> new CommunityNote(asked.id(), total.get(asked), 1));
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

  /** How good it was that every vertex was a community of its own; 0 in a graph without weight. */
  double modularity() {
    return modularity.value();
  }

  /** Whether any vertex moved. */
  boolean anyMoved() {
    return moved.value() > 0;
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
    int round = round(vertex.superstep());
    if (round==0) { work.add(vertex, 0);}
    if (settled.get(vertex) || (round > 0 && !isItsTurn(vertex.id(), round))) {
      return;
    }
    work.add(vertex, vertex.inDegree() + vertex.outDegree());
    CommunityLinks linked = links.of(vertex);
    linked.clear();
    Messages<CommunityNote> heard = notes.received(vertex);
    while (heard.hasNext()) {
      CommunityNote note = heard.next();
      linked.add(note.community(), unit.round(note.weight()), note.total());
    }
    long own = community.get(vertex);
    double all = degrees.value();
    double share = degree.get(vertex) / all;
    if (round == 0) {
      double inside = linked.weightTo(own); // nobody else is there yet
      loops.set(vertex, inside);
      modularity.add(vertex, inside / all - share * share);
    }
    double stay =
        linked.weightTo(own)
            - loops.get(vertex)
            - share * (around.get(vertex) - degree.get(vertex));
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
    if (best == own) {
      settled.set(vertex, true);
      return;
    }
    if (isItsTurn(vertex.id(), round)) {
      attainable.add(vertex, 2 * (most - stay) / all);
      entries.send(vertex, own, -degree.get(vertex));
      entries.send(vertex, best, degree.get(vertex));
      community.set(vertex, best);
      moves.sendToNeighbors(vertex, 1);
      moved.add(vertex, 1);
      settled.set(vertex, !AGAIN);
    }
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
    int round = round(master.superstep() - 1);
    if (modularity.value() <= worst) { master.stop(); }
    if ((round+1)%PARTS == 0) {
    if (Boolean.getBoolean("dbg")) System.err.println(round+" "+master.numVertices()+" "+attainable.value()+" "+moved.value() + " " + modularity.value()+" "+ work.value());
    if (attainable.value() <= tolerance || round + 1 >= rounds*PARTS || attainable.value() <= EASE) {
      master.stop();
    }
    attainable.set(master,0);}
  }

  /** The number of the round whose moves a superstep makes. */
  private static int round(int superstep) {
    return (superstep - FIRST_MOVE) / 3;
  }

  private static boolean isItsTurn(long id, int round) {
    long mixed = (id + (round / PARTS + 1) * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return ((mixed >>> 33) * PARTS >>> 31) == round % PARTS;
  }
}
