package pregel.loaders.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How a file is packed: known by its first bytes, expected from its name. */
enum Compression {
  NONE("", ""),
  GZIP(".gz", "\u001f\u008b"),
  ZSTD(".zst", "(\u00b5/\u00fd"),
  BZIP2(".bz2", "BZh"),
  LZ4(".lz4", "\u0004\"M\u0018");

  private final String suffix;
  private final String magic;

  Compression(String suffix, String magic) {
    this.suffix = suffix;
    this.magic = magic;
  }

  String suffix() {
    return suffix;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a name promises. */
  static Compression ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression != NONE && lower.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return NONE;
  }

  /** What the first bytes show. */
  static Compression ofContent(byte[] bytes, int length) {
    for (Compression compression : values()) {
      if (compression != NONE && compression.opens(bytes, length)) {
        return compression;
      }
    }
    return NONE;
  }

  /** A name without its ending for compression. */
  static String inner(String name) {
    return name.substring(0, name.length() - ofName(name).suffix.length());
  }

  /** The text inside. Reads in large pieces; the stream given is closed with the one returned. */
  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GzipStream(packed);
      case ZSTD -> new ZstdInputStreamNoFinalizer(packed);
      // It takes byte after byte.
      case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(packed, 1 << 17), true);
      case LZ4 -> new LZ4FrameInputStream(packed);
    };
  }

  private boolean opens(byte[] bytes, int length) {
    if (length < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
