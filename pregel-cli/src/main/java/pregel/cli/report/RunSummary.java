package pregel.cli.report;

import java.io.PrintStream;
import java.util.Map;
import pregel.core.job.Verdict;

/** The lines after a run that tell a person how it went. */
public final class RunSummary {
  private RunSummary() {}

  public static void print(RunFacts facts, PrintStream to) {
    to.println(
        facts.algorithm()
            + " on "
            + facts.input()
            + ": "
            + Figures.counted(facts.vertices(), "vertex", "vertices")
            + ", "
            + Figures.counted(
                facts.edges(), facts.undirected() ? "undirected edge" : "directed edge"));
    StringBuilder met = new StringBuilder();
    append(met, facts.duplicates(), "duplicate edge");
    append(met, facts.selfLoops(), "self-loop");
    append(
        met,
        facts.unknownDropped(),
        "edge of unknown vertices dropped",
        "edges of unknown vertices dropped");
    append(met, facts.skipped(), "malformed line skipped", "malformed lines skipped");
    if (met.length() > 0) {
      to.println("  met      " + met);
    }
    to.println(
        "  load     "
            + Figures.seconds(facts.loadSeconds())
            + (facts.mappedBytes() > 0
                ? "   " + Figures.bytes(facts.mappedBytes()) + " mapped"
                : "   "
                    + Figures.counted(facts.lines(), "line")
                    + ", "
                    + Figures.bytes(facts.textBytes())
                    + " of text"));
    to.println(
        "  compute  "
            + Figures.seconds(facts.computeSeconds())
            + "   "
            + Figures.counted(facts.supersteps(), "superstep")
            + (facts.verdict() == Verdict.STOP_AT_LIMIT ? " (stopped by the limit)" : "")
            + ", "
            + Figures.rate(facts.edgesPerSecond()).replace("/s", " edges/s")
            + ", "
            + (facts.workers() > 0 ? Figures.counted(facts.workers(), "worker") + " of " : "")
            + Figures.counted(facts.threads(), "thread"));
    if (facts.workers() > 0) {
      to.println(
          "  network  "
              + Figures.bytes(facts.bytesSent())
              + ", "
              + Figures.counted(facts.messagesSent(), "value")
              + " sent");
    }
    if (facts.lostRequests() > 0) {
      to.println(
          "  changes  "
              + Figures.counted(facts.lostRequests(), "request")
              + " lost to others or to what was there");
    }
    if (!facts.values().isEmpty()) {
      to.println("  values   " + values(facts.values()));
    }
    if (facts.output() != null) {
      to.println("  output   " + Figures.seconds(facts.outputSeconds()) + "   " + facts.output());
    }
    to.println(
        "  total    "
            + Figures.seconds(facts.totalSeconds())
            + "   peak memory "
            + Figures.bytes(ProcessMemory.peakBytes()));
  }

  private static String values(Map<String, Double> values) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Double> value : values.entrySet()) {
      double number = value.getValue();
      boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
      text.append(text.length() == 0 ? "" : ", ").append(value.getKey()).append(' ');
      text.append(isWhole ? Figures.count((long) number) : Figures.fixed(number, 6));
    }
    return text.toString();
  }

  private static void append(StringBuilder met, long number, String noun) {
    append(met, number, noun, noun + "s");
  }

  private static void append(StringBuilder met, long number, String one, String many) {
    if (number > 0) {
      met.append(met.length() == 0 ? "" : ", ").append(Figures.counted(number, one, many));
    }
  }
}
