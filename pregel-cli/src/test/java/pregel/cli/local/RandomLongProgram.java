package pregel.cli.local;

import pregel.api.Combiner;
import pregel.api.DoubleAggregator;
import pregel.api.LongAggregator;
import pregel.api.LongColumn;
import pregel.api.LongCombiner;
import pregel.api.LongEdgeFunction;
import pregel.api.LongMessages;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;

/** A program of long messages that does at random everything a program may do. */
final class RandomLongProgram implements VertexProgram.OfLong {
  private final Whim whim;
  private final long[] ids;
  private LongColumn value;
  private LongColumn heard;
  private DoubleAggregator total;
  private LongAggregator most;

  RandomLongProgram(long seed, long[] ids) {
    this.whim = new Whim(seed);
    this.ids = ids;
  }

  @Override
  public void open(Schema schema) {
    value = schema.longColumn("value").initially((long) 7);
    heard = schema.longColumn("heard");
    total = schema.doubleAggregator("total", Combiner.SUM);
    most = schema.longAggregator("most", Combiner.MAX);
    schema.sendAlong(whim.direction());
    if (whim.combiner() != null) {
      schema.combine(whim.combiner());
    } else if (whim.hasOwnCombiner()) {
      schema.combine(new Own());
    }
    if (whim.edgeFunction() == 2) {
      schema.alongEdges(LongEdgeFunction.PLUS_WEIGHT);
    } else if (whim.edgeFunction() == 3) {
      schema.alongEdges((LongEdgeFunction) (message, weight) -> (long) (message * weight + 1));
    }
  }

  @Override
  public void compute(Vertex vertex, LongMessages messages) {
    long id = vertex.id();
    int step = vertex.superstep();
    if (whim.combines() && whim.chance(id, step, 20, 50)) {
      boolean empty = messages.isEmpty();
      heard.set(vertex, heard.get(vertex) * 31 + (empty ? 1 : 2));
      value.set(vertex, (long) (value.get(vertex) / 2 + messages.combinedOr((long) 3)));
    } else {
      while (messages.hasNext()) {
        long message = messages.next();
        heard.set(vertex, heard.get(vertex) + Double.doubleToRawLongBits(message) * 17);
        value.set(vertex, (long) Math.max(value.get(vertex), message));
      }
    }
    if (whim.chance(id, step, 25, 30)) {
      long seen = Double.doubleToRawLongBits(total.value()) * 13 + most.value();
      heard.set(vertex, heard.get(vertex) * 3 + seen);
    }
    if (whim.chance(id, step, 21, 40)) {
      total.add(vertex, whim.value(id, step, 22) + total.value() / 7);
      most.add(vertex, heard.get(vertex) % 1000 + most.value() / 2);
    }
    if (whim.broadcasts(id, step)) {
      vertex.sendToNeighbors((long) (value.get(vertex) / 5 + whim.value(id, step, 23)));
      if (whim.broadcastsAgain(id, step)) {
        vertex.sendToNeighbors((long) whim.value(id, step, 24));
      }
    }
    for (int letter = whim.letters(id, step); letter > 0; letter--) {
      int target = whim.pick(id, step, 30 + letter, ids.length + 1);
      long to = target == ids.length ? 123_456_789_123L : ids[target];
      vertex.send(to, (long) (value.get(vertex) / 3 + letter));
    }
    if (whim.closes(id, step)) {
      vertex.close();
    } else if (whim.halts(id, step)) {
      vertex.voteToHalt();
    }
  }

  /** A combiner that no engine knows. */
  private static final class Own implements LongCombiner {
    @Override
    public long identity() {
      return 0;
    }

    @Override
    public long combine(long left, long right) {
      return left + right;
    }
  }
}
