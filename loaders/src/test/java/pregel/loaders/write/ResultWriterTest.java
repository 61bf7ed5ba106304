package pregel.loaders.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Schema;
import pregel.core.graph.VertexIds;

class ResultWriterTest {
  /** Ids 7, 70, 700 lie in slots 2, 0, 1. */
  private static final VertexIds IDS =
      new VertexIds(
          3,
          LongBuffer.wrap(new long[] {7, 70, 700}),
          0,
          IntBuffer.wrap(new int[] {2, 0, 1}),
          IntBuffer.wrap(new int[] {1, 2, 0}));

  @TempDir Path directory;

  @Test
  void sortsRowsByIdAndTitlesThem() throws IOException {
    Schema schema = new Schema(3);
    DoubleColumn column = schema.doubleColumn("rank").initially(0.25);
    assertThat(text("r.csv", column)).isEqualTo("id,rank\n7,0.25\n70,0.25\n700,0.25\n");
    assertThat(text("r.tsv", column)).isEqualTo("id\trank\n7\t0.25\n70\t0.25\n700\t0.25\n");
    assertThat(text("r.txt", column)).isEqualTo("7 0.25\n70 0.25\n700 0.25\n");
    assertThat(text("r.jsonl", column))
        .isEqualTo(
            "{\"id\":7,\"rank\":0.25}\n{\"id\":70,\"rank\":0.25}\n{\"id\":700,\"rank\":0.25}\n");
  }

  @Test
  void leavesMissingValuesEmptyButNotInTheBenchmarksFormat() throws IOException {
    Schema schema = new Schema(3);
    LongColumn hops =
        schema.longColumn("distance").initially(Long.MAX_VALUE).absentAt(Long.MAX_VALUE);
    DoubleColumn way =
        schema
            .doubleColumn("length")
            .initially(Double.POSITIVE_INFINITY)
            .absentAt(Double.POSITIVE_INFINITY);
    assertThat(text("r.csv", hops, way)).startsWith("id,distance,length\n7,,\n");
    assertThat(text("r.tsv", hops, way)).startsWith("id\tdistance\tlength\n7\t\t\n");
    assertThat(text("r.jsonl", hops, way))
        .startsWith("{\"id\":7,\"distance\":null,\"length\":null}\n");
    assertThat(text("r.txt", hops, way)).startsWith("7 9223372036854775807 Infinity\n");
  }

  @Test
  void packsSoThatTheTextComesBack() throws IOException {
    Schema schema = new Schema(100_000);
    LongColumn column = schema.longColumn("value").initially(42);
    VertexIds ids = new VertexIds(100_000, null, 0, null, null);
    String plain = text(ids, "r.csv", 1, column);
    for (String ending : List.of(".gz", ".zst", ".bz2", ".lz4")) {
      for (int threads : new int[] {1, 3}) {
        byte[] packed = bytes(ids, "r.csv" + ending, threads, column);
        assertThat(packed.length).as(ending).isLessThan(plain.length() / 2);
        byte[] unpacked = unpacked(ending, new ByteArrayInputStream(packed)).readAllBytes();
        assertThat(new String(unpacked, StandardCharsets.UTF_8)).as(ending).isEqualTo(plain);
      }
    }
  }

  private static InputStream unpacked(String ending, InputStream packed) throws IOException {
    return switch (ending) {
      case ".gz" -> new GZIPInputStream(packed);
      case ".zst" -> new ZstdInputStreamNoFinalizer(packed);
      case ".bz2" -> new BZip2CompressorInputStream(packed, true);
      case ".lz4" -> new LZ4FrameInputStream(packed);
      default -> throw new IllegalArgumentException(ending);
    };
  }

  @Test
  void writesTheSameBytesForAnyNumberOfThreads() throws IOException {
    Schema schema = new Schema(100_000);
    DoubleColumn column = schema.doubleColumn("value").initially(0.1);
    VertexIds ids = new VertexIds(100_000, null, 5, null, null);
    byte[] one = bytes(ids, "r.csv.gz", 1, column);
    assertThat(bytes(ids, "r.csv.gz", 4, column)).isEqualTo(one);
  }

  @Test
  void writesADirectoryOfPartsWithItsMark() throws IOException {
    Schema schema = new Schema(3);
    LongColumn column = schema.longColumn("value").initially(1);
    OutputTarget target = OutputTarget.of(directory.resolve("parts").toString());
    assertThat(target.directory()).isTrue();
    try (StagedOutput output = StagedOutput.open(target.path(), true, false)) {
      new ResultWriter(IDS, List.of(column), 2).write(target, output);
      assertThat(target.path()).doesNotExist();
      output.commit();
    }
    assertThat(target.path().resolve("_SUCCESS")).isEmptyFile();
    assertThat(target.path().resolve("part-00000.csv")).hasContent("id,value\n7,1\n70,1\n700,1\n");
    assertThat(directory.toFile().list()).containsExactly("parts");
  }

  @Test
  void refusesParquetWithAnAlternative() {
    assertThatThrownBy(() -> OutputTarget.of("ranks.parquet"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining(".csv");
  }

  private static String text(String name, Column... columns) throws IOException {
    return text(IDS, name, 1, columns);
  }

  private static String text(VertexIds ids, String name, int threads, Column... columns)
      throws IOException {
    return new String(bytes(ids, name, threads, columns), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(VertexIds ids, String name, int threads, Column... columns)
      throws IOException {
    var to = new ByteArrayOutputStream();
    new ResultWriter(ids, List.of(columns), threads).write(OutputTarget.of(name), to);
    return to.toByteArray();
  }

  @Test
  void leavesNothingBehindWhenItIsNotCommitted() throws IOException {
    Path place = directory.resolve("r.csv");
    try (StagedOutput output = StagedOutput.open(place, false, false)) {
      Files.writeString(output.stage(), "half");
    }
    assertThat(directory).isEmptyDirectory();
  }
}
