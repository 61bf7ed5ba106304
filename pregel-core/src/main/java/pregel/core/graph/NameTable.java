package pregel.core.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Collects the names of vertices while text is parsed, by any number of threads, and gives each a
 * provisional number. {@link #sort} then makes the dictionary, and {@link #numbers} leads from the
 * provisional numbers, which depend on who came first, to those of the dictionary, which do not.
 *
 * <p>Names and tables lie off the heap. A name's hash chooses a shard; in a shard, open addressing
 * finds the name without a lock, and only a new name takes the shard's. A slot of the table, and a
 * name in the pages:
 *
 * <pre>
 *  slot   24 bits of the hash | 40 bits: place of the name in the shard's pages, plus one
 *  name   4 bytes number in the shard, 4 bytes length, the bytes, zeros to a multiple of 8
 * </pre>
 */
public final class NameTable {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle SLOTS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  static final int SHARD_BITS = 6;
  static final int SHARDS = 1 << SHARD_BITS;
  private static final int PLACE_BITS = 40;
  private static final long PLACE = (1L << PLACE_BITS) - 1;
  private static final int PAGE_LOG = 16;
  private static final int PAGE = 1 << PAGE_LOG;
  private static final int HEADER = 8;
  private static final int FIRST_SLOTS = 64;
  private static final int MOST_SLOTS = 1 << 27;
  private static final int STEP = 1 << 16;

  /** What readers of a shard see; replaced when the table grows or a page is added. */
  private record Held(ByteBuffer table, int mask, ByteBuffer[] pages) {}

  private static final class Shard {
    private volatile Held held;
    private int count;
    private long end;
  }

  private final Shard[] shards = new Shard[SHARDS];
  private NameNumbers numbers;

  public NameTable() {
    Arrays.setAll(shards, shard -> new Shard());
  }

  /**
   * The provisional number of a name, the same for the same bytes.
   *
   * @param bytes the name at {@code from} to {@code to} - 1: 1 to {@link Texts#LONGEST} bytes, none
   *     of them zero
   */
  public long number(byte[] bytes, int from, int to) {
    long hash = hash(bytes, from, to);
    int shard = (int) hash & SHARDS - 1;
    Held held = shards[shard].held;
    int number = held == null ? -1 : find(held, hash, bytes, from, to);
    if (number < 0) {
      number = add(shards[shard], hash, bytes, from, to);
    }
    return (long) number << SHARD_BITS | shard;
  }

  /** Makes the dictionary of all names. Afterwards no more may come. */
  public VertexNames sort(int threads) {
    long total = 0;
    for (Shard shard : shards) {
      total += shard.count;
    }
    GraphLimits.checkVertices(total);
    BuildThreads crew = BuildThreads.of(threads, total);
    long[] places = places((int) total, crew);
    new NameSort(this, places).sort(crew);
    int[][] ranks = new int[SHARDS][];
    Arrays.setAll(ranks, shard -> new int[shards[shard].count]);
    crew.each(
        (int) ((total + STEP - 1) / STEP),
        step -> {
          int end = (int) Math.min(places.length, (step + 1L) * STEP);
          for (int rank = step * STEP; rank < end; rank++) {
            long place = places[rank];
            ranks[(int) (place >>> PLACE_BITS)][page(place).getInt(offset(place))] = rank;
          }
        });
    Texts sorted = Texts.copy(places.length, new SortedNames(places), crew);
    numbers = new NameNumbers(ranks);
    for (Shard shard : shards) {
      shard.held = null;
    }
    return new VertexNames(sorted);
  }

  /** What {@link #number} gave, as places in the dictionary. Only after {@link #sort}. */
  public NameNumbers numbers() {
    return numbers;
  }

  /** Eight bytes of a name as an unsigned number, the first highest; zeros behind its end. */
  long word(long place, int depth) {
    ByteBuffer page = page(place);
    int at = offset(place);
    return depth >= page.getInt(at + 4) ? 0 : bigEndian(page.getLong(at + HEADER + depth));
  }

  private static long bigEndian(long word) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? word : Long.reverseBytes(word);
  }

  private ByteBuffer page(long place) {
    return shards[(int) (place >>> PLACE_BITS)].held.pages[(int) ((place & PLACE) >>> PAGE_LOG)];
  }

  private static int offset(long place) {
    return (int) place & PAGE - 1;
  }

  /** Where all names lie: the shard above the place in it. */
  private long[] places(int total, BuildThreads crew) {
    int[] starts = new int[SHARDS + 1];
    for (int shard = 0; shard < SHARDS; shard++) {
      starts[shard + 1] = starts[shard] + shards[shard].count;
    }
    long[] places = new long[total];
    crew.each(
        SHARDS,
        number -> {
          Shard shard = shards[number];
          int at = starts[number];
          long place = 0;
          while (at < starts[number + 1]) {
            ByteBuffer page = shard.held.pages[(int) (place >>> PAGE_LOG)];
            int length = offset(place) + HEADER > PAGE ? 0 : page.getInt(offset(place) + 4);
            if (length == 0) {
              place = (place | PAGE - 1) + 1;
            } else {
              places[at++] = (long) number << PLACE_BITS | place;
              place += room(length);
            }
          }
        });
    return places;
  }

  /** Bytes that a name takes. */
  private static int room(int length) {
    return HEADER + (length + 7 & ~7);
  }

  private final class SortedNames implements Texts.Source {
    private final long[] places;

    SortedNames(long[] places) {
      this.places = places;
    }

    @Override
    public int length(int index) {
      return page(places[index]).getInt(offset(places[index]) + 4);
    }

    @Override
    public void copy(int index, ByteBuffer to, int at) {
      long place = places[index];
      to.put(at, page(place), offset(place) + HEADER, length(index));
    }
  }

  /** A name's number in its shard; -1 if it is not there, or not yet seen by this thread. */
  private static int find(Held held, long hash, byte[] bytes, int from, int to) {
    long tag = hash >>> PLACE_BITS;
    int at = (int) (hash >>> SHARD_BITS) & held.mask;
    while (true) {
      long slot = (long) SLOTS.getAcquire(held.table, at << 3);
      if (slot == 0) {
        return -1;
      }
      if (slot >>> PLACE_BITS == tag) {
        long place = (slot & PLACE) - 1;
        int page = (int) (place >>> PAGE_LOG);
        if (page >= held.pages.length) {
          return -1; // added since: look again under the lock
        }
        if (equal(held.pages[page], offset(place), bytes, from, to)) {
          return held.pages[page].getInt(offset(place));
        }
      }
      at = at + 1 & held.mask;
    }
  }

  private static boolean equal(ByteBuffer page, int at, byte[] bytes, int from, int to) {
    int length = to - from;
    if (page.getInt(at + 4) != length) {
      return false;
    }
    int base = at + HEADER;
    int done = 0;
    for (; done + 8 <= length; done += 8) {
      if (page.getLong(base + done) != (long) WORDS.get(bytes, from + done)) {
        return false;
      }
    }
    for (; done < length; done++) {
      if (page.get(base + done) != bytes[from + done]) {
        return false;
      }
    }
    return true;
  }

  private static int add(Shard shard, long hash, byte[] bytes, int from, int to) {
    int length = to - from;
    if (length <= 0 || length > Texts.LONGEST) {
      throw new IllegalArgumentException("a name of " + length + " bytes");
    }
    synchronized (shard) {
      Held held = shard.held;
      if (held == null) {
        held = new Held(OffHeap.bytes(FIRST_SLOTS << 3), FIRST_SLOTS - 1, new ByteBuffer[0]);
      }
      int found = find(held, hash, bytes, from, to);
      if (found >= 0) {
        return found;
      }
      if (shard.count >= held.mask + 1 >>> 1) {
        held = grown(held);
      }
      long place = shard.end;
      if ((place & PAGE - 1) + room(length) > PAGE) {
        place = (place | PAGE - 1) + 1;
      }
      int page = (int) (place >>> PAGE_LOG);
      if (page == held.pages.length) {
        ByteBuffer[] more = Arrays.copyOf(held.pages, page + 1);
        more[page] = OffHeap.bytes(PAGE);
        held = new Held(held.table, held.mask, more);
      }
      ByteBuffer into = held.pages[page];
      int at = offset(place);
      int number = shard.count++;
      into.putInt(at, number).putInt(at + 4, length).put(at + HEADER, bytes, from, length);
      shard.end = place + room(length);
      shard.held = held;
      put(held, hash, place);
      return number;
    }
  }

  private static void put(Held held, long hash, long place) {
    int at = (int) (hash >>> SHARD_BITS) & held.mask;
    while ((long) SLOTS.get(held.table, at << 3) != 0) {
      at = at + 1 & held.mask;
    }
    long slot = hash >>> PLACE_BITS << PLACE_BITS | place + 1;
    SLOTS.setRelease(held.table, at << 3, slot);
  }

  private static Held grown(Held held) {
    int slots = 2 * (held.mask + 1);
    if (slots > MOST_SLOTS) {
      throw GraphLimits.tooManyNames();
    }
    Held larger = new Held(OffHeap.bytes(slots << 3), slots - 1, held.pages);
    byte[] name = new byte[Texts.LONGEST];
    for (int at = 0; at <= held.mask; at++) {
      long slot = (long) SLOTS.get(held.table, at << 3);
      if (slot != 0) {
        long place = (slot & PLACE) - 1;
        ByteBuffer page = held.pages[(int) (place >>> PAGE_LOG)];
        int length = page.getInt(offset(place) + 4);
        page.get(offset(place) + HEADER, name, 0, length);
        put(larger, hash(name, 0, length), place);
      }
    }
    return larger;
  }

  private static long hash(byte[] bytes, int from, int to) {
    long hash = (to - from) * 0x9E3779B97F4A7C15L;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = mix(hash ^ (long) WORDS.get(bytes, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << 8 | bytes[at] & 0xff;
    }
    hash = mix(hash ^ rest);
    return hash ^ hash >>> 32;
  }

  private static long mix(long value) {
    long mixed = value * 0xD6E8FEB86659FD93L;
    return (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
  }
}
