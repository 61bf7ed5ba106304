package pregel.worker.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Hands over at once what a worker sends to itself. */
record LoopingOutlet(Outlet others, SharedWorker worker, int self) implements Outlet {

  private record Kept(ByteBuffer body) implements Parcel {}

  @Override
  public Parcel open(int to, int bytes) {
    return to == self
        ? new Kept(ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN))
        : others.open(to, bytes);
  }

  @Override
  public void send(Parcel parcel, int kind, int part, int count) {
    if (parcel instanceof Kept kept) {
      worker.receive(self, kind, part, kept.body.flip());
    } else {
      others.send(parcel, kind, part, count);
    }
  }
}
