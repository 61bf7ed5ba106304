package pregel.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import pregel.cli.watch.VertexRecord;
import pregel.cli.watch.VertexRecord.Received;
import pregel.cli.watch.VertexRecord.Sent;
import pregel.core.graph.VertexNames;

/** A record of a watched vertex as one line of JSON. */
public final class WatchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WatchJson() {}

  /**
   * @param names what ids stand for; null if they are numbers. Values and messages stay numbers
   */
  public static String of(VertexRecord record, VertexNames names) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("superstep", record.superstep());
    if (record.phase() != null) {
      line.put("phase", record.phase());
    }
    id(line, "vertex", record.vertex(), names);
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
      id(message, "to", sent.target(), names);
      message.putPOJO("value", sent.value());
    }
    line.put("state", record.state().name().toLowerCase(Locale.ROOT));
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can be written", e);
    }
  }

  private static void id(ObjectNode into, String member, Long id, VertexNames names) {
    if (id != null && names != null && names.has(id)) {
      into.put(member, names.name(id));
    } else {
      into.put(member, id);
    }
  }

  private static void values(ObjectNode into, Map<String, Object> values) {
    values.forEach(into::putPOJO);
  }
}
