package pregel.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pregel.api.Column;
import pregel.api.DoubleColumn;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.LongColumn;
import pregel.api.Parameters;
import pregel.api.Parameters.Declaration;
import pregel.api.Parameters.Type;
import pregel.api.VertexProgram;
import pregel.cli.bench.check.Check;
import pregel.cli.local.LocalJob;
import pregel.cli.program.ProgramChoice;
import pregel.cli.progress.Progress;

/**
 * Runs algorithms on a graph: first for a result that is checked, then for a while or once to warm
 * up, then, timed, for results that are checked too, or have the same bits as the first. Searches
 * begin at another source in each trial.
 */
final class Suite {
  private static final String SOURCE = "source";

  /** How many vertices a search begins at that can begin at several, as in the GAP suite. */
  private static final int SOURCES = 4;

  private static final String ITERATIONS = "iterations";

  /** What is not the algorithm's own default. */
  private static final Map<String, String> PAGERANK = Map.of(ITERATIONS, "20");

  private final int trials;
  private final Duration warmUp;
  private final LocalJob.Options options;
  private final Progress progress;
  private long done;

  /**
   * @param trials timed ones of each algorithm
   * @param warmUp how long each algorithm runs before it is timed
   * @param progress counts timed runs
   */
  Suite(int trials, Duration warmUp, int threads, Progress progress) {
    this.trials = trials;
    this.warmUp = warmUp;
    this.options = LocalJob.Options.withThreads(threads);
    this.progress = progress;
  }

  /** Measures one algorithm. */
  Measurement measure(BenchGraph graph, String algorithm) {
    ProgramChoice choice = ProgramChoice.of("bench", algorithm, List.of());
    boolean searches = choice.declared().stream().anyMatch(d -> d.name().equals(SOURCE));
    List<Long> sources = searches ? graph.sources(trials + SOURCES - 1) : List.of();
    Parameters given = parameters(choice, algorithm, sources, 0);
    LocalJob.Result first = run(graph, choice, given);
    check(graph, algorithm, given, first.columns());
    warmUp(graph, choice, algorithm, sources);
    List<Double> seconds = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      Parameters parameters = parameters(choice, algorithm, sources, trial);
      LocalJob.Result result = run(graph, choice, parameters);
      done++;
      seconds.add(result.computeNanos() / 1e9);
      if (searches) {
        check(graph, algorithm, parameters, result.columns());
      } else {
        requireSame(graph, algorithm, first.columns(), result.columns());
      }
    }
    Map<String, String> shown = new TreeMap<>(given.asMap());
    shown.remove(SOURCE);
    return new Measurement(
        graph,
        algorithm,
        shown,
        given.has(ITERATIONS) ? given.integer(ITERATIONS) : 1,
        first.supersteps(),
        seconds);
  }

  /** Runs for a while, so that what is timed is compiled for what it does, not for the start. */
  private void warmUp(
      BenchGraph graph, ProgramChoice choice, String algorithm, List<Long> sources) {
    // Of the clock, not of the time in supersteps: a small graph takes next to none of that.
    long start = System.nanoTime();
    for (int trial = 0; System.nanoTime() - start < warmUp.toNanos(); trial++) {
      run(graph, choice, parameters(choice, algorithm, sources, trial));
    }
  }

  private static Parameters parameters(
      ProgramChoice choice, String algorithm, List<Long> sources, int trial) {
    Map<String, String> given = new HashMap<>();
    if (algorithm.equals("pagerank")) {
      given.putAll(PAGERANK);
    }
    for (Declaration declared : choice.declared()) {
      if (declared.name().equals(SOURCE)) {
        int count = declared.type() == Type.VERTICES ? SOURCES : 1;
        given.put(SOURCE, text(sources, trial, count));
      }
    }
    return choice.parameters(given, null);
  }

  /** Some ids from a place on, round and round. */
  private static String text(List<Long> sources, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(at -> Long.toString(sources.get(at % sources.size())))
        .collect(Collectors.joining(","));
  }

  private LocalJob.Result run(BenchGraph graph, ProgramChoice choice, Parameters parameters) {
    VertexProgram program = (VertexProgram) choice.create(parameters);
    progress.reach(done, choice.name() + " on " + graph.name());
    return LocalJob.run(graph.graph(), program, options, report -> {});
  }

  private static void check(
      BenchGraph graph, String algorithm, Parameters parameters, List<Column> columns) {
    String fault = Check.BY_ALGORITHM.get(algorithm).fault(graph.graph(), parameters, columns);
    if (fault != null) {
      throw wrong(graph, algorithm, fault);
    }
  }

  private static void requireSame(
      BenchGraph graph, String algorithm, List<Column> first, List<Column> again) {
    for (int slot = 0; slot < graph.graph().vertices(); slot++) {
      if (bits(first.get(0), slot) != bits(again.get(0), slot)) {
        throw wrong(graph, algorithm, "vertex in slot " + slot + " has another value than before");
      }
    }
  }

  private static long bits(Column column, int slot) {
    return column instanceof LongColumn longs
        ? longs.at(slot)
        : Double.doubleToRawLongBits(((DoubleColumn) column).at(slot));
  }

  private static JobException wrong(BenchGraph graph, String algorithm, String fault) {
    return new JobException(
        FailureKind.INTERNAL,
        "bench: " + algorithm + " on " + graph.name() + ": " + fault + "; report it");
  }
}
