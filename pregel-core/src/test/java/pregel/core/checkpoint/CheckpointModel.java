package pregel.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import pregel.core.files.FileStore;

/**
 * A job that takes checkpoints of random content: a part of each worker's edges once, afterwards
 * changes that refer to them, and columns every time. What a checkpoint holds follows from seed,
 * attempt and superstep, so that it can be compared after it has been read back.
 */
final class CheckpointModel {
  static final String JOB = "../job/17";

  private final long seed;
  private final int workers;
  private final CheckpointStore store;
  private List<PartInfo> edges;

  CheckpointModel(FileStore files, long seed, int workers) {
    this(files, "/checkpoints", seed, workers);
  }

  CheckpointModel(FileStore files, String root, long seed, int workers) {
    this.seed = seed;
    this.workers = workers;
    this.store = new CheckpointStore(files, root, JOB);
  }

  CheckpointStore store() {
    return store;
  }

  /** Goes on from a checkpoint, whose edges are referred to. */
  void resume(Manifest from) {
    edges = from.parts().stream().filter(part -> part.name().startsWith("edges")).toList();
  }

  Manifest take(int attempt, int superstep) throws IOException {
    List<PartInfo> parts = new ArrayList<>();
    boolean first = edges == null;
    if (first) {
      edges = new ArrayList<>();
    }
    for (int worker = 0; worker < workers; worker++) {
      Random random = random(attempt, superstep, worker);
      if (first) {
        try (PartWriter writer = store.part(attempt, superstep, "edges " + worker)) {
          writer.write("rows", edges(worker));
          edges.add(writer.finish());
        }
      }
      try (PartWriter writer = store.part(attempt, superstep, "columns/" + worker)) {
        writer.write("ranks", doubles(random));
        writer.write("flags", ByteBuffer.wrap(bytes(random)));
        if (!first) {
          writer.refer("rows", edges.get(worker), "rows");
        }
        writer.begin("inbox");
        writer.put(new long[] {1, random.nextLong(), 3}, 1, 1);
        writer.put(new int[] {random.nextInt()}, 0, 1);
        writer.end();
        writer.write("empty", new int[0]);
        parts.add(writer.finish());
      }
    }
    parts.addAll(edges);
    Manifest manifest =
        new Manifest(
            JOB, 4, attempt, superstep, parts, state(attempt, superstep), new byte[] {1}, owners());
    store.publish(manifest);
    return manifest;
  }

  /** Reads a checkpoint; complains unless it is what was written. */
  void requireWhole(Manifest manifest) throws IOException {
    same(manifest.masterState(), state(manifest.attempt(), manifest.superstep()), "master");
    same(manifest.partitionOwners(), owners(), "owners");
    int columns = 0;
    int rows = 0;
    for (PartInfo part : manifest.parts()) {
      int worker = part.name().charAt(part.name().length() - 1) - '0';
      PartReader reader = store.open(manifest, part);
      if (part.name().startsWith("columns")) {
        columns++;
        Random random = random(manifest.attempt(), manifest.superstep(), worker);
        same(reader.readDoubles("ranks"), doubles(random), "ranks");
        byte[] flags = new byte[(int) reader.length("flags")];
        reader.read("flags", ByteBuffer.wrap(flags));
        same(flags, bytes(random), "flags");
        ByteBuffer inbox = ByteBuffer.allocateDirect(12);
        reader.read("inbox", inbox);
        inbox.order(java.nio.ByteOrder.LITTLE_ENDIAN).flip();
        same(
            new long[] {inbox.getLong(), inbox.getInt()},
            new long[] {random.nextLong(), random.nextInt()},
            "inbox");
        same(reader.readInts("empty"), new int[0], "empty");
        if (reader.length("rows") >= 0) {
          same(reader.readInts("rows"), edges(worker), "rows");
          rows++;
        }
      } else {
        same(reader.readInts("rows"), edges(worker), "rows");
        rows++;
      }
    }
    same(columns, workers, "parts of columns");
    same(rows >= workers, true, "edges of all");
  }

  private static void same(Object found, Object expected, String what) {
    if (!Arrays.deepEquals(new Object[] {found}, new Object[] {expected})) {
      throw new AssertionError(what + ": found " + found + ", expected " + expected);
    }
  }

  private Random random(int attempt, int superstep, int worker) {
    return new Random(((seed * 31 + attempt) * 31 + superstep) * 31 + worker);
  }

  private int[] edges(int worker) {
    return new Random(seed * 7 + worker).ints(200).toArray();
  }

  private static double[] doubles(Random random) {
    return random.doubles(random.nextInt(50)).toArray();
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] state(int attempt, int superstep) {
    return new byte[] {(byte) attempt, (byte) superstep};
  }

  private int[] owners() {
    return new int[] {workers, 2, 3};
  }
}
