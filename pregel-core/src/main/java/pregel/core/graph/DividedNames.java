package pregel.core.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import pregel.core.transport.Collective;
import pregel.core.transport.Exchange;
import pregel.core.transport.IntFrames;

/**
 * The dictionary of string ids where several workers have met the names. In unsigned UTF-8 order it
 * is cut into a range for each worker, by a sample of what all have met; a name goes to the worker
 * of its range, and its place among all comes back. Nobody holds all names.
 *
 * <p>All workers call the same methods in the same order.
 *
 * <pre>
 *  frames of names: {@link NameBlocks}
 *  frames of places: {@link IntFrames}
 * </pre>
 */
public final class DividedNames {
  private static final int SAMPLES_OF_WORKER = 256;

  /**
   * What the workers have agreed on.
   *
   * @param names the dictionary
   * @param places in it, of the names that this worker has met, in their order
   */
  public record Agreed(DividedNames names, int[] places) {}

  private final Collective together;
  private final Texts mine;
  private final int[] starts;

  private DividedNames(Texts mine, int[] starts, Collective together) {
    this.mine = mine;
    this.starts = starts;
    this.together = together;
  }

  /**
   * @param mine the names of this worker's range
   */
  private static DividedNames of(Texts mine, Collective together) throws InterruptedException {
    int[] starts = new int[together.workers() + 1];
    long total = 0;
    long[][] counts = together.gather(mine.count());
    for (int worker = 0; worker < counts.length; worker++) {
      total += counts[worker][0];
      GraphLimits.checkVertices(total);
      starts[worker + 1] = (int) total;
    }
    return new DividedNames(mine, starts, together);
  }

  /**
   * The dictionary of all that the workers have met.
   *
   * @param met the names that this worker has met
   */
  public static Agreed agree(VertexNames met, Collective together) throws InterruptedException {
    Texts names = met.texts();
    int[] cuts = cuts(names, together);
    NameBlocks[] runs = NameBlocks.ofAll(together.workers());
    Exchange exchange = together.open(frame -> runs[frame.sender()].receive(frame));
    for (int peer = 0; peer < runs.length; peer++) {
      int first = cuts[peer];
      int count = cuts[peer + 1] - first;
      if (peer == together.self()) {
        runs[peer].keep(names, count, i -> first + i);
      } else {
        NameBlocks.send(names, count, i -> first + i, peer, exchange);
      }
    }
    together.finish(exchange);
    NameMerge merge = new NameMerge(runs);
    DividedNames all = of(merge.names(), together);
    return new Agreed(all, all.places(merge.places(), cuts));
  }

  /** The dictionary that the first worker has made of all; {@code names} is null on others. */
  public static DividedNames heldByFirst(VertexNames names, Collective together)
      throws InterruptedException {
    return of(names == null ? new TextsBuilder().build() : names.texts(), together);
  }

  /** Where the ranges of the workers start among names in order, and where the last one ends. */
  private static int[] cuts(Texts names, Collective together) throws InterruptedException {
    long total = together.sum((long) names.count())[0];
    long wanted = (long) SAMPLES_OF_WORKER * together.workers();
    int samples = (int) Math.min(names.count(), (names.count() * wanted + total) / (total + 1) + 1);
    int size = 0;
    for (int i = 0; i < samples; i++) {
      size += Short.BYTES + names.length(sample(names, i, samples));
    }
    ByteBuffer said = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    for (int i = 0; i < samples; i++) {
      int place = sample(names, i, samples);
      said.putShort((short) names.length(place));
      names.put(place, said);
    }
    List<byte[]> all = new ArrayList<>();
    for (byte[] theirs : together.gather(said.array())) {
      ByteBuffer in = ByteBuffer.wrap(theirs).order(ByteOrder.nativeOrder());
      while (in.hasRemaining()) {
        byte[] name = new byte[in.getShort()];
        in.get(name);
        all.add(name);
      }
    }
    all.sort(Arrays::compareUnsigned);
    int[] cuts = new int[together.workers() + 1];
    for (int worker = 1; worker < together.workers() && !all.isEmpty(); worker++) {
      byte[] least = all.get((int) ((long) all.size() * worker / together.workers()));
      cuts[worker] = names.firstFrom(least, 0, least.length);
    }
    cuts[together.workers()] = names.count();
    return cuts;
  }

  private static int sample(Texts names, int number, int samples) {
    return (int) ((long) number * names.count() / samples);
  }

  /** Tells every worker the places of the names that it has met. */
  private int[] places(int[][] found, int[] cuts) throws InterruptedException {
    int self = together.self();
    int[] places = new int[cuts[cuts.length - 1]];
    Exchange exchange =
        together.open(frame -> IntFrames.receive(frame, places, cuts[frame.sender()]));
    for (int peer = 0; peer < found.length; peer++) {
      for (int i = 0; i < found[peer].length; i++) {
        found[peer][i] += starts[self];
      }
      if (peer == self) {
        System.arraycopy(found[peer], 0, places, cuts[self], found[peer].length);
      } else {
        IntFrames.send(found[peer], 0, found[peer].length, peer, exchange);
      }
    }
    together.finish(exchange);
    return places;
  }

  /** How many names there are. */
  public int count() {
    return starts[starts.length - 1];
  }

  /** The names at some places; a place is what {@link Agreed#places} has. */
  public String[] names(long... places) throws InterruptedException {
    int[] asked = Arrays.stream(places).sorted().distinct().mapToInt(Math::toIntExact).toArray();
    VertexNames found = names(asked, asked);
    return Arrays.stream(places).mapToObj(found::name).toArray(String[]::new);
  }

  /**
   * The names at places that every worker wants for itself.
   *
   * @param places ascending
   * @param ids what the vertices of those names are called, ascending
   */
  public VertexNames names(int[] places, int[] ids) throws InterruptedException {
    int workers = together.workers();
    int[] cuts = new int[workers + 1];
    for (int worker = 1; worker <= workers; worker++) {
      int at = Arrays.binarySearch(places, starts[worker]);
      cuts[worker] = at < 0 ? -at - 1 : at;
    }
    int[][] asked = asked(places, cuts);
    NameBlocks[] answers = NameBlocks.ofAll(workers);
    int start = starts[together.self()];
    Exchange exchange = together.open(frame -> answers[frame.sender()].receive(frame));
    for (int peer = 0; peer < workers; peer++) {
      if (peer == together.self()) {
        int first = cuts[peer];
        answers[peer].keep(mine, cuts[peer + 1] - first, i -> places[first + i] - start);
      } else {
        int[] wanted = asked[peer];
        NameBlocks.send(mine, wanted.length, i -> wanted[i] - start, peer, exchange);
      }
    }
    together.finish(exchange);
    TextsBuilder found = new TextsBuilder();
    for (NameBlocks answer : answers) {
      while (answer.next()) {
        found.add(answer.bytes(), answer.from(), answer.to());
      }
    }
    IntBuffer called = OffHeap.ints(ids.length);
    called.put(0, ids);
    return new VertexNames(found.build(), called);
  }

  /** What every other worker wants of this one. */
  private int[][] asked(int[] places, int[] cuts) throws InterruptedException {
    int workers = together.workers();
    long[] counts = new long[workers];
    Arrays.setAll(counts, worker -> cuts[worker + 1] - cuts[worker]);
    long[][] all = together.gather(counts);
    int[][] asked = new int[workers][];
    for (int peer = 0; peer < workers; peer++) {
      asked[peer] = new int[peer == together.self() ? 0 : (int) all[peer][together.self()]];
    }
    Exchange exchange = together.open(frame -> IntFrames.receive(frame, asked[frame.sender()], 0));
    for (int peer = 0; peer < workers; peer++) {
      if (peer != together.self()) {
        IntFrames.send(places, cuts[peer], cuts[peer + 1], peer, exchange);
      }
    }
    together.finish(exchange);
    return asked;
  }

  /** The places of some names, the same names on all workers; -1 for one that nobody has met. */
  public int[] places(List<String> names) throws InterruptedException {
    long[] found = new long[names.size()];
    for (int i = 0; i < found.length; i++) {
      byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
      int place = mine.find(name, 0, name.length);
      found[i] = place < 0 ? -1 : starts[together.self()] + place;
    }
    int[] places = new int[found.length];
    Arrays.fill(places, -1);
    for (long[] theirs : together.gather(found)) {
      for (int i = 0; i < places.length; i++) {
        places[i] = Math.max(places[i], (int) theirs[i]);
      }
    }
    return places;
  }
}
