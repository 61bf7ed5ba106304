package pregel.cli.table;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.api.table.Table;

/** The first rows of a sorted table, without sorting all of it. */
@Command(
    name = "top",
    header = "Gives the first rows in an order, without sorting all others.",
    footer = {"  pregel table top -i groups.csv -n 5 -k count:desc,url"})
final class TopCommand extends StageCommand {
  @Option(
      names = {"-k", "--key"},
      order = 4,
      required = true,
      split = ",",
      paramLabel = "NAME[:desc]",
      description = "Columns that say what is first; missing values last.")
  List<String> keys;

  @Option(
      names = {"-n", "--rows"},
      order = 5,
      paramLabel = "N",
      defaultValue = "10",
      description = "How many rows. Default: 10.")
  long rows;

  TopCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  String stage() {
    return "top";
  }

  @Override
  Table table(TableInputs inputs) {
    return inputs.main().sort(KeyNames.parse(keys)).limit(rows);
  }
}
