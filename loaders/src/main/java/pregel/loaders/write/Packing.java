package pregel.loaders.write;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * How an output is compressed, known by the end of its name. Pieces are compressed one by one, by
 * any thread: in all four formats files may simply be joined.
 */
public enum Packing {
  NONE(""),
  GZIP(".gz"),
  ZSTD(".zst"),
  BZIP2(".bz2"),
  LZ4(".lz4");

  private static final int GZIP_LEVEL = 4;
  private static final int ZSTD_LEVEL = 3;

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

  public String suffix() {
    return suffix;
  }

  /** What a name promises. */
  public static Packing ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Packing packing : values()) {
      if (packing != NONE && lower.endsWith(packing.suffix)) {
        return packing;
      }
    }
    return NONE;
  }

  /** Writes the first {@code length} bytes as a piece of its own. */
  void write(byte[] bytes, int length, OutputStream to) throws IOException {
    switch (this) {
      case NONE -> to.write(bytes, 0, length);
      case ZSTD -> to.write(Zstd.compress(Arrays.copyOf(bytes, length), ZSTD_LEVEL));
      case GZIP, BZIP2, LZ4 -> {
        try (OutputStream packed = around(to)) {
          packed.write(bytes, 0, length);
        }
      }
    }
  }

  /** The first {@code length} bytes as a piece of its own. */
  public byte[] pack(byte[] bytes, int length) throws IOException {
    var packed = new ByteArrayOutputStream(length / 3 + 64);
    write(bytes, length, packed);
    return packed.toByteArray();
  }

  private OutputStream around(OutputStream to) throws IOException {
    OutputStream open = new Unclosed(to);
    return switch (this) {
      case GZIP -> new Gzip(open);
      case BZIP2 -> new BZip2CompressorOutputStream(open);
      case LZ4 -> new LZ4FrameOutputStream(open);
      case NONE, ZSTD -> throw new IllegalStateException(this + " has no stream");
    };
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(GZIP_LEVEL);
    }
  }

  /** Ends a piece without ending the file. */
  private static final class Unclosed extends OutputStream {
    private final OutputStream to;

    Unclosed(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      to.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      to.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      to.flush();
    }
  }
}
