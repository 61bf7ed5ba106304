package pregel.cli.table;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.Aggregate;
import pregel.api.table.Table;

/** One row for each group. */
@Command(
    name = "group",
    header = "Groups rows by keys and aggregates each group, sorted by the keys.",
    footer = {
      "  pregel table group -i clicks.csv --by country,url -a count -a mean:age:mean_age",
      "  pregel table group -i edges.csv --by source -a count:target:degree -o degrees.csv"
    })
final class GroupCommand extends StageCommand {
  @Option(
      names = "--by",
      order = 4,
      split = ",",
      paramLabel = "NAME",
      description = "Columns that make a group. Default: none, all rows are one group.")
  List<String> by = List.of();

  @Option(
      names = {"-a", "--aggregate"},
      order = 5,
      required = true,
      split = ",",
      paramLabel = "KIND[:COLUMN[:NAME]]",
      description =
          "count, sum, mean, variance, min, max, count_distinct, of a column; count alone is of "
              + "rows. Default name: KIND_COLUMN.")
  List<String> aggregates;

  GroupCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  String stage() {
    return "group";
  }

  @Override
  Table table(TableInputs inputs) {
    return inputs
        .main()
        .groupBy(by.toArray(String[]::new))
        .aggregate(aggregates.stream().map(GroupCommand::parse).toArray(Aggregate[]::new));
  }

  private static Aggregate parse(String text) {
    String[] parts = text.split(":", 3);
    Aggregate.Kind kind = kind(parts[0]);
    String column = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : null;
    if (column == null && kind != Aggregate.Kind.COUNT) {
      throw new JobException(
          FailureKind.USAGE,
          "--aggregate: " + text + " has no column; give " + kind.label() + ":COLUMN");
    }
    String name =
        parts.length > 2 ? parts[2] : column == null ? kind.label() : kind.label() + "_" + column;
    return new Aggregate(kind, column, name);
  }

  private static Aggregate.Kind kind(String label) {
    for (Aggregate.Kind kind : Aggregate.Kind.values()) {
      if (kind.label().equals(label.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new JobException(
        FailureKind.USAGE,
        "--aggregate: no such kind \""
            + label
            + "\"; give count, sum, mean, variance, min, max or count_distinct");
  }
}
