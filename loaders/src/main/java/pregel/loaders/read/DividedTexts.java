package pregel.loaders.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.core.files.FileStat;
import pregel.core.transport.Collective;

/**
 * Which worker reads what of the texts of a graph. Laid end to end in the order of reading, they
 * are cut into as many ranges of about the same number of bytes as there are workers; a text that
 * cannot be cut goes whole to the one in whose range its middle lies. So what a worker reads comes
 * before all that the next one reads.
 */
final class DividedTexts {

  /** What a text holds. */
  enum Role {
    /** Ids, one a line. */
    VERTICES,
    /** What the user gave as vertex file. */
    VERTEX_FILE,
    EDGES
  }

  /**
   * A text.
   *
   * @param cuttable whether its lines can be read apart, as far as its format goes
   * @param quoted whether it is cut only if there are no quotes in it
   */
  record Source(String name, Role role, boolean cuttable, boolean quoted) {}

  /**
   * What is read of a text: whole if it is packed, else the lines that start in a range of bytes.
   *
   * @param text its number
   * @param file as it was found
   * @param from the first byte; where its first line starts is looked up
   * @param to the byte after the last; the file's size if nothing comes after it
   * @param whole whether nobody else reads of it
   */
  record Piece(int text, FileStat file, long from, long to, boolean whole) {}

  private final List<Source> sources;
  private final FileStat[] files;
  private final long[] starts;
  private final Collective together;
  private long[] uncut;

  private DividedTexts(List<Source> sources, Collective together) {
    this.sources = sources;
    this.together = together;
    this.files = new FileStat[sources.size()];
    this.starts = new long[sources.size() + 1];
    this.uncut = new long[sources.size() + 63 >>> 6];
  }

  /**
   * Divides texts among all workers, who must see the same ones.
   *
   * @throws JobException the same on all workers
   */
  static List<Piece> divide(List<Source> sources, Collective together) throws InterruptedException {
    DividedTexts texts = new DividedTexts(sources, together);
    texts.look();
    texts.requireSameFiles();
    texts.findUncut(i -> !sources.get(i).cuttable() || isPacked(sources.get(i).name()), true);
    texts.findUncut(texts::hasQuotes, false);
    return texts.pieces();
  }

  private void look() throws InterruptedException {
    JobException failure = null;
    try {
      for (int i = 0; i < files.length; i++) {
        String name = sources.get(i).name();
        files[i] = Text.stat(name);
        if (!files[i].isFile()) {
          throw new JobException(
              FailureKind.INPUT,
              name + ": no plain file, which several processes can read; copy it to one first");
        }
        starts[i + 1] = starts[i] + files[i].bytes();
      }
    } catch (JobException e) {
      failure = e;
    }
    together.fail(failure);
  }

  private void requireSameFiles() throws InterruptedException {
    long hash = 0;
    for (int i = 0; i < files.length; i++) {
      hash = 31 * (hash + sources.get(i).name().hashCode());
      hash = 31 * (hash + files[i].bytes());
    }
    for (long[] seen : together.gather(hash, files.length)) {
      if (seen[0] != hash || seen[1] != files.length) {
        throw new JobException(
            FailureKind.INPUT,
            sources.get(0).name()
                + ": the workers see different files there; put the input where all see the same");
      }
    }
  }

  /**
   * Notes which texts are not cut. Workers look at some texts each, or each at its range of all.
   */
  private void findUncut(IntPredicate isUncut, boolean shared) throws InterruptedException {
    JobException failure = null;
    long[] found = new long[uncut.length];
    try {
      for (int i = 0; i < files.length; i++) {
        boolean mine = !shared || i % together.workers() == together.self();
        if (mine && isUncut.test(i)) {
          found[i >>> 6] |= 1L << i;
        }
      }
    } catch (JobException e) {
      failure = e;
    }
    together.fail(failure);
    together.unite(found);
    for (int word = 0; word < found.length; word++) {
      uncut[word] |= found[word];
    }
  }

  private boolean isUncut(int text) {
    return (uncut[text >>> 6] >>> text & 1) != 0;
  }

  private static boolean isPacked(String name) {
    InputPlace place = InputPlace.of(name);
    if (Compression.ofName(name) != Compression.NONE) {
      return true;
    }
    try (InputStream in = place.store().read(place.path(), 0)) {
      byte[] first = in.readNBytes(4);
      return Compression.ofContent(first, first.length) != Compression.NONE;
    } catch (IOException e) {
      throw Text.unopened(name, e);
    }
  }

  private boolean hasQuotes(int text) {
    if (!sources.get(text).quoted() || isUncut(text)) {
      return false;
    }
    long size = files[text].bytes();
    long from = Math.max(0, Math.min(size, cut(together.self()) - starts[text]));
    long to = Math.max(0, Math.min(size, cut(together.self() + 1) - starts[text]));
    return LineStarts.hasByte(sources.get(text).name(), (byte) '"', from, to);
  }

  /** Where the range of a worker starts. */
  private long cut(int worker) {
    long total = starts[files.length];
    int workers = together.workers();
    return total / workers * worker + total % workers * worker / workers;
  }

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    long low = cut(together.self());
    long high = cut(together.self() + 1);
    boolean last = together.self() == together.workers() - 1;
    for (int i = 0; i < files.length; i++) {
      long size = files[i].bytes();
      long middle = starts[i] + size / 2;
      if (isUncut(i) || size == 0) {
        if (low <= middle && (middle < high || last)) {
          pieces.add(new Piece(i, files[i], 0, size, true));
        }
        continue;
      }
      long from = Math.max(0, low - starts[i]);
      long to = Math.min(size, high - starts[i]);
      if (from < to) {
        pieces.add(new Piece(i, files[i], from, to, from == 0 && to == size));
      }
    }
    return pieces;
  }
}
