package pregel.loaders.read;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.charset.StandardCharsets;

/**
 * Whole lines from a text, and what can be told of all of it from them: bytes of an edge, the range
 * of ids, about how many there are.
 */
final class TextSample {
  private static final int HUBS = 64;
  private static final String SEPARATORS = " \t,;|\"\r";

  private final boolean neighbors;
  private final boolean namesSource;
  private final boolean headed;
  private final int skippedWords;
  private final LongArrayList sources = new LongArrayList();
  private final LongArrayList targets = new LongArrayList();
  private long bytes;
  private long edges;
  private long lines;
  private long words;
  private long wordBytes;
  private boolean named;
  private boolean isFirst;

  TextSample(GraphFormat format) {
    this.neighbors =
        switch (format) {
          case ADJACENCY, METIS, WEBGRAPH -> true;
          case AUTO, EDGELIST, GRAPHALYTICS, MATRIXMARKET, DIMACS, CSV, PARQUET, SNAPSHOT -> false;
        };
    // In DIMACS a letter says what a line is.
    this.skippedWords = format == GraphFormat.DIMACS ? 1 : 0;
    this.headed =
        switch (format) {
          case METIS, WEBGRAPH, MATRIXMARKET -> true;
          case AUTO, EDGELIST, GRAPHALYTICS, ADJACENCY, DIMACS, CSV, PARQUET, SNAPSHOT -> false;
        };
    this.namesSource = format == GraphFormat.ADJACENCY;
  }

  /** Takes a piece of text, but for the ends of lines that are not whole in it. */
  void take(byte[] piece, int length, boolean fromStart, boolean toEnd) {
    int from = fromStart ? 0 : lineEnd(piece, 0, length);
    isFirst = fromStart;
    while (from < length) {
      int end = lineEnd(piece, from, length);
      if (end == length && !toEnd && piece[length - 1] != '\n') {
        return;
      }
      bytes += end - from;
      line(new String(piece, from, end - from, StandardCharsets.ISO_8859_1).strip());
      from = end;
    }
  }

  /** Behind the line end that follows. */
  private static int lineEnd(byte[] piece, int from, int length) {
    int at = from;
    while (at < length && piece[at] != '\n') {
      at++;
    }
    return Math.min(length, at + 1);
  }

  private void line(String line) {
    if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '%') {
      return;
    }
    if (skippedWords > 0 && (line.startsWith("c") || line.startsWith("p"))) {
      return;
    }
    lines++;
    if (headed && isFirst) {
      isFirst = false;
      return;
    }
    int word = -skippedWords;
    long source = -1;
    for (int at = 0; at < line.length(); ) {
      if (SEPARATORS.indexOf(line.charAt(at)) >= 0) {
        at++;
        continue;
      }
      int end = at;
      while (end < line.length() && SEPARATORS.indexOf(line.charAt(end)) < 0) {
        end++;
      }
      if (word >= 0 && (neighbors || word < 2)) {
        long id = number(line, at, end);
        words++;
        wordBytes += end - at;
        if (word == 0 && (!neighbors || namesSource)) {
          source = id;
        } else {
          edges++;
          sources.add(source);
          targets.add(id);
        }
      }
      word++;
      at = end;
    }
  }

  /** The number that a word is; else, as in the header of a CSV file, -1. */
  private long number(String line, int from, int end) {
    long number = 0;
    for (int at = from; at < end; at++) {
      int digit = line.charAt(at) - '0';
      if (digit < 0 || digit > 9 || end - from > 18) {
        named |= lines > 1;
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  long lines() {
    return lines;
  }

  /** Edges in so many bytes of such text. */
  long edgesIn(long textBytes) {
    return bytes == 0 ? 0 : Math.round((double) textBytes * edges / bytes);
  }

  /** Lines in so many bytes of such text. */
  long linesIn(long textBytes) {
    return bytes == 0 ? 0 : Math.round((double) textBytes * lines / bytes);
  }

  /** Bytes of a name; 0 if all ids are numbers. */
  long nameBytes() {
    return named ? Math.max(1, wordBytes / Math.max(1, words)) : 0;
  }

  /**
   * From the least id to the greatest in all of the text. Where ids grow with the lines of a text
   * of which only the beginning is known, they are taken to grow on.
   */
  long idRange(long allEdges, boolean beginningOnly) {
    int half = targets.size() / 2;
    long first = greatest(0, half);
    long all = Math.max(first, greatest(half, targets.size()));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < targets.size(); i++) {
      least = Math.min(least, targets.getLong(i) < 0 ? least : targets.getLong(i));
      least = Math.min(least, sources.getLong(i) < 0 ? least : sources.getLong(i));
    }
    if (all < 0) {
      return 0;
    }
    long range = all - least + 1;
    boolean grows = beginningOnly && edges > 0 && allEdges > edges && 2 * first < all + least + 1;
    return grows ? Math.round((double) range * allEdges / edges) : range;
  }

  private long greatest(int from, int to) {
    long greatest = -1;
    for (int i = from; i < to; i++) {
      greatest = Math.max(greatest, Math.max(sources.getLong(i), targets.getLong(i)));
    }
    return greatest;
  }

  /**
   * About how many different ids there are: all of their range if that is dense, else by those met
   * once and twice (Chao's estimate), which is too low where degrees are very uneven.
   */
  long vertices(long allEdges, long idRange) {
    long most = Math.max(1, 2 * allEdges);
    if (!named && idRange <= most) {
      return idRange;
    }
    Long2IntOpenHashMap times = times();
    double once = times.values().intStream().filter(n -> n == 1).count();
    double twice = times.values().intStream().filter(n -> n == 2).count();
    return Math.min(most, Math.round(times.size() + once * once / (2 * Math.max(1, twice))));
  }

  /**
   * Of the ends of edges, those at the 64 ids that are met most often. Of a text that is sorted by
   * sources, pieces tell of hubs by targets alone; so only these count, which are drawn alike.
   */
  double hubShare() {
    Long2IntOpenHashMap times = new Long2IntOpenHashMap();
    count(targets, times);
    long hubs =
        times
            .values()
            .intStream()
            .sorted()
            .skip(Math.max(0, times.size() - HUBS))
            .asLongStream()
            .sum();
    return targets.isEmpty() ? 0 : (double) hubs / targets.size();
  }

  /** How often each id was met. */
  private Long2IntOpenHashMap times() {
    Long2IntOpenHashMap times = new Long2IntOpenHashMap();
    count(targets, times);
    count(sources, times);
    return times;
  }

  private static void count(LongArrayList ids, Long2IntOpenHashMap times) {
    for (int i = 0; i < ids.size(); i++) {
      times.addTo(ids.getLong(i), 1);
    }
  }
}
