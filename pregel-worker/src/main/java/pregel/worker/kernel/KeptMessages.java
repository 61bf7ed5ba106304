package pregel.worker.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pregel.worker.engine.Outlet;

/**
 * The addressed messages that wait for the vertices of a partition, as bytes of a checkpoint: the
 * frames in which they would travel to another worker, each after its length.
 */
final class KeptMessages {

  /** Messages of one source partition in a frame. */
  private record Run(ByteBuffer frame, int number, int source) {}

  private KeptMessages() {}

  /**
   * Writes what waits for some vertices.
   *
   * @param from the first slot of a partition that is owned here, or the first number that stands
   *     for an id without a slot
   * @param end the slot, or number, after its last
   */
  static ByteBuffer save(Crossing crossing, int from, int end) {
    KernelMail mail = crossing.mail;
    Frames frames = new Frames();
    int bucket = from < mail.state.vertices ? mail.staging.bucket(from) : 0;
    for (int block : mail.plan.order()) {
      if (mail.staging.hasStaged(block)) {
        Outbox outbox = mail.outbox(mail.staging.thread(block));
        outbox.move(bucket);
        int last = mail.staging.to(block, bucket);
        for (int at = mail.staging.from(block, bucket); at < last; at++) {
          int target = outbox.targets(bucket, Outbox.chunk(at))[Outbox.index(at)];
          if (target >= from && target < end) {
            crossing.keep(outbox, bucket, at, target, mail.plan.source(block), frames);
          }
        }
      }
    }
    crossing.flushKept(frames);
    return frames.joined();
  }

  /** Stages what was saved for the partitions that are owned here now. */
  static void restore(Crossing crossing, List<ByteBuffer> saved) {
    List<Run> runs = new ArrayList<>();
    for (ByteBuffer block : saved) {
      while (block.hasRemaining()) {
        int length = block.getInt();
        ByteBuffer frame = block.slice(block.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        block.position(block.position() + length);
        for (int number = 0; number < Crossing.runs(frame); number++) {
          runs.add(new Run(frame, number, Crossing.source(frame, number)));
        }
      }
    }
    runs.sort(Comparator.comparingInt(Run::source)); // which keeps the order of the senders
    for (Run run : runs) {
      crossing.takeBack(run.frame.duplicate().order(ByteOrder.LITTLE_ENDIAN), run.number);
    }
    crossing.settle();
  }

  /** Takes frames instead of sending them. */
  private static final class Frames implements Outlet {
    private final List<ByteBuffer> frames = new ArrayList<>();
    private int bytes;

    private record Frame(ByteBuffer body) implements Parcel {}

    @Override
    public Parcel open(int worker, int size) {
      return new Frame(ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public void send(Parcel parcel, int kind, int part, int count) {
      ByteBuffer body = parcel.body().flip();
      frames.add(body);
      bytes = Math.addExact(bytes, Integer.BYTES + body.remaining());
    }

    private ByteBuffer joined() {
      ByteBuffer joined = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (ByteBuffer frame : frames) {
        joined.putInt(frame.remaining()).put(frame);
      }
      return joined.flip();
    }
  }
}
