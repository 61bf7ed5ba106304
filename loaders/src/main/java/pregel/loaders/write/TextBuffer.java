package pregel.loaders.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text being put together; grows as needed. For one thread. */
public final class TextBuffer {
  private byte[] bytes;
  private int length;

  public TextBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  public void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  public void put(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  /** Puts bytes {@code from} to {@code to} - 1. */
  public void put(byte[] text, int from, int to) {
    ensure(to - from);
    System.arraycopy(text, from, bytes, length, to - from);
    length += to - from;
  }

  public void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  public void put(long number) {
    ensure(IntegerText.MAX_LENGTH);
    length = IntegerText.write(number, bytes, length);
  }

  public void put(double number) {
    ensure(ShortestDecimal.MAX_LENGTH);
    length = ShortestDecimal.write(number, bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
