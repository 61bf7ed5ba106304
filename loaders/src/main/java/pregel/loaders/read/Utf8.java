package pregel.loaders.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether bytes are text at all. */
final class Utf8 {
  private Utf8() {}

  /** What keeps bytes {@code from} to {@code to} - 1 from being text; null if nothing does. */
  static String defect(byte[] bytes, int from, int to) {
    boolean ascii = true;
    for (int at = from; at < to; at++) {
      if (bytes[at] <= 0) {
        if (bytes[at] == 0) {
          return "a NUL byte";
        }
        ascii = false;
      }
    }
    if (ascii) {
      return null;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return null;
    } catch (CharacterCodingException e) {
      return "bytes that are not UTF-8";
    }
  }
}
