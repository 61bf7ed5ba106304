package pregel.cli.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a class call {@code Runtime.exit} where it calls {@code Runtime.halt}: the one is noticed
 * before the process ends, the other by nobody. Both are methods of the same shape, so that only a
 * name in the constant pool changes (The Java Virtual Machine Specification, section 4.4).
 *
 * <pre>
 *  offset size field
 *       0    4 magic 0xCAFEBABE
 *       4    2 minor version
 *       6    2 major version
 *       8    2 number of constants + 1
 *      10      constants: tag and what belongs to it
 *              the rest, which stays
 * </pre>
 */
final class HaltCalls {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int COUNT_AT = 8;
  private static final int CONSTANTS_AT = 10;
  private static final int MOST_CONSTANTS = 0xFFFF;
  private static final int UTF8 = 1;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD = 10;

  private final ByteBuffer bytes;

  /** Where each constant starts; 0 where a number has no constant. */
  private final int[] starts;

  private int end;

  private HaltCalls(ByteBuffer bytes) {
    this.bytes = bytes;
    this.starts = new int[Short.toUnsignedInt(bytes.getShort(COUNT_AT))];
  }

  /** The class with its calls replaced; the same bytes if it has none, or is no class. */
  static byte[] replacedIn(byte[] compiled) {
    if (compiled.length < CONSTANTS_AT || ByteBuffer.wrap(compiled).getInt() != MAGIC) {
      return compiled;
    }
    var calls = new HaltCalls(ByteBuffer.wrap(compiled.clone()));
    try {
      return calls.findConstants() ? calls.replaced(compiled) : compiled;
    } catch (IndexOutOfBoundsException e) {
      return compiled; // cut off: the JVM says so better
    }
  }

  private boolean findConstants() {
    int at = CONSTANTS_AT;
    for (int i = 1; i < starts.length; i++) {
      starts[i] = at;
      int tag = bytes.get(at);
      switch (tag) {
        case UTF8 -> at += 3 + u2(at + 1);
        case 3, 4, 9, METHOD, 11, NAME_AND_TYPE, 17, 18 -> at += 5;
        case 5, 6 -> {
          at += 9;
          i++; // takes two numbers
        }
        case 7, 8, 16, 19, 20 -> at += 3;
        case 15 -> at += 4;
        default -> {
          return false; // of a Java to come
        }
      }
    }
    end = at;
    return starts.length + 2 <= MOST_CONSTANTS;
  }

  private byte[] replaced(byte[] compiled) {
    List<Integer> halts = new ArrayList<>();
    int type = 0;
    for (int start : starts) {
      if (start != 0 && bytes.get(start) == METHOD) {
        int nameAndType = starts[u2(start + 3)];
        if (text(starts[u2(start + 1)], 1).equals("java/lang/Runtime")
            && text(nameAndType, 1).equals("halt")
            && text(nameAndType, 3).equals("(I)V")) {
          halts.add(start);
          type = u2(nameAndType + 3);
        }
      }
    }
    if (halts.isEmpty()) {
      return compiled;
    }
    byte[] exit = "exit".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer grown = ByteBuffer.allocate(compiled.length + 3 + exit.length + 5);
    grown.put(compiled, 0, end);
    grown.put((byte) UTF8).putShort((short) exit.length).put(exit);
    grown.put((byte) NAME_AND_TYPE).putShort((short) starts.length).putShort((short) type);
    grown.put(compiled, end, compiled.length - end);
    grown.putShort(COUNT_AT, (short) (starts.length + 2));
    for (int start : halts) {
      grown.putShort(start + 3, (short) (starts.length + 1));
    }
    return grown.array();
  }

  /** The text to which a constant refers at an offset of its own. */
  private String text(int constant, int offset) {
    int utf8 = starts[u2(constant + offset)];
    byte[] text = new byte[u2(utf8 + 1)];
    bytes.get(utf8 + 3, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private int u2(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }
}
