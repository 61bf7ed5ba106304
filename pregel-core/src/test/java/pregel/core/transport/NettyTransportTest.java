package pregel.core.transport;

class NettyTransportTest extends TransportContract {
  @Override
  Transport transport(TransportOptions options) {
    return new NettyTransport(options, new Security.None());
  }
}
