package pregel.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.FailureKind;

/** Mutual TLS: both sides are checked, and the host that was dialled. */
@Timeout(60)
class TlsTest {
  private final List<NettyTransport> open = new ArrayList<>();
  private final AtomicInteger handled = new AtomicInteger();
  @TempDir Path folder;

  @AfterEach
  void closeAll() {
    open.forEach(NettyTransport::close);
  }

  private static X509Bundle authority() throws Exception {
    return new CertificateBuilder()
        .subject("CN=authority")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private NettyTransport transport(X509Bundle authority, String ip, Instant end) throws Exception {
    X509Bundle own =
        new CertificateBuilder()
            .subject("CN=process")
            .notBefore(Instant.now().minusSeconds(100_000))
            .notAfter(end)
            .addSanIpAddress(ip)
            .buildIssuedBy(authority);
    Path at = Files.createTempDirectory(folder, "process");
    NettyTransport transport =
        new NettyTransport(
            TransportOptions.defaults(),
            new Security.Tls(
                Files.writeString(at.resolve("cert.pem"), own.getCertificatePathPEM()),
                Files.writeString(at.resolve("key.pem"), own.getPrivateKeyPEM()),
                Files.writeString(at.resolve("ca.pem"), authority.getCertificatePEM())));
    open.add(transport);
    return transport;
  }

  private InetSocketAddress serve(NettyTransport transport) {
    return transport.bind(
        TransportContract.anyPort(),
        TransportContract.hello("a", 0),
        link -> link.receive(frame -> handled.incrementAndGet()));
  }

  private static void assertRefused(NettyTransport dialler, InetSocketAddress address) {
    assertThatThrownBy(() -> dialler.connect(address, TransportContract.hello("b", 1)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.kind()).as(e.toString()).isEqualTo(FailureKind.PROTOCOL));
  }

  @Test
  void peersOfOneAuthorityTalk() throws Exception {
    X509Bundle authority = authority();
    Instant later = Instant.now().plusSeconds(1000);
    InetSocketAddress address = serve(transport(authority, "127.0.0.1", later));
    Link link =
        transport(authority, "127.0.0.1", later).connect(address, TransportContract.hello("b", 1));
    OutFrame frame = link.allocate(1 << 20);
    frame.body().position(1 << 20);
    link.send(frame, 0, 0, 0, 0);
    link.flush(Duration.ofSeconds(10));
    assertThat(handled.get()).isEqualTo(1);
  }

  @Test
  void strangersExpiredCertificatesAndOtherHostsAreRefused() throws Exception {
    X509Bundle authority = authority();
    Instant later = Instant.now().plusSeconds(1000);
    NettyTransport good = transport(authority, "127.0.0.1", later);
    InetSocketAddress address = serve(good);
    assertRefused(transport(authority(), "127.0.0.1", later), address);
    assertRefused(transport(authority, "127.0.0.1", Instant.now().minusSeconds(1000)), address);
    assertRefused(good, serve(transport(authority, "127.0.0.9", later)));
    assertThat(handled.get()).isZero();
  }
}
