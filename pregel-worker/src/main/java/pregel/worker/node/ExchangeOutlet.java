package pregel.worker.node;

import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import pregel.core.transport.Exchange;
import pregel.core.transport.OutFrame;
import pregel.worker.engine.Outlet;

/** Lets the engine's frames travel in an exchange, and counts the messages in them. */
record ExchangeOutlet(Exchange exchange, LongAdder messages) implements Outlet {

  private record Sealed(int worker, OutFrame frame) implements Parcel {
    @Override
    public ByteBuffer body() {
      return frame.body();
    }
  }

  @Override
  public Parcel open(int worker, int bytes) {
    return new Sealed(worker, exchange.allocate(worker, bytes));
  }

  @Override
  public void send(Parcel parcel, int kind, int part, int count) {
    Sealed sealed = (Sealed) parcel;
    messages.add(count);
    try {
      exchange.send(sealed.worker(), sealed.frame(), kind, part, count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("given up while frames were sent");
    }
  }
}
