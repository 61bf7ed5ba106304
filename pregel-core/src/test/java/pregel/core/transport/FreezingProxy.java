package pregel.core.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on to a server until it is frozen: then nothing comes through, and nothing ends. */
final class FreezingProxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean frozen;

  FreezingProxy(InetSocketAddress target) throws IOException {
    start(
        () -> {
          while (true) {
            Socket in = server.accept();
            Socket out = new Socket(target.getAddress(), target.getPort());
            sockets.add(in);
            sockets.add(out);
            start(() -> pump(in.getInputStream(), out.getOutputStream()));
            start(() -> pump(out.getInputStream(), in.getOutputStream()));
          }
        });
  }

  private interface Io {
    void run() throws IOException;
  }

  private static void start(Io io) {
    Thread thread =
        new Thread(
            () -> {
              try {
                io.run();
              } catch (IOException e) {
                // Closed: by the test, or by whoever is at one of the ends.
                return;
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void pump(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 12];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (!frozen) {
        out.write(buffer, 0, read);
      }
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  void freeze() {
    frozen = true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
