package pregel.algorithms.matching;

import pregel.api.Combiner;
import pregel.api.Direction;
import pregel.api.IntChannel;
import pregel.api.LongChannel;
import pregel.api.LongColumn;
import pregel.api.LongMessages;
import pregel.api.Parameters;
import pregel.api.Phase;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/**
 * Finds a maximal matching: pairs of a left and a right vertex joined by an edge, no vertex in two
 * pairs, and none that could be added (Malewicz et al.: Pregel, SIGMOD 2010, section 5.3). Edges
 * lead from left to right.
 *
 * <p>In rounds of four steps:
 *
 * <ul>
 *   <li><i>request</i>: left vertices without a partner ask all of their neighbours, and rest until
 *       they hear of them;
 *   <li><i>grant</i>: a right vertex without a partner grants one request, chosen at random, and
 *       tells all that it has decided;
 *   <li><i>accept</i>: a left vertex takes the smallest of those who granted; who only heard of
 *       decisions will ask again;
 *   <li><i>note</i>: a right vertex notes who accepted.
 * </ul>
 */
public final class BipartiteMatching implements VertexProgram.OfPhases {
  private static final long NOBODY = -1;

  private LongColumn partner;
  private LongChannel requests;
  private LongChannel grants;
  private IntChannel decisions;
  private LongChannel acceptances;

  public BipartiteMatching(Parameters parameters) {}

  @Override
  public void open(Schema schema) {
    partner = schema.longColumn("partner").initially(NOBODY).absentAt(NOBODY).asVertexId();
    requests = schema.longChannel("requests");
    grants = schema.longChannel("grants").combine(Combiner.MIN);
    decisions = schema.intChannel("decisions").along(Direction.IN).combine(Combiner.MAX);
    acceptances = schema.longChannel("acceptances").combine(Combiner.MIN);
    Phase request = schema.phase("request", this::request).writes(requests);
    Phase grant = schema.phase("grant", this::grant).reads(requests).writes(grants, decisions);
    Phase accept =
        schema.phase("accept", this::accept).reads(grants, decisions).writes(acceptances);
    Phase note = schema.phase("note", this::note).reads(acceptances);
    request.then(grant);
    grant.then(accept);
    accept.then(note);
    note.then(request);
  }

  private void request(Vertex vertex) {
    if (vertex.inDegree() > 0 && vertex.outDegree() > 0) {
      throw new IllegalStateException(
          "vertex "
              + vertex.id()
              + " has incoming and outgoing edges; give every edge as a directed one, from its left"
              + " to its right vertex");
    }
    if (vertex.outDegree() > 0) {
      requests.sendToNeighbors(vertex, vertex.id());
    }
    vertex.voteToHalt();
  }

  private void grant(Vertex vertex) {
    LongMessages asking = requests.received(vertex);
    if (partner.get(vertex) == NOBODY && asking.hasNext()) {
      grants.send(vertex, oneOf(asking, vertex.random().nextLong()), vertex.id());
      decisions.sendToNeighbors(vertex, 1);
    }
    vertex.voteToHalt();
  }

  /** A choice that depends on the random number but not on the order of the messages. */
  private static long oneOf(LongMessages asking, long random) {
    long chosen = asking.next();
    while (asking.hasNext()) {
      long other = asking.next();
      if (lot(other, random) < lot(chosen, random)) {
        chosen = other;
      }
    }
    return chosen;
  }

  /** Different for different ids, as multiplication by an odd number loses nothing. */
  private static long lot(long id, long random) {
    return (id * (random | 1)) ^ random;
  }

  private void accept(Vertex vertex) {
    if (partner.get(vertex) != NOBODY) {
      vertex.voteToHalt();
    } else if (!grants.received(vertex).isEmpty()) {
      partner.set(vertex, grants.received(vertex).combined());
      acceptances.send(vertex, partner.get(vertex), vertex.id());
      vertex.voteToHalt();
    }
  }

  private void note(Vertex vertex) {
    if (!acceptances.received(vertex).isEmpty()) {
      partner.set(vertex, acceptances.received(vertex).combined());
      vertex.voteToHalt();
    }
  }
}
