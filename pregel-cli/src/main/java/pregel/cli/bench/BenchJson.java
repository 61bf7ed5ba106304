package pregel.cli.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A run of the suite as one JSON object. Keys are only ever added. */
final class BenchJson {
  private BenchJson() {}

  static byte[] bytes(BenchResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("name", result.name());
      json.writeStringField("command", result.command());
      writeMachine(json, result.machine());
      if (result.baseline().isThere()) {
        json.writeStringField("baseline", result.baseline().name());
      }
      json.writeArrayFieldStart("results");
      for (BenchResult.Row row : result.rows()) {
        writeRow(json, row, result.speedup(row));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("not_measured");
      for (String refused : result.refused()) {
        json.writeString(refused);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a stream into memory
    }
    return bytes.toByteArray();
  }

  private static void writeMachine(JsonGenerator json, Machine machine) throws IOException {
    json.writeObjectFieldStart("machine");
    json.writeStringField("processor", machine.processor());
    json.writeNumberField("processors", machine.processors());
    json.writeNumberField("threads", machine.threads());
    json.writeStringField("java", machine.java());
    json.writeStringField("system", machine.system());
    json.writeNumberField("heap_bytes", machine.heapBytes());
    json.writeEndObject();
  }

  private static void writeRow(JsonGenerator json, BenchResult.Row row, double speedup)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("graph", row.graph());
    json.writeNumberField("vertices", row.vertices());
    json.writeNumberField("edges", row.edges());
    json.writeNumberField("directed_edges", row.directedEdges());
    json.writeNumberField("load_seconds", row.loadSeconds());
    json.writeStringField("algorithm", row.algorithm());
    json.writeObjectFieldStart("parameters");
    for (Map.Entry<String, String> parameter : row.parameters().entrySet()) {
      json.writeStringField(parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("supersteps", row.supersteps());
    json.writeArrayFieldStart("seconds");
    for (double seconds : row.seconds()) {
      json.writeNumber(seconds);
    }
    json.writeEndArray();
    json.writeNumberField("median_seconds", row.median());
    json.writeNumberField("least_seconds", row.least());
    json.writeNumberField("most_seconds", row.most());
    json.writeNumberField("edges_per_second", row.edgesPerSecond());
    if (!Double.isNaN(speedup)) {
      json.writeNumberField("times_as_fast_as_baseline", speedup);
    }
    json.writeEndObject();
  }
}
