package pregel.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/**
 * One event in one line, for people and for machines:
 *
 * <pre>
 *   time=2026-11-21T10:00:00.123Z level=WARN job=ranks epoch=3 superstep=7 worker=w2 thread=main logger=pregel.X message="..." error="..."
 * </pre>
 *
 * Keys of the thread's context come with it if they are set, the four above first; values are
 * quoted and escaped where they have to be, stack traces included. Called by any thread, and keeps
 * no state.
 */
public final class KeyValueLayout extends LayoutBase<ILoggingEvent> {
  private static final List<String> CONTEXT = List.of("job", "epoch", "superstep", "worker");

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(256);
    put(
        line,
        "time",
        Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS).toString());
    put(line, "level", event.getLevel().toString());
    Map<String, String> context = new TreeMap<>(event.getMDCPropertyMap());
    for (String key : CONTEXT) {
      String value = context.remove(key);
      if (value != null) {
        put(line, key, value);
      }
    }
    context.forEach((key, value) -> put(line, key, value));
    put(line, "thread", event.getThreadName());
    put(line, "logger", event.getLoggerName());
    put(line, "message", event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> put(line, pair.key, String.valueOf(pair.value)));
    }
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      put(line, "error", ThrowableProxyUtil.asString(failure));
    }
    return line.append('\n').toString();
  }

  private static void put(StringBuilder line, String key, String value) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(key).append('=');
    String text = String.valueOf(value);
    if (!text.isEmpty() && text.chars().allMatch(KeyValueLayout::isPlain)) {
      line.append(text);
      return;
    }
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(line, text.charAt(i));
    }
    line.append('"');
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 127 && c != '"' && c != '=' && c != '\\';
  }

  private static void escape(StringBuilder line, char c) {
    switch (c) {
      case '"', '\\' -> line.append('\\').append(c);
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        // Line separators of Unicode break lines too.
        if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
          line.append(String.format("\\u%04x", (int) c));
        } else {
          line.append(c);
        }
      }
    }
  }
}
