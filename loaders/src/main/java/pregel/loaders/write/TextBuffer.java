package pregel.loaders.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text being put together; grows as needed. For one thread. */
final class TextBuffer {
  private byte[] bytes;
  private int length;

  TextBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  void put(long number) {
    ensure(IntegerText.MAX_LENGTH);
    length = IntegerText.write(number, bytes, length);
  }

  void put(double number) {
    ensure(ShortestDecimal.MAX_LENGTH);
    length = ShortestDecimal.write(number, bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
