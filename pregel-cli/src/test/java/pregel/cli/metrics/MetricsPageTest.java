package pregel.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pregel.api.FailureKind;
import pregel.api.JobException;

@Timeout(60)
class MetricsPageTest {
  private static HttpResponse<String> ask(int port, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesFiguresToReadersOnly() throws Exception {
    int port;
    try (MetricsPage page = MetricsPage.open("127.0.0.1", 0)) {
      port = page.port();
      int[] value = {3};
      Gauge.builder("pregel.some", value, v -> v[0])
          .strongReference(true)
          .register(page.registry());
      assertThat(ask(port, "GET", "/metrics").body())
          .contains("\npregel_some 3.0\n", "\njvm_threads_live_threads ", "\n# HELP ");
      value[0] = 4;
      assertThat(ask(port, "GET", "/metrics").body()).contains("\npregel_some 4.0\n");
      assertThat(ask(port, "GET", "/health").body()).isEqualTo("ok\n");
      assertThat(ask(port, "POST", "/metrics").statusCode()).isEqualTo(405);
      assertThat(ask(port, "GET", "/other").statusCode()).isEqualTo(404);
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> MetricsPage.open("127.0.0.1", taken.getLocalPort()))
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.USAGE))
          .hasMessageContaining("--metrics-port: 127.0.0.1:" + taken.getLocalPort());
    }
  }
}
