package pregel.core.graph;

import java.nio.LongBuffer;
import java.util.Locale;

/**
 * A named value per vertex as the input gives it, by slot. Off the heap; read by any number of
 * threads once it is filled.
 */
public final class VertexColumn {

  /** What a column holds. */
  public enum Type {
    LONG,
    DOUBLE,
    BOOLEAN,
    /** Text; kept and shown, but no program reads it. */
    STRING;

    /** The name in a header. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String name;
  private final Type type;
  private final LongBuffer bits;
  private final LongBuffer present;
  private final Texts texts;

  /**
   * @param bits a long, the bits of a double, or 0 and 1, by slot; null for strings
   * @param present a bit per slot, set where the input has a value
   * @param texts strings by slot, empty where there is none; null for other types
   */
  public VertexColumn(String name, Type type, LongBuffer bits, LongBuffer present, Texts texts) {
    this.name = name;
    this.type = type;
    this.bits = bits;
    this.present = present;
    this.texts = texts;
  }

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  /** Whether the input has a value for the vertex. */
  public boolean isPresent(int slot) {
    return (present.get(slot >>> 6) >>> slot & 1) != 0;
  }

  /** The value of a long column. */
  public long longAt(int slot) {
    return bits.get(slot);
  }

  /** The value of a double or, converted, of a long column. */
  public double doubleAt(int slot) {
    long value = bits.get(slot);
    return type == Type.DOUBLE ? Double.longBitsToDouble(value) : value;
  }

  public boolean booleanAt(int slot) {
    return bits.get(slot) != 0;
  }

  /** The value of a string column; empty where there is none. */
  public String textAt(int slot) {
    return texts.text(slot);
  }

  /** The values of any column but one of strings: longs, bits of doubles, or 0 and 1. */
  public LongBuffer bits() {
    return bits;
  }

  /** A bit per slot, set where the input has a value. */
  public LongBuffer present() {
    return present;
  }

  /** The values of a column of strings; else null. */
  public Texts texts() {
    return texts;
  }
}
