package pregel.core.transport;

import org.junit.jupiter.api.AfterEach;

class MemoryTransportTest extends TransportContract {
  private final MemoryNetwork network = new MemoryNetwork();

  @Override
  Transport transport(TransportOptions options) {
    return new MemoryTransport(network, options);
  }

  @Override
  @AfterEach
  void closeAll() throws Exception {
    super.closeAll();
    network.close();
  }
}
