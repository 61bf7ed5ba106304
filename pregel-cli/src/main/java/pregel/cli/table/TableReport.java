package pregel.cli.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import pregel.cli.report.Figures;
import pregel.cli.report.ProcessMemory;
import pregel.worker.table.flow.StageFigures;

/** What a command has done, for people and as JSON. */
final class TableReport {
  private TableReport() {}

  /** A few lines for whoever waits. */
  static void print(TableFacts facts, PrintStream to) {
    to.println(
        facts.stage()
            + ": "
            + Figures.counted(facts.rowsIn(), "row")
            + " ("
            + Figures.bytes(facts.bytesIn())
            + ") in, "
            + Figures.counted(facts.rowsOut(), "row")
            + " ("
            + Figures.bytes(facts.bytesOut())
            + ") to "
            + facts.output()
            + " in "
            + Figures.seconds(facts.seconds())
            + ", "
            + Figures.rate(facts.rowsIn() / facts.seconds())
            + " rows in");
    to.println(
        "  memory: "
            + Figures.bytes(facts.figures().peakBytes())
            + " held at most of "
            + Figures.bytes(facts.options().memoryBytes())
            + ", process "
            + Figures.bytes(ProcessMemory.peakBytes())
            + "; spilled: "
            + (facts.figures().spilledPlainBytes() == 0
                ? "nothing"
                : Figures.bytes(facts.figures().spilledPlainBytes())
                    + " as "
                    + Figures.bytes(facts.figures().spilledBytes())));
  }

  /** One JSON object. */
  static void write(TableFacts facts, OutputStream to) throws IOException {
    JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(to)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("stage", facts.stage());
      json.writeNumberField("rows_in", facts.rowsIn());
      json.writeNumberField("bytes_in", facts.bytesIn());
      json.writeNumberField("rows_out", facts.rowsOut());
      json.writeNumberField("bytes_out", facts.bytesOut());
      json.writeNumberField("total_seconds", facts.seconds());
      json.writeNumberField("rows_per_second", facts.rowsIn() / facts.seconds());
      json.writeNumberField("threads", facts.options().threads());
      json.writeNumberField("memory_bytes", facts.options().memoryBytes());
      json.writeNumberField("peak_held_bytes", facts.figures().peakBytes());
      json.writeNumberField("peak_rss_bytes", ProcessMemory.peakBytes());
      json.writeObjectFieldStart("spill");
      json.writeNumberField("bytes_written", facts.figures().spilledBytes());
      json.writeNumberField("plain_bytes", facts.figures().spilledPlainBytes());
      json.writeEndObject();
      json.writeArrayFieldStart("stages");
      for (StageFigures.Stage stage : facts.figures().stages()) {
        json.writeStartObject();
        json.writeStringField("stage", stage.stage());
        json.writeNumberField("rows_in", stage.rowsIn());
        json.writeNumberField("rows_held", stage.rowsHeld());
        json.writeNumberField("runs", stage.runs());
        json.writeNumberField("spilled_runs", stage.spilledRuns());
        json.writeNumberField("merge_passes", stage.passes());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
