package pregel.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers and damaged bytes on the port; an honest peer is served all the same. */
@Timeout(60)
class HostileBytesTest {
  private static final Hello SERVER = TransportContract.hello("a", 0);
  private static final Hello CLIENT = TransportContract.hello("b", 1);

  private final TransportOptions options =
      TransportOptions.defaults()
          .withConnections(2000, 64)
          .withDeadlines(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(5));
  private final List<AutoCloseable> open = new ArrayList<>();
  private final BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
  private final AtomicInteger handled = new AtomicInteger();
  @TempDir Path folder;

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private NettyTransport transport(Security security) {
    NettyTransport transport = new NettyTransport(options, security);
    open.add(transport);
    return transport;
  }

  private InetSocketAddress serve(Security security) {
    return transport(security)
        .bind(
            TransportContract.anyPort(),
            SERVER,
            link -> {
              link.receive(frame -> handled.incrementAndGet());
              accepted.add(link);
            });
  }

  private Socket socket(InetSocketAddress address) throws Exception {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    open.add(0, socket);
    return socket;
  }

  private static byte[] frame(int kind, long sequence, byte[] body) {
    ByteBuf frame = Unpooled.buffer(Frame.HEADER + body.length).writerIndex(Frame.HEADER);
    frame.writeBytes(body);
    CRC32C crc = new CRC32C();
    crc.update(body);
    Frame.seal(frame, crc, kind, TransportContract.FIRST, 0, 1, sequence, 0, 0);
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return bytes;
  }

  private static byte[] hello() {
    ByteBuf body = Unpooled.buffer();
    CLIENT.write(body);
    byte[] bytes = new byte[body.readableBytes()];
    body.readBytes(bytes);
    return frame(Frame.HELLO, 0, bytes);
  }

  private Link greeted(Socket socket) throws Exception {
    socket.getOutputStream().write(hello());
    return accepted.poll(10, TimeUnit.SECONDS);
  }

  private static void assertClosed(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    try {
      while (in.read() >= 0) {}
    } catch (java.net.SocketException reset) {
      // Closed with bytes unread.
    }
  }

  private void assertServes(InetSocketAddress address) throws Exception {
    Link link = transport(new Security.None()).connect(address, CLIENT);
    link.send(link.allocate(0), 0, 0, 0, 0);
    link.flush(Duration.ofSeconds(10));
    assertThat(handled.get()).isPositive();
  }

  private static TransportException awaitFailure(Link link) throws Exception {
    BlockingQueue<TransportException> failures = new LinkedBlockingQueue<>();
    link.onFailure(failures::add);
    return failures.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void strangersAreClosedAndTheOthersServed() throws Exception {
    InetSocketAddress address = serve(new Security.None());
    Socket http = socket(address);
    byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5).getBytes(StandardCharsets.UTF_8);
    http.getOutputStream().write(request);
    assertClosed(http);
    assertClosed(socket(address));
    assertServes(address);
    assertThat(accepted).hasSize(1);
  }

  @Test
  void aThousandHalfOpenConnectionsDoNotKeepAnHonestPeerOut() throws Exception {
    InetSocketAddress address = serve(new Security.None());
    Socket last = null;
    for (int i = 0; i < 1000; i++) {
      last = socket(address);
    }
    assertServes(address);
    assertClosed(last);
  }

  @Test
  void lengthsAreCheckedBeforeAnythingIsAllocated() throws Exception {
    for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 5 << 20}) {
      InetSocketAddress address = serve(new Security.None());
      Socket socket = socket(address);
      Link link = greeted(socket);
      byte[] bytes = frame(0, 0, new byte[0]);
      Unpooled.wrappedBuffer(bytes).setIntLE(Frame.LENGTH_AT, length);
      socket.getOutputStream().write(bytes);
      assertThat(awaitFailure(link)).hasMessageContaining("a frame of " + length + " bytes");
    }
  }

  @Test
  void everyFlippedBitFailsTheLinkOrIsNeverHandled() throws Exception {
    byte[] good = frame(0, 0, new byte[] {1, 2, 3});
    for (int bit = 0; bit < good.length * 8; bit += 13) {
      Socket socket = socket(serve(new Security.None()));
      Link link = greeted(socket);
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      socket.getOutputStream().write(bad);
      socket.shutdownOutput();
      assertThat(awaitFailure(link)).as("bit %d", bit).isNotNull();
      assertThat(handled.get()).as("bit %d", bit).isZero();
      closeAll();
      open.clear();
    }
  }

  @Test
  void duplicatesAreDroppedAndGapsFailTheLink() throws Exception {
    Socket socket = socket(serve(new Security.None()));
    Link link = greeted(socket);
    for (long sequence : new long[] {0, 0, 1, 0, 3}) {
      socket.getOutputStream().write(frame(0, sequence, new byte[0]));
    }
    assertThat(awaitFailure(link)).hasMessageContaining("1 frames were lost before frame 3");
    assertThat(link.counters().droppedDuplicates()).isEqualTo(2);
    assertThat(handled.get()).isEqualTo(2);
  }

  @Test
  void secretsMustAgree() throws Exception {
    Security right = secret("right", "correct horse battery staple\n");
    InetSocketAddress address = serve(right);
    transport(secret("same", "correct horse battery staple")).connect(address, CLIENT);
    NettyTransport wrong = transport(secret("wrong", "correct horse battery stable"));
    assertThatThrownBy(() -> wrong.connect(address, CLIENT))
        .hasMessageContaining("the secrets differ");
    NettyTransport none = transport(new Security.None());
    assertThatThrownBy(() -> none.connect(address, CLIENT))
        .hasMessageContaining("process a asks for a secret");
    NettyTransport known = transport(right);
    InetSocketAddress trusting = serve(new Security.None());
    assertThatThrownBy(() -> known.connect(trusting, CLIENT))
        .hasMessageContaining("process a has no secret");
  }

  @Test
  void otherAddressesNeedSecurity() throws Exception {
    NettyTransport none = transport(new Security.None());
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    assertThatThrownBy(() -> none.bind(everywhere, SERVER, link -> {}))
        .hasMessageContaining("configure TLS or a shared secret first");
  }

  private Security secret(String name, String text) throws Exception {
    return new Security.Secret(Files.writeString(folder.resolve(name), text));
  }
}
