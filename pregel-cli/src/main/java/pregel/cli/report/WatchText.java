package pregel.cli.report;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import pregel.cli.watch.VertexRecord;
import pregel.cli.watch.VertexRecord.Received;
import pregel.cli.watch.VertexRecord.Sent;
import pregel.cli.watch.VertexRecord.State;

/** A record of a watched vertex as a line for people. */
public final class WatchText {
  private static final int SHOWN = 8;

  private WatchText() {}

  /**
   * For example {@code watch 12 @ 1: component 12 -> 3; in 3; out 3 to neighbours; halted}.
   *
   * @param naming what ids are called
   */
  public static String of(VertexRecord record, LongFunction<Object> naming) {
    StringBuilder line =
        new StringBuilder("watch ")
            .append(naming.apply(record.vertex()))
            .append(" @ ")
            .append(record.superstep())
            .append(record.phase() == null ? "" : " (" + record.phase() + ")")
            .append(": ");
    values(record, line);
    boolean idle = record.state() == State.IDLE;
    if (!idle) {
      received(record, line);
      sent(record, naming, line);
    }
    return line.append("; ").append(record.state().name().toLowerCase(Locale.ROOT)).toString();
  }

  private static void values(VertexRecord record, StringBuilder line) {
    String separator = "";
    for (Map.Entry<String, Object> after : record.after().entrySet()) {
      Object before = record.before().get(after.getKey());
      line.append(separator).append(after.getKey()).append(' ').append(before);
      if (!Objects.equals(before, after.getValue())) {
        line.append(" -> ").append(after.getValue());
      }
      separator = ", ";
    }
  }

  private static void received(VertexRecord record, StringBuilder line) {
    line.append("; in");
    boolean none = true;
    for (Received received : record.received()) {
      if (received.count() > 0) {
        none = false;
        line.append(record.phase() == null ? "" : " " + received.channel() + ":");
        for (Object value : received.values().subList(0, (int) Math.min(SHOWN, received.count()))) {
          line.append(' ').append(value);
        }
        if (received.count() > SHOWN) {
          line.append(" ... (").append(received.count()).append(')');
        }
        line.append(received.combined() ? " combined" : "");
      }
    }
    line.append(none ? " nothing" : "");
  }

  private static void sent(VertexRecord record, LongFunction<Object> naming, StringBuilder line) {
    line.append("; out");
    int shown = Math.min(SHOWN, record.sent().size());
    for (Sent sent : record.sent().subList(0, shown)) {
      line.append(record.phase() == null ? "" : " " + sent.channel() + ":")
          .append(' ')
          .append(sent.value() == null ? "question" : sent.value())
          .append(" to ")
          .append(sent.target() == null ? "neighbours" : naming.apply(sent.target()));
    }
    if (record.sent().size() > SHOWN) {
      line.append(" ... (").append(record.sent().size()).append(')');
    }
    line.append(shown == 0 ? " nothing" : "");
  }
}
