package pregel.cli.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** An inspection as one JSON object, for programs. Keys are only ever added. */
public final class InspectionJson {
  private InspectionJson() {}

  /** Writes the object and a line end; leaves the stream open. */
  public static void write(Inspection inspection, OutputStream to) throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeStringField("input", inspection.input());
      json.writeStringField("format", inspection.format());
      json.writeBooleanField("undirected", inspection.undirected());
      json.writeBooleanField("weighted", inspection.weighted());
      json.writeNumberField("vertices", inspection.vertices());
      json.writeNumberField("edges", inspection.edges());
      json.writeNumberField("directed_edges", inspection.directedEdges());
      json.writeNumberField("self_loops", inspection.met().selfLoops());
      json.writeNumberField("duplicates", inspection.met().duplicates());
      json.writeNumberField("skipped_lines", inspection.skippedLines());
      json.writeNumberField("unknown_dropped", inspection.unknownDropped());
      writeDegrees(inspection.degrees(), json);
      Components components = inspection.components();
      json.writeObjectFieldStart("components");
      json.writeNumberField("count", components.count());
      json.writeNumberField("largest_vertices", components.largestVertices());
      json.writeNumberField("largest_edges", components.largestEdges());
      json.writeEndObject();
      if (inspection.triangles() != null) {
        Triangles triangles = inspection.triangles();
        json.writeNumberField("simple_edges", triangles.simpleEdges());
        json.writeNumberField("triangles", triangles.count());
        json.writeNumberField("wedges", triangles.wedges());
        json.writeNumberField("average_clustering", triangles.averageClustering());
        json.writeNumberField("transitivity", triangles.transitivity());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeDegrees(DegreeStatistics degrees, JsonGenerator json)
      throws IOException {
    json.writeNumberField("isolated", degrees.isolated());
    json.writeNumberField("dangling", degrees.dangling());
    writeRange("degree", degrees.total(), json);
    writeRange("in_degree", degrees.in(), json);
    writeRange("out_degree", degrees.out(), json);
    json.writeArrayFieldStart("degree_histogram");
    for (int k = 0; k < degrees.histogram().length; k++) {
      json.writeStartObject();
      json.writeNumberField("from", DegreeStatistics.least(k));
      json.writeNumberField("to", DegreeStatistics.greatest(k));
      json.writeNumberField("vertices", degrees.histogram()[k]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeRange(String name, DegreeRange range, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("min", range.min());
    json.writeNumberField("mean", range.mean());
    json.writeNumberField("max", range.max());
    json.writeEndObject();
  }
}
