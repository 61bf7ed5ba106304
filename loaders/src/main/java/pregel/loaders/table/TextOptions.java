package pregel.loaders.table;

import java.util.Map;
import pregel.api.table.ColumnType;

/**
 * How text is read as a table.
 *
 * @param format null to tell by the name
 * @param delimiter of columns; 0 to find it out
 * @param header whether the first line names the columns; null to find it out
 * @param types of columns by name; those of the others are found out
 * @param chunkBytes bytes that are parsed at a time, about
 */
public record TextOptions(
    TextFormat format,
    byte delimiter,
    Boolean header,
    Map<String, ColumnType> types,
    int chunkBytes) {
  private static final int CHUNK_BYTES = 1 << 18;

  /** Everything is found out. */
  public static TextOptions found() {
    return new TextOptions(null, (byte) 0, null, Map.of(), CHUNK_BYTES);
  }

  /** The same with a format; null to tell by the name. */
  public TextOptions withFormat(TextFormat given) {
    return new TextOptions(given, delimiter, header, types, chunkBytes);
  }

  /** The same with types for some columns. */
  public TextOptions withTypes(Map<String, ColumnType> given) {
    return new TextOptions(format, delimiter, header, Map.copyOf(given), chunkBytes);
  }

  /** The same with a delimiter. */
  public TextOptions withDelimiter(byte given) {
    return new TextOptions(format, given, header, types, chunkBytes);
  }

  /** The same, told whether there is a header. */
  public TextOptions withHeader(boolean given) {
    return new TextOptions(format, delimiter, given, types, chunkBytes);
  }

  /** The same with chunks of another size. */
  public TextOptions withChunkBytes(int given) {
    return new TextOptions(format, delimiter, header, types, given);
  }
}
