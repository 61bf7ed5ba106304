package pregel.loaders.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.loaders.read.CsvCut;
import pregel.loaders.read.Excerpt;

/** The rows at the beginning of a text, for finding out its columns. */
final class SampleRows {
  private SampleRows() {}

  /** The values of whole rows; null for what is missing. */
  static List<List<String>> csv(byte[] sample, byte delimiter) {
    CsvCut cut = new CsvCut(delimiter);
    int end = cut.wholeLines(sample, sample.length);
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    int length = end == 0 ? sample.length : end;
    while (at < length) {
      boolean quoted = sample[at] == '"';
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      if (quoted) {
        at++;
        while (at < length && (sample[at] != '"' || at + 1 < length && sample[at + 1] == '"')) {
          at += sample[at] == '"' ? 1 : 0;
          value.write(sample[at++]);
        }
        at++;
      }
      while (at < length && sample[at] != delimiter && sample[at] != '\n') {
        value.write(sample[at++]);
      }
      String text = value.toString(StandardCharsets.UTF_8);
      boolean lineEnd = at >= length || sample[at] == '\n';
      if (lineEnd && text.endsWith("\r")) {
        text = text.substring(0, text.length() - 1);
      }
      row.add(text.isEmpty() && !quoted ? null : text);
      if (lineEnd) {
        rows.add(row);
        row = new ArrayList<>();
      }
      at++;
    }
    return rows;
  }

  /** The types of the values of whole lines; of what is null, null. */
  static List<Map<String, ColumnType>> json(String name, byte[] sample) {
    List<Map<String, ColumnType>> rows = new ArrayList<>();
    JsonFactory factory = new JsonFactory();
    int start = 0;
    for (int at = 0; at < sample.length; at++) {
      if (sample[at] != '\n') {
        continue;
      }
      if (at > start && !new String(sample, start, at - start, StandardCharsets.UTF_8).isBlank()) {
        rows.add(row(name, rows.size() + 1, factory, sample, start, at));
      }
      start = at + 1;
    }
    if (rows.isEmpty() && start < sample.length) {
      rows.add(row(name, 1, factory, sample, start, sample.length));
    }
    if (rows.isEmpty()) {
      throw new JobException(
          FailureKind.INPUT, name + ": is empty; give a file with a JSON object a line");
    }
    return rows;
  }

  private static Map<String, ColumnType> row(
      String name, int line, JsonFactory factory, byte[] sample, int from, int to) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    try (JsonParser json = factory.createParser(sample, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw notAnObject(name, line, sample, from, to, null);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String column = json.currentName();
        ColumnType type = type(json.nextToken(), json);
        if (type == null) {
          types.putIfAbsent(column, null);
        } else {
          types.put(column, type);
        }
        json.skipChildren();
      }
      return types;
    } catch (IOException e) {
      throw notAnObject(name, line, sample, from, to, e);
    }
  }

  private static ColumnType type(JsonToken token, JsonParser json) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? ColumnType.DOUBLE
              : ColumnType.LONG;
      case VALUE_NUMBER_FLOAT -> ColumnType.DOUBLE;
      case VALUE_TRUE, VALUE_FALSE -> ColumnType.BOOLEAN;
      case VALUE_NULL -> null;
      default ->
          ValueTypes.of(json.getText()) == ColumnType.DATE_TIME
              ? ColumnType.DATE_TIME
              : ColumnType.STRING;
    };
  }

  private static JobException notAnObject(
      String name, int line, byte[] sample, int from, int to, IOException cause) {
    byte[] text = Arrays.copyOfRange(sample, from, to);
    return new JobException(
        FailureKind.INPUT,
        name
            + ":"
            + line
            + ": expected a JSON object but found "
            + Excerpt.of(text)
            + "; correct the line, or give --from csv",
        cause);
  }
}
