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
            + facts.input().name()
            + ": "
            + Figures.counted(facts.graph().vertices(), "vertex", "vertices")
            + ", "
            + Figures.counted(
                facts.graph().edges(),
                facts.graph().undirected() ? "undirected edge" : "directed edge"));
    StringBuilder met = new StringBuilder();
    append(met, facts.input().counts().duplicates(), "duplicate edge");
    append(met, facts.input().counts().selfLoops(), "self-loop");
    append(
        met,
        facts.input().counts().unknownDropped(),
        "edge of unknown vertices dropped",
        "edges of unknown vertices dropped");
    append(
        met, facts.input().counts().skipped(), "malformed line skipped", "malformed lines skipped");
    if (met.length() > 0) {
      to.println("  met      " + met);
    }
    to.println(
        "  load     "
            + Figures.seconds(facts.seconds().load())
            + (facts.input().mappedBytes() > 0
                ? "   " + Figures.bytes(facts.input().mappedBytes()) + " mapped"
                : "   "
                    + Figures.counted(facts.input().counts().lines(), "line")
                    + ", "
                    + Figures.bytes(facts.input().counts().bytes())
                    + " of text"));
    to.println(
        "  compute  "
            + Figures.seconds(facts.seconds().compute())
            + "   "
            + Figures.counted(facts.course().supersteps(), "superstep")
            + (facts.course().verdict() == Verdict.STOP_AT_LIMIT ? " (stopped by the limit)" : "")
            + ", "
            + Figures.rate(facts.edgesPerSecond()).replace("/s", " edges/s")
            + ", "
            + (facts.processes().workers() > 0
                ? Figures.counted(facts.processes().workers(), "worker") + " of "
                : "")
            + Figures.counted(facts.processes().threads(), "thread"));
    if (facts.processes().workers() > 0) {
      to.println(
          "  network  "
              + Figures.bytes(facts.processes().network().bytes())
              + ", "
              + Figures.counted(facts.processes().network().messages(), "value")
              + " sent");
    }
    if (facts.course().lostRequests() > 0) {
      to.println(
          "  changes  "
              + Figures.counted(facts.course().lostRequests(), "request")
              + " lost to others or to what was there");
    }
    if (!facts.course().values().isEmpty()) {
      to.println("  values   " + values(facts.course().values()));
    }
    if (facts.output() != null) {
      to.println(
          "  output   " + Figures.seconds(facts.seconds().output()) + "   " + facts.output());
    }
    to.println(
        "  total    "
            + Figures.seconds(facts.seconds().total())
            + "   peak memory "
            + Figures.bytes(facts.processes().peakBytes()));
  }

  /** What a program reports of the whole job, for people. */
  public static String values(Map<String, Double> values) {
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
