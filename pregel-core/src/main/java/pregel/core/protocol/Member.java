package pregel.core.protocol;

import java.net.InetSocketAddress;

/** Where a worker of an attempt takes the links of others. Its number is its place in a list. */
public record Member(String host, int port) {
  public Member {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }
}
