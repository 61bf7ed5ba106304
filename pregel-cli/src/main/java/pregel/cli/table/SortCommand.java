package pregel.cli.table;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.api.table.Table;

/** Sorts a table. */
@Command(
    name = "sort",
    header = "Sorts a table; rows with equal keys keep their order.",
    footer = {"  pregel table sort -i events.csv -k user,time:desc -o sorted.csv --memory 1g"})
final class SortCommand extends StageCommand {
  @Option(
      names = {"-k", "--key"},
      order = 4,
      required = true,
      split = ",",
      paramLabel = "NAME[:desc]",
      description = "Columns to sort by; missing values last.")
  List<String> keys;

  SortCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  String stage() {
    return "sort";
  }

  @Override
  Table table(TableInputs inputs) {
    return inputs.main().sort(KeyNames.parse(keys));
  }
}
