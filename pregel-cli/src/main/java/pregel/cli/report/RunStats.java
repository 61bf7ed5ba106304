package pregel.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import pregel.core.job.SuperstepReport;

/** The statistics file: one JSON object. Field names are a contract with other people's scripts. */
public final class RunStats {
  private RunStats() {}

  /** Writes everything; the stream stays open. */
  public static void write(RunFacts facts, OutputStream to) throws IOException {
    JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (JsonGenerator json = factory.createGenerator(to)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("algorithm", facts.algorithm());
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, String> parameter : facts.parameters().entrySet()) {
        writeTyped(json, parameter.getKey(), parameter.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("vertices", facts.graph().vertices());
      json.writeNumberField("edges", facts.graph().edges());
      json.writeNumberField("directed_edges", facts.graph().directedEdges());
      json.writeNumberField("supersteps", facts.course().supersteps());
      json.writeNumberField("lost_requests", facts.course().lostRequests());
      json.writeNumberField("load_seconds", facts.seconds().load());
      json.writeNumberField("compute_seconds", facts.seconds().compute());
      json.writeNumberField("output_seconds", facts.seconds().output());
      json.writeNumberField("total_seconds", facts.seconds().total());
      json.writeNumberField("edges_per_second", facts.edgesPerSecond());
      json.writeNumberField("peak_rss_bytes", facts.processes().peakBytes());
      json.writeNumberField("mapped_bytes", facts.input().mappedBytes());
      json.writeNumberField("threads", facts.processes().threads());
      json.writeNumberField("workers", facts.processes().workers());
      json.writeStringField("java", System.getProperty("java.version"));
      json.writeObjectFieldStart("input");
      json.writeNumberField("lines", facts.input().counts().lines());
      json.writeNumberField("skipped", facts.input().counts().skipped());
      json.writeNumberField("duplicates", facts.input().counts().duplicates());
      json.writeNumberField("self_loops", facts.input().counts().selfLoops());
      json.writeNumberField("unknown_dropped", facts.input().counts().unknownDropped());
      json.writeEndObject();
      json.writeObjectFieldStart("network");
      json.writeNumberField("bytes_sent", facts.processes().network().bytes());
      json.writeNumberField("messages_sent", facts.processes().network().messages());
      json.writeNumberField("messages_before_combining", facts.messagesBeforeCombining());
      json.writeEndObject();
      json.writeObjectFieldStart("values");
      for (Map.Entry<String, Double> value : facts.course().values().entrySet()) {
        writeReal(json, value.getKey(), value.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("trace");
      writeTrace(json, facts.course().trace());
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeTrace(JsonGenerator json, Trace trace) throws IOException {
    for (SuperstepReport report : trace.listed()) {
      writeSuperstep(json, report, 1);
    }
    if (trace.restCount() > 0) {
      writeSuperstep(json, trace.rest(), trace.restCount());
    }
  }

  private static void writeSuperstep(JsonGenerator json, SuperstepReport report, int supersteps)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("superstep", report.superstep());
    if (supersteps > 1) {
      json.writeNumberField("supersteps", supersteps);
    }
    json.writeNumberField("active", report.active());
    json.writeNumberField("messages", report.messages());
    json.writeNumberField("lost_requests", report.lost());
    json.writeStringField("delivery", report.delivery().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("seconds", report.nanos() / 1e9);
    json.writeEndObject();
  }

  /** JSON knows no infinities. */
  private static void writeReal(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  /** Numbers as numbers, all else as text. */
  private static void writeTyped(JsonGenerator json, String name, String value) throws IOException {
    json.writeFieldName(name);
    try {
      json.writeNumber(Long.parseLong(value));
      return;
    } catch (NumberFormatException e) {
      // Not whole: perhaps a fraction.
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        json.writeNumber(number);
        return;
      }
    } catch (NumberFormatException e) {
      // Not a number: text.
    }
    json.writeString(value);
  }
}
