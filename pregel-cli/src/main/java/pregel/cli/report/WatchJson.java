package pregel.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import pregel.cli.watch.VertexRecord;
import pregel.cli.watch.VertexRecord.Received;
import pregel.cli.watch.VertexRecord.Sent;

/** A record of a watched vertex as one line of JSON. */
public final class WatchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WatchJson() {}

  /**
   * The record.
   *
   * @param naming what ids are called: numbers, or texts
   */
  public static String of(VertexRecord record, LongFunction<Object> naming) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("superstep", record.superstep());
    if (record.phase() != null) {
      line.put("phase", record.phase());
    }
    line.putPOJO("vertex", naming.apply(record.vertex()));
    values(line.putObject("before"), record.before());
    values(line.putObject("after"), record.after());
    ArrayNode in = line.putArray("in");
    for (Received received : record.received()) {
      ObjectNode channel = in.addObject();
      channel.put("channel", received.channel());
      channel.put("combined", received.combined());
      channel.put("count", received.count());
      ArrayNode values = channel.putArray("values");
      received.values().forEach(values::addPOJO);
    }
    ArrayNode out = line.putArray("out");
    for (Sent sent : record.sent()) {
      ObjectNode message = out.addObject();
      message.put("channel", sent.channel());
      message.putPOJO("to", sent.target() == null ? null : naming.apply(sent.target()));
      message.putPOJO("value", sent.value());
    }
    line.put("state", record.state().name().toLowerCase(Locale.ROOT));
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can be written", e);
    }
  }

  private static void values(ObjectNode into, Map<String, Object> values) {
    values.forEach(into::putPOJO);
  }
}
