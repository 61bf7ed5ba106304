package pregel.cli.local;

import java.io.IOException;
import java.lang.Thread.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What every thread was doing at one moment, those of a job first. */
final class ThreadDump {
  private static final String KERNELS = "pregel.worker.kernel.";

  /** One thread. */
  private record Entry(String name, State state, boolean ofJob, StackTraceElement[] stack) {}

  private final List<Entry> entries;

  private ThreadDump(List<Entry> entries) {
    this.entries = entries;
  }

  static ThreadDump of(ThreadGroup job) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      entries.add(
          new Entry(
              thread.getName(),
              thread.getState(),
              thread.getThreadGroup() == job,
              each.getValue()));
    }
    entries.sort(Comparator.comparing((Entry entry) -> !entry.ofJob()).thenComparing(Entry::name));
    return new ThreadDump(entries);
  }

  /** Where the job's threads are in the program, as a remark; empty if none of them is. */
  String stuckIn(Class<?> program, Supervised job) {
    List<String> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.ofJob()) {
        for (StackTraceElement frame : entry.stack()) {
          if (frame.getClassName().startsWith(program.getName())) {
            found.add(place(frame) + vertex(entry, job));
            break;
          }
        }
      }
    }
    return found.isEmpty() ? "" : " (" + String.join(", ", found) + ")";
  }

  /** Writes all threads to a new file and returns its name, or why there is none. */
  String keep(String title) {
    StringBuilder text = new StringBuilder(title).append('\n');
    for (Entry entry : entries) {
      text.append("\n\"").append(entry.name()).append("\" ").append(entry.state()).append('\n');
      for (StackTraceElement frame : entry.stack()) {
        text.append("    at ").append(frame).append('\n');
      }
    }
    try {
      Path file = Files.createTempFile("pregel-threads-", ".txt");
      Files.writeString(file, text);
      return file.toString();
    } catch (IOException e) {
      return "no thread dump, for none could be written (" + e + ")";
    }
  }

  private static String place(StackTraceElement frame) {
    String file = frame.getFileName();
    String line = file == null ? "" : "(" + file + ":" + frame.getLineNumber() + ")";
    return "in " + frame.getClassName() + "." + frame.getMethodName() + line;
  }

  /** The vertex that a thread computes, if it does. */
  private static String vertex(Entry entry, Supervised job) {
    boolean computes =
        Arrays.stream(entry.stack()).anyMatch(frame -> frame.getClassName().startsWith(KERNELS));
    return computes && job.isComputing() ? " at vertex " + job.vertexId(number(entry.name())) : "";
  }

  /** A helper's name ends in its number; the thread that leads them is the first. */
  private static int number(String name) {
    String digits = name.substring(name.lastIndexOf('-') + 1);
    return digits.matches("[0-9]+") ? Integer.parseInt(digits) : 0;
  }
}
