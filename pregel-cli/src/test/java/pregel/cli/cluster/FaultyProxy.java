package pregel.cli.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stands before a worker's port, and does to the frames of other workers what a bad network does.
 * Masters' connections pass as they are.
 */
final class FaultyProxy implements AutoCloseable {
  private static final int HEADER = 56;
  private static final int KIND_AT = 5;
  private static final int LENGTH_AT = 48;
  private static final int MOST_CALLERS_KIND = 63;
  private static final int HELLO = 98;
  private static final int TO_WORKERS = 1;
  private static final int SLOW_BYTES = 512;
  private static final int SLOW_MILLIS = 20;

  /** What happens to a frame that carries values or messages. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** Its connection is closed. */
    CUT,
    /** It and all after it are swallowed, in both directions. */
    SILENCE,
    /** It and all after it are swallowed, in its direction. */
    ONE_WAY,
    LOSE,
    DOUBLE,
    /** It comes after the next one. */
    SWAP,
    FLIP_A_BIT,
    /** Half of it comes, then the connection is closed. */
    TRUNCATE,
    /** As many other bytes come. */
    GARBAGE,
    /** It and all after it crawl. */
    SLOW
  }

  private final ServerSocket listener;
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  // Guarded by this.
  private int target;
  private Fault armed = Fault.NONE;
  private boolean again;
  private int fired;

  FaultyProxy() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Says where it leads to; before anybody comes. */
  synchronized void leadTo(int port) {
    target = port;
  }

  /**
   * Lets something happen to the next frame.
   *
   * @param always and to all later ones of any connection
   */
  synchronized void arm(Fault fault, boolean always) {
    armed = fault;
    again = always;
  }

  /** To how many frames it has happened. */
  synchronized int fired() {
    return fired;
  }

  private synchronized Fault next() {
    Fault now = armed;
    if (now != Fault.NONE) {
      fired++;
    }
    if (!again) {
      armed = Fault.NONE;
    }
    return now;
  }

  private void accept() {
    while (true) {
      try {
        Socket dialler = listener.accept();
        synchronized (this) {
          Socket worker = new Socket(InetAddress.getLoopbackAddress(), target);
          sockets.add(dialler);
          sockets.add(worker);
          Connection connection = new Connection(dialler, worker);
          start(() -> connection.pass(dialler, worker));
          start(() -> connection.pass(worker, dialler));
        }
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private final class Connection {
    private final Socket dialler;
    private final Socket worker;
    private volatile boolean isOfWorkers;
    private volatile boolean isSilent;

    Connection(Socket dialler, Socket worker) {
      this.dialler = dialler;
      this.worker = worker;
    }

    /** One direction of a connection, frame by frame. */
    void pass(Socket from, Socket to) {
      Fault lasting = Fault.NONE;
      byte[] held = null;
      try (from;
          to) {
        DataInputStream in = new DataInputStream(from.getInputStream());
        OutputStream out = to.getOutputStream();
        while (true) {
          byte[] frame = read(in);
          int kind = frame[KIND_AT];
          if (kind == HELLO && from == dialler) {
            isOfWorkers = frame[HEADER] == TO_WORKERS;
          }
          boolean isCallers = isOfWorkers && kind >= 0 && kind <= MOST_CALLERS_KIND;
          Fault fault = isCallers ? next() : Fault.NONE;
          lasting = fault == Fault.ONE_WAY || fault == Fault.SLOW ? fault : lasting;
          isSilent |= fault == Fault.SILENCE;
          if (isSilent || lasting == Fault.ONE_WAY || fault == Fault.LOSE) {
            continue;
          } else if (fault == Fault.SWAP) {
            held = frame;
            continue;
          } else if (lasting == Fault.SLOW) {
            crawl(frame, out);
          } else if (!write(frame, fault, out)) {
            dialler.close();
            worker.close();
            return;
          }
          if (held != null) {
            out.write(held);
            held = null;
          }
        }
      } catch (IOException e) {
        // One side has ended, or the proxy.
        return;
      }
    }

    /** Writes a frame, or what becomes of it; false if the connection ends with it. */
    private boolean write(byte[] frame, Fault fault, OutputStream out) throws IOException {
      switch (fault) {
        case CUT -> {
          return false;
        }
        case DOUBLE -> {
          out.write(frame);
          out.write(frame);
        }
        case FLIP_A_BIT -> {
          frame[frame.length - 1] ^= 4;
          out.write(frame);
        }
        case TRUNCATE -> {
          out.write(frame, 0, frame.length / 2);
          return false;
        }
        case GARBAGE -> {
          Arrays.fill(frame, (byte) 'x');
          out.write(frame);
        }
        case NONE, SILENCE, ONE_WAY, LOSE, SWAP, SLOW -> out.write(frame);
      }
      return true;
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] header = new byte[HEADER];
    in.readFully(header);
    int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH_AT);
    byte[] frame = Arrays.copyOf(header, HEADER + length);
    in.readFully(frame, HEADER, length);
    return frame;
  }

  private static void crawl(byte[] frame, OutputStream out) throws IOException {
    try {
      for (int at = 0; at < frame.length; at += SLOW_BYTES) {
        out.write(frame, at, Math.min(SLOW_BYTES, frame.length - at));
        Thread.sleep(SLOW_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void start(Runnable task) {
    Thread thread = new Thread(task, "faulty-proxy");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() throws Exception {
    listener.close();
    List<Thread> started;
    synchronized (this) {
      for (Socket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      started = List.copyOf(threads);
    }
    for (Thread thread : started) {
      thread.join(5000);
    }
  }
}
