package pregel.core.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pregel.api.FailureKind;

/**
 * What a worker has sent to the others, so that it can be sent once more to whoever takes the place
 * of one of them. It has sections in rising order, for instance of supersteps, and in each the
 * rounds in which all workers exchanged, in the order in which they were opened and finished; of a
 * round the frames for each worker, in the order in which they were sent.
 *
 * <p>It lies in files that have no name, so that nothing is left of them however the process ends,
 * and takes a bounded room: whoever exceeds it, and a disk that fails, end the log, not the job.
 * Safe for any number of threads that append; everything else is for one thread.
 */
public final class FrameLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FrameLog.class);

  /** A section begins a file once the last one has so many bytes. */
  private static final long FILE_BYTES = 64L << 20;

  /** Takes frames again. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param body little endian, valid during the call
     */
    void take(int kind, int partition, int count, ByteBuffer body) throws InterruptedException;
  }

  private record Entry(
      int peer, int kind, int partition, int count, Volume volume, long at, int bytes, int crc) {}

  /** A file, and how many sections lie in it. */
  private static final class Volume {
    private final FileChannel file;
    private long bytes;
    private int sections;

    Volume(FileChannel file) {
      this.file = file;
    }
  }

  /**
   * @param steps for each round its number when it was opened, and inverted when it was finished
   */
  private record Section(Volume volume, List<List<Entry>> rounds, List<Integer> steps) {
    Section(Volume volume) {
      this(volume, new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Path parent;
  private final long mostBytes;

  // Guarded by this.
  private final TreeMap<Integer, Section> sections = new TreeMap<>();
  private final List<Volume> volumes = new ArrayList<>();
  private Section current;
  private long bytes;
  private boolean isWhole = true;

  /**
   * @param parent the directory of its files
   * @param mostBytes of frames, in all
   */
  public FrameLog(Path parent, long mostBytes) {
    this.parent = parent;
    this.mostBytes = mostBytes;
  }

  /**
   * Begins a section, or goes on with the last one.
   *
   * @param number not below that of the last one
   */
  public synchronized void begin(int number) {
    if (!isWhole) {
      return;
    }
    if (!sections.isEmpty() && number < sections.lastKey()) {
      throw new IllegalArgumentException("section " + number + " after " + sections.lastKey());
    }
    current = sections.get(number);
    if (current == null) {
      try {
        current = new Section(volume());
      } catch (IOException e) {
        end("cannot be written (" + e.getMessage() + ")");
        return;
      }
      current.volume().sections++;
      sections.put(number, current);
    }
  }

  private Volume volume() throws IOException {
    Volume last = volumes.isEmpty() ? null : volumes.get(volumes.size() - 1);
    if (last != null && last.bytes < FILE_BYTES) {
      return last;
    }
    Files.createDirectories(parent);
    Path file = Files.createTempFile(parent, "pregel-log-", "");
    Volume opened =
        new Volume(
            FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    Files.deleteIfExists(file);
    volumes.add(opened);
    return opened;
  }

  /** Begins a round of the section; returns its number. */
  synchronized int beginRound() {
    if (!isWhole) {
      return -1;
    }
    int round = current.rounds().size();
    current.rounds().add(new ArrayList<>());
    current.steps().add(round);
    return round;
  }

  /** Nothing more is sent in a round. */
  synchronized void endRound(int round) {
    if (isWhole) {
      current.steps().add(~round);
    }
  }

  /**
   * Keeps a frame of a round for a worker.
   *
   * @param body what lies between its position and its limit; neither changes
   * @return whether it is kept
   */
  synchronized boolean append(
      int round, int peer, int kind, int partition, int count, ByteBuffer body) {
    if (!isWhole) {
      return false;
    }
    if (bytes + body.remaining() > mostBytes) {
      end("has reached " + mostBytes + " bytes");
      return false;
    }
    Volume volume = current.volume();
    int length = body.remaining();
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    long at = volume.bytes;
    try {
      ByteBuffer left = body.duplicate();
      while (left.hasRemaining()) {
        volume.bytes += volume.file.write(left, volume.bytes);
      }
    } catch (IOException e) {
      end("cannot be written (" + e.getMessage() + ")");
      return false;
    }
    bytes += length;
    current
        .rounds()
        .get(round)
        .add(new Entry(peer, kind, partition, count, volume, at, length, (int) crc.getValue()));
    return true;
  }

  /** Whether everything is here that was sent since the log began, but for what was dropped. */
  public synchronized boolean isWhole() {
    return isWhole;
  }

  /** The rounds of a section; -1 if it is not here. */
  public synchronized int rounds(int number) {
    Section section = sections.get(number);
    return section == null ? -1 : section.rounds().size();
  }

  /** Visits the rounds of a section in the order in which they were opened and finished. */
  public interface Visitor {
    void opened(int round) throws InterruptedException;

    void finished(int round) throws InterruptedException;
  }

  /** Visits the rounds of a section as they were. */
  public void replay(int number, Visitor visitor) throws InterruptedException {
    List<Integer> steps;
    synchronized (this) {
      steps = List.copyOf(sections.get(number).steps());
    }
    for (int step : steps) {
      if (step >= 0) {
        visitor.opened(step);
      } else {
        visitor.finished(~step);
      }
    }
  }

  /**
   * Gives the frames of a round for a worker, in the order in which they were sent.
   *
   * @throws TransportException if they cannot be read
   */
  public void each(int number, int round, int peer, Sink sink) throws InterruptedException {
    List<Entry> entries;
    synchronized (this) {
      entries = sections.get(number).rounds().get(round);
    }
    for (Entry entry : entries) {
      if (entry.peer() == peer) {
        sink.take(entry.kind(), entry.partition(), entry.count(), read(entry));
      }
    }
  }

  private static ByteBuffer read(Entry entry) {
    ByteBuffer body = ByteBuffer.allocate(entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (body.hasRemaining()) {
        if (entry.volume().file.read(body, entry.at() + body.position()) < 0) {
          throw new IOException("it ends early");
        }
      }
    } catch (IOException e) {
      throw unreadable(e.getMessage(), e);
    }
    CRC32C crc = new CRC32C();
    crc.update(body.flip());
    if ((int) crc.getValue() != entry.crc()) {
      throw unreadable("its checksum does not match; look at the disk", null);
    }
    return body.rewind();
  }

  private static TransportException unreadable(String why, IOException cause) {
    return new TransportException(
        FailureKind.RECOVERY_SPENT, "what was sent before cannot be read: " + why, cause);
  }

  /**
   * Drops the sections of some numbers; not the last one.
   *
   * @param from the lowest that is dropped
   * @param to one above the highest
   */
  public synchronized void drop(int from, int to) {
    var dropped = sections.subMap(from, Math.max(from, to));
    for (Section section : dropped.values()) {
      if (--section.volume().sections == 0) {
        bytes -= section.volume().bytes;
        volumes.remove(section.volume());
        closeQuietly(section.volume());
      }
    }
    dropped.clear();
  }

  private void end(String why) {
    LOG.warn("the log of what was sent {}; a lost worker will cost the others' work, too", why);
    close();
  }

  private static void closeQuietly(Volume volume) {
    try {
      volume.file.close();
    } catch (IOException e) {
      LOG.warn("a file of the log of what was sent: {}", e.toString());
    }
  }

  /** Forgets everything. */
  @Override
  public synchronized void close() {
    isWhole = false;
    volumes.forEach(FrameLog::closeQuietly);
    volumes.clear();
    sections.clear();
    current = null;
    bytes = 0;
  }
}
