package pregel.cli.inspect;

import java.io.PrintStream;
import pregel.cli.report.Figures;

/** An inspection as aligned lines, for people. */
public final class InspectionText {
  private static final int NAME = 14;
  private static final int FIGURE = 14;
  private static final int BAR = 32;

  private final Inspection inspection;
  private final PrintStream out;

  private InspectionText(Inspection inspection, PrintStream out) {
    this.inspection = inspection;
    this.out = out;
  }

  /** Prints all there is. */
  public static void print(Inspection inspection, PrintStream out) {
    new InspectionText(inspection, out).print();
  }

  private void print() {
    DegreeStatistics degrees = inspection.degrees();
    out.println(
        inspection.input()
            + " ("
            + inspection.format()
            + (inspection.undirected() ? ", undirected" : ", directed")
            + (inspection.weighted() ? ", weighted)" : ")"));
    line("vertices", inspection.vertices());
    line("  isolated", degrees.isolated());
    if (!inspection.undirected()) {
      line("  dangling", degrees.dangling());
    }
    line("edges", inspection.edges());
    if (inspection.undirected()) {
      line("  directed", inspection.directedEdges());
    }
    line("  self-loops", inspection.met().selfLoops());
    line("  duplicates", inspection.met().duplicates());
    lineIfAny("  unknown ends", inspection.unknownDropped());
    lineIfAny("skipped lines", inspection.skippedLines());
    line("components", inspection.components().count());
    line("  largest", inspection.components().largestVertices(), "vertices");
    line("", inspection.components().largestEdges(), "edges");
    if (inspection.triangles() != null) {
      Triangles triangles = inspection.triangles();
      line("triangles", triangles.count());
      line("  clustering", Figures.fixed(triangles.averageClustering(), 6), "mean over vertices");
      line("  transitivity", Figures.fixed(triangles.transitivity(), 6), "3 * triangles / wedges");
      line("  simple edges", triangles.simpleEdges());
    }
    printDegrees(degrees);
  }

  private void printDegrees(DegreeStatistics degrees) {
    out.println();
    out.println(
        pad("degree", NAME) + right("min", FIGURE) + right("mean", FIGURE) + right("max", FIGURE));
    if (inspection.undirected()) {
      range("  all", degrees.total());
    } else {
      range("  in", degrees.in());
      range("  out", degrees.out());
      range("  in + out", degrees.total());
    }
    out.println();
    out.println(
        pad(inspection.undirected() ? "degree" : "in + out", NAME) + right("vertices", FIGURE));
    long most = 1;
    for (long vertices : degrees.histogram()) {
      most = Math.max(most, vertices);
    }
    for (int k = degrees.isolated() > 0 ? 0 : 1; k < degrees.histogram().length; k++) {
      long vertices = degrees.histogram()[k];
      // Whoever is there shows, however few.
      int bar = vertices == 0 ? 0 : Math.max(1, (int) ((double) vertices / most * BAR));
      long least = DegreeStatistics.least(k);
      long greatest = DegreeStatistics.greatest(k);
      String name = least == greatest ? "  " + least : "  " + least + "-" + greatest;
      out.println(
          pad(name, NAME)
              + right(Figures.count(vertices), FIGURE)
              + (bar == 0 ? "" : "  " + "#".repeat(bar)));
    }
  }

  private void range(String name, DegreeRange range) {
    out.println(
        pad(name, NAME)
            + right(Figures.count(range.min()), FIGURE)
            + right(Figures.fixed(range.mean(), 2), FIGURE)
            + right(Figures.count(range.max()), FIGURE));
  }

  private void lineIfAny(String name, long figure) {
    if (figure > 0) {
      line(name, figure);
    }
  }

  private void line(String name, long figure) {
    line(name, figure, "");
  }

  private void line(String name, long figure, String unit) {
    line(name, Figures.count(figure), unit);
  }

  private void line(String name, String figure, String unit) {
    out.println(pad(name, NAME) + right(figure, FIGURE) + (unit.isEmpty() ? "" : "  " + unit));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }
}
