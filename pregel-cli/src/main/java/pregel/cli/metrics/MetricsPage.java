package pregel.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * A process's figures over HTTP, to be read and nothing else: {@code /metrics} in Prometheus's text
 * form, {@code /health}, which answers while the process serves.
 */
public final class MetricsPage implements AutoCloseable {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  /** For requests that nobody ends; read when the server's class is loaded. */
  private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";

  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final ExecutorService thread;
  private final HttpServer server;

  private MetricsPage(HttpServer server) {
    this.server = server;
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "pregel-metrics");
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Starts to serve.
   *
   * @param host to listen at
   * @param port 0 takes a free one
   */
  public static MetricsPage open(String host, int port) {
    if (System.getProperty(REQUEST_SECONDS) == null) {
      System.setProperty(REQUEST_SECONDS, "10");
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    HttpServer server;
    try {
      if (address.isUnresolved()) {
        throw new IOException("the host is not known");
      }
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new JobException(
          FailureKind.USAGE,
          "--metrics-port: "
              + host
              + ":"
              + port
              + " cannot be listened at ("
              + e.getMessage()
              + "); choose another port or host",
          e);
    }
    MetricsPage page = new MetricsPage(server);
    page.bindJvm();
    server.setExecutor(page.thread);
    server.createContext("/", page::answer);
    server.start();
    return page;
  }

  private void bindJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Where meters are entered. */
  MeterRegistry registry() {
    return registry;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, NOT_ALLOWED, "only GET\n");
      } else if (path.equals("/metrics")) {
        send(exchange, OK, registry.scrape());
      } else if (path.equals("/health")) {
        send(exchange, OK, "ok\n");
      } else {
        send(exchange, NOT_FOUND, "/metrics or /health\n");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", TEXT);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
    collections.close();
    registry.close();
  }
}
