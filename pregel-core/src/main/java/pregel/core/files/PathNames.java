package pregel.core.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Any text as the name of one file: {@code ..}, {@code /} and NUL lead nowhere else. */
public final class PathNames {
  /** Leaves room for what is put before and after a name in the 255 bytes of most systems. */
  private static final int LONGEST = 160;

  private static final int KEPT = 100;

  private PathNames() {}

  /**
   * The name for a text. Different texts have different names. Letters, digits, {@code -}, {@code
   * _} and {@code .} stay, except a dot at the beginning; other bytes of UTF-8 become {@code %xx}.
   * What gets too long ends in its SHA-256 instead.
   */
  public static String escape(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      if (isPlain(b) || (b == '.' && i > 0)) {
        name.append((char) b);
      } else {
        name.append('%').append(HexFormat.of().toHexDigits((byte) b));
      }
    }
    if (name.isEmpty()) {
      // No byte is escaped like this.
      return "%";
    }
    if (name.length() > LONGEST) {
      name.setLength(KEPT);
      name.append("%~").append(HexFormat.of().formatHex(sha256(bytes), 0, 16));
    }
    return name.toString();
  }

  private static boolean isPlain(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_';
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
