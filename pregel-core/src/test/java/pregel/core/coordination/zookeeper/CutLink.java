package pregel.core.coordination.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A connection to a server that a test may cut, at once or in the middle of an answer. */
public final class CutLink implements AutoCloseable {
  private final ServerSocket listener;
  private final int serverPort;
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean isCut;
  private boolean swallowsAnswers;

  public CutLink(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public String hosts() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Cuts what is connected, and lets nobody in until {@link #heal}. */
  public synchronized void cut() {
    isCut = true;
    closeAll();
  }

  public synchronized void heal() {
    isCut = false;
    swallowsAnswers = false;
  }

  /** Lets requests through, and cuts the connection instead of the next answer. */
  synchronized void cutAtNextAnswer() {
    swallowsAnswers = true;
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        synchronized (this) {
          if (isCut) {
            client.close();
            continue;
          }
          Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
          sockets.add(client);
          sockets.add(server);
          start(() -> copy(client, server, false));
          start(() -> copy(server, client, true));
        }
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private void copy(Socket from, Socket to, boolean isAnswer) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        synchronized (this) {
          if (isAnswer && swallowsAnswers) {
            swallowsAnswers = false;
            return;
          }
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException e) {
      // Cut.
      return;
    }
  }

  private synchronized void start(Runnable task) {
    Thread thread = new Thread(task, "cut-link");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void closeAll() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    List<Thread> started;
    synchronized (this) {
      closeAll();
      started = List.copyOf(threads);
    }
    for (Thread thread : started) {
      try {
        thread.join(5000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
