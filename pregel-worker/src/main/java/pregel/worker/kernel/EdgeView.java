package pregel.worker.kernel;

import pregel.api.DoubleChannel;
import pregel.api.Edges;
import pregel.api.IntChannel;
import pregel.api.LongChannel;
import pregel.api.ObjectChannel;

/** One thread's view of the edges of the vertex being computed; sends straight to their slots. */
abstract class EdgeView extends Edges {
  final KernelVertex vertex;

  EdgeView(KernelVertex vertex) {
    this.vertex = vertex;
  }

  /** Stands before the first edge of a vertex. */
  abstract EdgeView of(int slot);

  /** The slot at the other end of the edge. */
  abstract int other();

  @Override
  public final void send(double message) {
    vertex.sendAlong(other(), message);
  }

  @Override
  public final void send(long message) {
    vertex.sendAlong(other(), message);
  }

  @Override
  public final void send(int message) {
    vertex.sendAlong(other(), message);
  }

  @Override
  public final void send(Object message) {
    vertex.sendAlong(other(), message);
  }

  @Override
  protected final void send(DoubleChannel channel, double message) {
    vertex.sendAlong(channel, other(), message);
  }

  @Override
  protected final void send(LongChannel channel, long message) {
    vertex.sendAlong(channel, other(), message);
  }

  @Override
  protected final void send(IntChannel channel, int message) {
    vertex.sendAlong(channel, other(), message);
  }

  @Override
  protected final <M> void send(ObjectChannel<M> channel, M message) {
    vertex.sendAlong(channel, other(), message);
  }

  static IllegalStateException atNoEdge() {
    return new IllegalStateException("the view stands at no edge; call next or moveTo");
  }
}
