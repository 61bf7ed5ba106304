package pregel.cli.table;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.api.table.Table;

/** Each different row once. */
@Command(
    name = "distinct",
    header = "Gives each different row once, sorted.",
    footer = {"  pregel table distinct -i clicks.csv --columns country,url -o pages.csv"})
final class DistinctCommand extends StageCommand {
  @Option(
      names = "--columns",
      order = 4,
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns. Default: all.")
  List<String> columns = List.of();

  DistinctCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  String stage() {
    return "distinct";
  }

  @Override
  Table table(TableInputs inputs) {
    Table table = inputs.main();
    return (columns.isEmpty() ? table : table.select(columns.toArray(String[]::new))).distinct();
  }
}
