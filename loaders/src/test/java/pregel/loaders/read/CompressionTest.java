package pregel.loaders.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pregel.api.FailureKind;
import pregel.api.JobException;

class CompressionTest {
  private static final int SEEDS = Integer.getInteger("pregel.seeds", 40);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void readsSeveralMembersByNameAndByContent(Compression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(packed(compression, "1 2\n3"));
    bytes.write(packed(compression, " 4\n5 6\n"));
    for (String name : List.of("edges.txt" + compression.suffix(), "edges")) {
      Path file = Files.write(directory.resolve(name), bytes.toByteArray());
      for (int threads = 1; threads <= 3; threads++) {
        ReadGraph graph =
            GraphReader.read(List.of(file.toString()), ReadOptions.defaults(threads), 4);
        assertThat(Edges.of(graph.edges())).containsExactly("1 2 1.0", "3 4 1.0", "5 6 1.0");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void refusesEveryTruncation(Compression compression) throws IOException {
    byte[] whole = packed(compression, randomText(new Random(7)));
    Path file = directory.resolve("edges.txt" + compression.suffix());
    for (int length = 0; length < whole.length; length += 1 + length / 8) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> GraphReader.read(List.of(file.toString()), ReadOptions.defaults(2), 512))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOfSatisfying(
              JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INPUT))
          .hasMessageStartingWith(file + ": ");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void neverReadsOtherEdgesOutOfDamagedData(Compression compression) throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      String text = randomText(random);
      byte[] damaged = packed(compression, text);
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(directory.resolve("edges" + compression.suffix()), damaged);
      List<String> edges;
      try {
        edges =
            Edges.of(
                GraphReader.read(List.of(file.toString()), ReadOptions.defaults(2), 512).edges());
      } catch (JobException e) {
        assertThat(e.kind()).as("seed %d", seed).isEqualTo(FailureKind.INPUT);
        assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("\n");
        continue;
      }
      assertThat(edges)
          .as("seed %d", seed)
          .isEqualTo(text.lines().map(line -> line + " 1.0").toList());
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append(random.nextInt(1000)).append(' ').append(random.nextInt(1000)).append('\n');
    }
    return text.toString();
  }

  private static byte[] packed(Compression compression, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing(compression, bytes)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static OutputStream packing(Compression compression, OutputStream out)
      throws IOException {
    return switch (compression) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out);
      case ZSTD -> {
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out);
        zstd.setChecksum(true);
        yield zstd;
      }
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case LZ4 ->
          new LZ4FrameOutputStream(
              out,
              LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
              FLG.Bits.BLOCK_INDEPENDENCE,
              FLG.Bits.CONTENT_CHECKSUM);
    };
  }
}
