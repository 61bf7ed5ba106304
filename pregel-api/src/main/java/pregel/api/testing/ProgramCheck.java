package pregel.api.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import pregel.api.JobException;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;
import pregel.api.reference.Perturbation;
import pregel.api.reference.Perturbation.Liberty;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceJob;
import pregel.api.reference.ReferenceResult;
import pregel.api.reference.ReferenceRunner;

/**
 * Runs a program in every way in which an engine may run it, and tells what its result depends on
 * that it must not: the order of messages, how a combiner groups them, which vertex is computed
 * first, whether messages were copied on their way, of a monotone program the order in which values
 * improve, how vertices are ordered and divided into partitions, what an earlier run left behind,
 * and, with an engine on the class path, whether broadcasts are pushed or pulled and how many
 * threads compute.
 *
 * <pre>{@code
 * ProgramCheck.of(MyProgram::new, graph).requireIndependence();
 * }</pre>
 */
public final class ProgramCheck {
  private static final int SEEDS = 5;
  private static final double ROUNDING = 1e-9;

  private final Supplier<? extends VertexProgram> program;
  private final ReferenceGraph graph;
  private ReferenceRunner.Options options = ReferenceRunner.Options.DEFAULT;
  private double tolerance = ROUNDING;

  private ProgramCheck(Supplier<? extends VertexProgram> program, ReferenceGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  /**
   * A check on one graph; small ones with edges of every kind tell the most.
   *
   * @param program makes a fresh instance for every run
   */
  public static ProgramCheck of(Supplier<? extends VertexProgram> program, ReferenceGraph graph) {
    return new ProgramCheck(program, graph);
  }

  /** Runs with a seed, an order or a limit of supersteps. */
  public ProgramCheck with(ReferenceRunner.Options chosen) {
    options = chosen;
    return this;
  }

  /**
   * How far doubles may be apart where a sum was added in another order, relative to the larger of
   * the two; 1e-9 unless given.
   */
  public ProgramCheck tolerating(double relative) {
    tolerance = relative;
    return this;
  }

  /**
   * Fails a test.
   *
   * @throws AssertionError naming everything that the program depends on
   */
  public void requireIndependence() {
    List<String> findings = findings();
    if (!findings.isEmpty()) {
      throw new AssertionError(String.join(System.lineSeparator(), findings));
    }
  }

  /** What the program depends on, a sentence each; empty if on nothing that it must not. */
  public List<String> findings() {
    ProgramValues expected = values(options, null);
    List<String> findings = new ArrayList<>();
    compare(
        findings,
        expected,
        "depends on what an earlier run left behind, on a clock or on random numbers of its own",
        0,
        () -> values(options, null));
    liberty(findings, expected, Liberty.MESSAGE_ORDER, "depends on the order of messages");
    liberty(
        findings,
        expected,
        Liberty.COMBINER_GROUPING,
        "has a combiner that is not commutative and associative");
    liberty(
        findings,
        expected,
        Liberty.VERTEX_ORDER,
        "depends on which vertex is computed first: it shares a field between vertices");
    liberty(
        findings,
        expected,
        Liberty.COPIED_MESSAGES,
        "depends on messages being the objects that were sent: its codec loses something, or it"
            + " changes them");
    if (job(options, null).isMonotone()) {
      liberty(
          findings,
          expected,
          Liberty.RELAXATION_ORDER,
          "is not monotone: it depends on which vertex hears of which first");
    }
    for (VertexOrder order : List.of(VertexOrder.ID, VertexOrder.DEGREE)) {
      for (int partitions : new int[] {1, 2, 5}) {
        ReferenceRunner.Options other = options.withOrder(order).withPartitions(partitions);
        compare(
            findings,
            expected,
            "depends on how vertices are ordered and divided into partitions",
            tolerance,
            () -> values(other, null));
      }
    }
    for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
      for (String way : engine.ways()) {
        compare(
            findings,
            expected,
            "gives another result " + way,
            0,
            () -> engine.run(way, program.get(), graph, options));
      }
    }
    return findings.stream().distinct().toList();
  }

  private void liberty(
      List<String> findings, ProgramValues expected, Liberty liberty, String finding) {
    // The least or the greatest of some values is not rounded.
    double allowed = liberty == Liberty.RELAXATION_ORDER ? 0 : tolerance;
    for (long seed = 0; seed < SEEDS; seed++) {
      var perturbation = new Perturbation(liberty, seed);
      if (compare(findings, expected, finding, allowed, () -> values(options, perturbation))) {
        return;
      }
    }
  }

  /** Whether a difference was found. */
  private boolean compare(
      List<String> findings,
      ProgramValues expected,
      String finding,
      double allowed,
      Supplier<ProgramValues> run) {
    String difference;
    try {
      difference = expected.difference(run.get(), allowed).orElse(null);
    } catch (JobException e) {
      difference = e.getMessage();
    }
    if (difference == null) {
      return false;
    }
    if (findings.stream().noneMatch(known -> known.contains(finding))) {
      findings.add("the program " + finding + ": " + difference);
    }
    return true;
  }

  private ReferenceJob job(ReferenceRunner.Options how, Perturbation perturbation) {
    return perturbation == null
        ? new ReferenceJob(program.get(), graph, how)
        : new ReferenceJob(program.get(), graph, how, perturbation);
  }

  private ProgramValues values(ReferenceRunner.Options how, Perturbation perturbation) {
    ReferenceResult result = job(how, perturbation).run();
    return new ProgramValues(
        result.columns(),
        () -> IntStream.range(0, result.ids().size()).iterator(),
        slot -> result.ids().get(slot));
  }
}
