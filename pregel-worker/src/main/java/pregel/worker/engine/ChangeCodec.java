package pregel.worker.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import pregel.api.Column;
import pregel.api.NewVertex;
import pregel.core.graph.EdgeList;

/**
 * Requests and edges as bytes, between workers and in checkpoints. Vertices are named by their ids.
 *
 * <pre>
 *  request  8 who asks, 1 what
 *             0 all edges    8 source, 8 target
 *             1 an edge      8 source, 8 target, 8 weight
 *             2 a weight     8 source, 8 target, 8 weight, 8 the new one
 *             3 a vertex     8 id: shall vanish
 *             4 a vertex     8 id, its values: shall come to be
 *             5 an edge      8 source, 8 target, 8 weight: shall come to be
 *  edge     8 other end, 8 for each value
 * </pre>
 */
final class ChangeCodec {
  private final Topology topology;
  private final List<Column> columns;

  ChangeCodec(Topology topology) {
    this.topology = topology;
    this.columns = topology.schema().columns();
  }

  /** Of which vertex a request is decided where it is. */
  static long place(ChangeRequest request) {
    if (request instanceof ChangeRequest.RemoveEdges all) {
      return all.source();
    } else if (request instanceof ChangeRequest.RemoveEdge one) {
      return one.source();
    } else if (request instanceof ChangeRequest.ChangeWeight change) {
      return change.source();
    } else if (request instanceof ChangeRequest.RemoveVertex removal) {
      return removal.id();
    } else if (request instanceof ChangeRequest.AddVertex addition) {
      return addition.vertex().id();
    }
    return ((ChangeRequest.AddEdge) request).source();
  }

  void write(long requester, ChangeRequest request, DataOutput out) throws IOException {
    out.writeLong(requester);
    if (request instanceof ChangeRequest.RemoveEdges all) {
      writeEdge(0, all.source(), all.target(), out);
    } else if (request instanceof ChangeRequest.RemoveEdge one) {
      writeEdge(1, one.source(), one.target(), out);
      out.writeLong(Double.doubleToRawLongBits(one.weight()));
    } else if (request instanceof ChangeRequest.ChangeWeight change) {
      writeEdge(2, change.source(), change.target(), out);
      out.writeLong(Double.doubleToRawLongBits(change.weight()));
      out.writeLong(Double.doubleToRawLongBits(change.to()));
    } else if (request instanceof ChangeRequest.RemoveVertex removal) {
      out.writeByte(3);
      out.writeLong(removal.id());
    } else if (request instanceof ChangeRequest.AddVertex addition) {
      out.writeByte(4);
      out.writeLong(addition.vertex().id());
      addition.vertex().write(columns, out);
    } else if (request instanceof ChangeRequest.AddEdge addition) {
      writeEdge(5, addition.source(), addition.target(), out);
      out.writeLong(Double.doubleToRawLongBits(addition.weight()));
    }
  }

  private static void writeEdge(int what, long source, long target, DataOutput out)
      throws IOException {
    out.writeByte(what);
    out.writeLong(source);
    out.writeLong(target);
  }

  /** Reads what follows the id of who asks. */
  ChangeRequest readRequest(DataInput in) throws IOException {
    int what = in.readByte();
    return switch (what) {
      case 0 -> new ChangeRequest.RemoveEdges(in.readLong(), in.readLong());
      case 1 -> new ChangeRequest.RemoveEdge(in.readLong(), in.readLong(), weight(in));
      case 2 ->
          new ChangeRequest.ChangeWeight(in.readLong(), in.readLong(), weight(in), weight(in));
      case 3 -> new ChangeRequest.RemoveVertex(in.readLong());
      case 4 -> new ChangeRequest.AddVertex(NewVertex.read(in.readLong(), columns, in));
      case 5 -> new ChangeRequest.AddEdge(in.readLong(), in.readLong(), weight(in));
      default -> throw new IOException("request of kind " + what);
    };
  }

  private static double weight(DataInput in) throws IOException {
    return Double.longBitsToDouble(in.readLong());
  }

  void write(EdgeList edges, int at, DataOutput out) throws IOException {
    out.writeLong(topology.id(edges.target(at)));
    for (int value = 0; value < topology.graph().values(); value++) {
      out.writeLong(edges.bits(value, at));
    }
  }

  /** Appends an edge to a list. */
  void read(DataInput in, EdgeList into) throws IOException {
    into.add(topology.number(in.readLong()), 1);
    for (int value = 0; value < topology.graph().values(); value++) {
      into.setBits(value, into.size() - 1, in.readLong());
    }
  }
}
