package pregel.core.transport;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Makes links to other processes and takes theirs. */
public interface Transport extends AutoCloseable {
  /**
   * Listens; port 0 takes a free one. Links arrive on an I/O thread once their peer's hello was
   * accepted.
   *
   * @return the address listened on
   */
  InetSocketAddress bind(InetSocketAddress address, Hello self, Consumer<Link> accept);

  /** Dials, within the options' deadlines. A refusal is a {@link TransportException}. */
  Link connect(InetSocketAddress address, Hello self) throws InterruptedException;

  /** Closes what listens and every link; no thread or port is left when it returns. */
  @Override
  void close();
}
