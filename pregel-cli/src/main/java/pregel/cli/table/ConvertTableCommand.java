package pregel.cli.table;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pregel.api.table.Table;

/** The same rows in another format. */
@Command(
    name = "convert",
    header = "Writes a table in another format.",
    footer = {"  pregel table convert -i clicks.csv.gz -o clicks.jsonl --columns user,url"})
final class ConvertTableCommand extends StageCommand {
  @Option(
      names = "--columns",
      order = 4,
      split = ",",
      paramLabel = "NAME",
      description = "Only these columns, in this order. Default: all.")
  List<String> columns = List.of();

  ConvertTableCommand(PrintStream out, PrintStream err) {
    super(out, err);
  }

  @Override
  String stage() {
    return "convert";
  }

  @Override
  Table table(TableInputs inputs) {
    Table table = inputs.main();
    return columns.isEmpty() ? table : table.select(columns.toArray(String[]::new));
  }
}
