package pregel.cli.table;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.api.table.JoinType;
import pregel.api.table.Table;

/** Rows of two tables with equal keys. */
@Command(
    name = "join",
    header = "Joins two tables where keys are equal.",
    footer = {
      "  pregel table join -i events.csv --with users.csv --on user -o joined.csv",
      "  pregel table join -i edges.csv --with ranks.csv --on target=id --type left -o out.csv"
    })
final class JoinCommand extends StageCommand {
  @Option(
      names = "--with",
      order = 4,
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "The other table, the smaller one where that is known.")
  List<String> with;

  @Option(
      names = "--on",
      order = 5,
      required = true,
      split = ",",
      paramLabel = "NAME[=NAME]",
      description = "Columns whose values are equal; the second name is the other table's.")
  List<String> on;

  @Option(
      names = "--type",
      order = 6,
      paramLabel = "T",
      defaultValue = "inner",
      description =
          "inner; left, right, full: also rows without a partner; semi, anti: rows of the first "
              + "table that have one, or none. Default: inner.")
  JoinType type;

  JoinCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  String stage() {
    return "join";
  }

  @Override
  Table table(TableInputs inputs) {
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (String pair : on) {
      int equals = pair.indexOf('=');
      left.add(equals < 0 ? pair : pair.substring(0, equals));
      right.add(pair.substring(equals + 1));
    }
    return inputs.main().join(inputs.open(with), type, left, right);
  }
}
