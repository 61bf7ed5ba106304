package pregel.loaders.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import pregel.api.table.DateTimeText;
import pregel.api.table.Field;
import pregel.api.table.TableSchema;
import pregel.core.table.Batch;
import pregel.core.table.BooleanVector;
import pregel.core.table.DoubleVector;
import pregel.core.table.LongVector;
import pregel.core.table.StringVector;
import pregel.core.table.Vector;
import pregel.loaders.read.Chunk;
import pregel.loaders.read.Excerpt;

/** A JSON object a line. What is null or not there is missing; names that are no column fail. */
final class JsonRows implements RowParser {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final TableSchema schema;

  JsonRows(TableSchema schema) {
    this.schema = schema;
  }

  @Override
  public long parse(Chunk chunk, Batch to) throws RowDefect {
    long lines = 0;
    int start = 0;
    for (int at = 0; at < chunk.end; at++) {
      if (chunk.bytes[at] != '\n') {
        continue;
      }
      if (!isBlank(chunk.bytes, start, at)) {
        row(chunk.bytes, start, at, lines, to);
      }
      lines++;
      start = at + 1;
    }
    return lines;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != ' ' && bytes[at] != '\r' && bytes[at] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void row(byte[] bytes, int from, int to, long line, Batch batch) throws RowDefect {
    int rows = batch.rows();
    try (JsonParser json = JSON.createParser(bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw defect(bytes, from, to, line, "a JSON object", null);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (!schema.has(name)) {
          throw new RowDefect(
              line,
              "found \""
                  + name
                  + "\", which the beginning of the file does not have; give --types "
                  + name
                  + "=TYPE for a column of that name",
              null);
        }
        int place = schema.place(name, "json");
        if (json.nextToken() != JsonToken.VALUE_NULL
            && !append(json, batch.column(place), schema.field(place))) {
          String expected =
              "a " + schema.field(place).type().label() + " in column \"" + name + "\"";
          throw defect(bytes, from, to, line, expected, null);
        }
      }
      if (json.nextToken() != null) {
        throw defect(bytes, from, to, line, "one JSON object", null);
      }
    } catch (IOException e) {
      throw defect(bytes, from, to, line, "a JSON object", e);
    }
    for (int i = 0; i < batch.columns(); i++) {
      if (batch.column(i).size() == rows) {
        batch.column(i).appendNull();
      }
    }
    batch.setRows(rows + 1);
  }

  /** Appends a value; false if it is not of the column's type. */
  private static boolean append(JsonParser json, Vector column, Field field) throws IOException {
    JsonToken token = json.currentToken();
    boolean whole = token == JsonToken.VALUE_NUMBER_INT;
    switch (field.type()) {
      case LONG -> {
        if (!whole || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          return false;
        }
        ((LongVector) column).append(json.getLongValue());
      }
      case DOUBLE -> {
        boolean named = token == JsonToken.VALUE_STRING && isNamedNumber(json.getText());
        if (!whole && token != JsonToken.VALUE_NUMBER_FLOAT && !named) {
          return false;
        }
        ((DoubleVector) column).append(Double.parseDouble(json.getText()));
      }
      case BOOLEAN -> {
        if (!token.isBoolean()) {
          return false;
        }
        ((BooleanVector) column).append((byte) (json.getBooleanValue() ? 1 : 0));
      }
      case STRING -> {
        if (!token.isScalarValue()) {
          return false;
        }
        ((StringVector) column).append(json.getText());
      }
      case DATE_TIME -> {
        if (token != JsonToken.VALUE_STRING) {
          return false;
        }
        try {
          ((LongVector) column).append(DateTimeText.parse(json.getText()));
        } catch (DateTimeException e) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether it is a number that JSON has no numbers for; they are written as strings. */
  private static boolean isNamedNumber(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }

  private static RowDefect defect(
      byte[] bytes, int from, int to, long line, String expected, Exception cause) {
    return new RowDefect(
        line,
        "expected "
            + expected
            + " but found "
            + Excerpt.of(Arrays.copyOfRange(bytes, from, to))
            + "; correct the line, or give --types NAME=TYPE",
        cause);
  }
}
