package pregel.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.core.block.DamagedFileException;
import pregel.core.files.LocalFiles;

/** Parts on this machine's disk. */
class PartTest {
  @TempDir Path directory;

  private CheckpointStore store;

  @BeforeEach
  void create() throws IOException {
    store = new CheckpointStore(new LocalFiles(), directory.toString(), "job");
    store.create();
  }

  @Test
  void readsBackBlocksLongerThanABuffer() throws IOException {
    Random random = new Random(1);
    int[] ints = random.ints(700_001).toArray();
    long[] longs = random.longs(300_001).toArray();
    double[] doubles = random.doubles(200_003).toArray();
    // A bit pattern that arithmetic would not keep.
    doubles[5] = Double.longBitsToDouble(0x7ff0_0000_0000_0001L);
    byte[] bytes = new byte[1_000_003];
    random.nextBytes(bytes);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    PartInfo part;
    try (PartWriter writer = store.part(1, 7, "everything")) {
      writer.write("ints", ints);
      writer.write("longs", longs);
      writer.write("doubles", doubles);
      writer.write("heap", ByteBuffer.wrap(bytes, 1, bytes.length - 1));
      writer.write("direct", direct);
      writer.begin("pieces");
      for (int from = 0; from < ints.length; from += 100_000) {
        writer.put(ints, from, Math.min(100_000, ints.length - from));
      }
      writer.end();
      part = writer.finish();
    }
    assertThat(direct.remaining()).isEqualTo(bytes.length);
    Manifest manifest = publish(7, part);
    PartReader reader = store.open(manifest, part);
    assertThat(reader.blocks())
        .containsExactly("ints", "longs", "doubles", "heap", "direct", "pieces");
    assertThat(reader.readInts("ints")).isEqualTo(ints);
    assertThat(reader.readLongs("longs")).isEqualTo(longs);
    assertThat(bits(reader.readDoubles("doubles"))).isEqualTo(bits(doubles));
    assertThat(read(reader, "heap")).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
    assertThat(read(reader, "direct")).isEqualTo(bytes);
    assertThat(reader.readInts("pieces")).isEqualTo(ints);
    assertThat(reader.length("nothing")).isEqualTo(-1);
    assertThatThrownBy(() -> reader.readLongs("ints"))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("no array of that kind");
  }

  @Test
  void leavesNothingOfAPartThatIsNotFinished() throws IOException {
    try (PartWriter writer = store.part(1, 7, "half")) {
      writer.write("ints", new int[100_000]);
    }
    assertThat(directory.resolve("job").resolve("parts")).isEmptyDirectory();
  }

  @Test
  void aPartOfAnotherWriterOfTheSameNameIsNoticed() throws IOException {
    PartInfo first = write(7, 1);
    Manifest manifest = publish(7, first);
    write(7, 2);
    CheckpointStore.Search search = store.newestValid(CheckpointStore.Check.CHECKSUMS);
    assertThat(search.newest()).isEmpty();
    assertThat(search.skipped().get(0)).contains("another part than the manifest names");
    assertThatThrownBy(() -> store.open(manifest, first)).isInstanceOf(DamagedFileException.class);
  }

  @Test
  void refersOnlyToOlderParts() throws IOException {
    PartInfo same = write(7, 1);
    try (PartWriter writer = store.part(1, 7, "other")) {
      assertThatThrownBy(() -> writer.refer("a", same, "a"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void followsAReferenceToAReference() throws IOException {
    PartInfo first = write(1, 42);
    PartInfo second;
    try (PartWriter writer = store.part(1, 2, "x")) {
      writer.refer("b", first, "a");
      second = writer.finish();
    }
    PartInfo third;
    try (PartWriter writer = store.part(2, 1, "x")) {
      writer.refer("c", second, "b");
      third = writer.finish();
    }
    assertThat(third.needs()).containsExactly(first.fileName(), second.fileName());
    Manifest manifest = publish(3, first, second, third);
    assertThat(store.open(manifest, third).readInts("c")).containsExactly(42);
  }

  @Test
  void goesThroughAMessage() throws IOException {
    PartInfo part = new PartInfo(3, 2, "ä/b", 1L << 40, -5, List.of("x", "y"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.writeTo(new DataOutputStream(bytes));
    assertThat(
            PartInfo.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(part);
  }

  private PartInfo write(int superstep, int value) throws IOException {
    try (PartWriter writer = store.part(1, superstep, "x")) {
      writer.write("a", new int[] {value});
      return writer.finish();
    }
  }

  private Manifest publish(int superstep, PartInfo... parts) throws IOException {
    Manifest manifest =
        new Manifest("job", 1, 1, superstep, List.of(parts), new byte[0], new byte[0], new int[0]);
    store.publish(manifest);
    return manifest;
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static byte[] read(PartReader reader, String block) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) reader.length(block));
    reader.read(block, bytes);
    return bytes.array();
  }
}
