package pregel.cli.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hosts of a network of their own on this machine: each a network namespace with an address, all at
 * one bridge in another. Needs root and iproute2. Closed, it leaves none of them.
 */
final class Namespaces implements AutoCloseable {
  private final String prefix = "pregel-" + ProcessHandle.current().pid() + "-";
  private final String bridge = prefix + "switch";
  private final List<String> made = new ArrayList<>();
  private int hosts;

  private Namespaces() {}

  /** Makes the bridge, with the address of host 1. */
  static Namespaces open() throws IOException, InterruptedException {
    Namespaces network = new Namespaces();
    boolean done = false;
    try {
      network.add(network.bridge);
      network.ip("-n", network.bridge, "link", "add", "br0", "type", "bridge");
      network.ip("-n", network.bridge, "addr", "add", address(1) + "/24", "dev", "br0");
      network.ip("-n", network.bridge, "link", "set", "br0", "up");
      network.ip("-n", network.bridge, "link", "set", "lo", "up");
      network.hosts = 1;
      done = true;
      return network;
    } finally {
      if (!done) {
        network.close();
      }
    }
  }

  /** Why there can be none here; null if there can. */
  static String obstacle() throws InterruptedException {
    try (Namespaces trial = open()) {
      trial.host();
      return null;
    } catch (IOException e) {
      return "network namespaces need Linux, root and iproute2 here: " + e.getMessage();
    }
  }

  /** Adds a host and returns its number. */
  int host() throws IOException, InterruptedException {
    int number = ++hosts;
    String name = prefix + number;
    add(name);
    String end = "v" + number;
    ip("-n", bridge, "link", "add", end, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("-n", bridge, "link", "set", end, "master", "br0", "up");
    ip("-n", name, "addr", "add", address(number) + "/24", "dev", "eth0");
    ip("-n", name, "link", "set", "eth0", "up");
    ip("-n", name, "link", "set", "lo", "up");
    return number;
  }

  private void add(String name) throws IOException, InterruptedException {
    ip("netns", "add", name);
    made.add(name);
  }

  static String address(int host) {
    return "10.213.77." + host;
  }

  /** Words that start a program on a host; 1 is the bridge's. */
  List<String> on(int host) {
    return List.of("ip", "netns", "exec", host == 1 ? bridge : prefix + host);
  }

  /** Takes a host off the network, or puts it back. */
  void plug(int host, boolean in) throws IOException, InterruptedException {
    ip("-n", bridge, "link", "set", "v" + host, in ? "up" : "down");
  }

  /** Bytes that a host has sent and received. */
  long traffic(int host) throws IOException, InterruptedException {
    long sum = 0;
    for (String line : ip("netns", "exec", prefix + host, "cat", "/proc/net/dev").split("\n")) {
      if (line.strip().startsWith("eth0:")) {
        String[] fields = line.strip().split("[ :]+");
        sum += Long.parseLong(fields[1]) + Long.parseLong(fields[9]);
      }
    }
    return sum;
  }

  private String ip(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
    return said;
  }

  @Override
  public void close() throws InterruptedException {
    for (String name : made) {
      try {
        ip("netns", "del", name);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    made.clear();
  }
}
