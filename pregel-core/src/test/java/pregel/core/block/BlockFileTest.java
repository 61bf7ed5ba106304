package pregel.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockFileTest {
  private static final int MAGIC = 0x12345678;

  @TempDir Path directory;

  @Test
  void readsBackWhatWasWritten() throws Exception {
    Random random = new Random(1);
    IntBuffer ints = IntBuffer.wrap(random.ints(700_000).toArray());
    LongBuffer longs = LongBuffer.wrap(random.longs(300_001).toArray());
    DoubleBuffer doubles = DoubleBuffer.wrap(random.doubles(3).toArray());
    Path file = directory.resolve("blocks");
    try (BlockFileWriter writer = new BlockFileWriter(file, MAGIC, 3, new byte[] {7, 8, 9}, 4)) {
      writer.write(1, 0, ints);
      writer.write(2, 5, longs);
      writer.write(2, 6, LongBuffer.allocate(0));
      writer.write(3, 0, doubles);
      writer.commit();
    }
    BlockFile opened = BlockFile.open(file, MAGIC, 3);
    opened.verify(3);
    assertThat(opened.attributes().get(2)).isEqualTo((byte) 9);
    assertThat(opened.length()).isEqualTo(Files.size(file));
    assertThat(opened.block(1, 0).asIntBuffer()).isEqualTo(ints);
    assertThat(opened.block(2, 5).asLongBuffer()).isEqualTo(longs);
    assertThat(opened.block(2, 6).capacity()).isZero();
    assertThat(opened.block(3, 0).asDoubleBuffer()).isEqualTo(doubles);
    assertThat(opened.block(3, 1)).isNull();
    for (Block block : opened.blocks()) {
      assertThat(block.offset() % 64).isZero();
    }
  }

  @Test
  void leavesNothingBehindWithoutACommit() throws IOException {
    try (BlockFileWriter writer =
        new BlockFileWriter(directory.resolve("blocks"), MAGIC, 1, new byte[0], 2)) {
      writer.write(1, 0, IntBuffer.allocate(10));
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void refusesAnotherMagicAndVersion() throws IOException {
    Path file = directory.resolve("blocks");
    try (BlockFileWriter writer = new BlockFileWriter(file, MAGIC, 1, new byte[0], 0)) {
      writer.commit();
    }
    assertThat(BlockFile.open(file, MAGIC, 1).blocks()).isEmpty();
    assertThatThrownBy(() -> BlockFile.open(file, MAGIC, 2))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("version 1")
        .hasMessageContaining("reads 2");
    assertThatThrownBy(() -> BlockFile.open(file, MAGIC + 1, 1))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("other kind");
  }

  @Test
  void namesTheFirstDamagedBlock() throws IOException {
    Path file = directory.resolve("blocks");
    try (BlockFileWriter writer = new BlockFileWriter(file, MAGIC, 1, new byte[0], 2)) {
      writer.write(1, 0, IntBuffer.allocate(300_000));
      writer.write(1, 1, IntBuffer.allocate(300_000));
      writer.commit();
    }
    long second = BlockFile.open(file, MAGIC, 1).blocks().get(1).offset();
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) second + 1000] = 1;
    Files.write(file, bytes);
    for (int threads = 1; threads < 3; threads++) {
      int count = threads;
      assertThatThrownBy(() -> BlockFile.open(file, MAGIC, 1).verify(count))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("at byte " + second + " ");
    }
  }
}
