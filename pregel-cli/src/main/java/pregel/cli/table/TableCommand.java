package pregel.cli.table;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code pregel table} does without a stage: it explains itself. */
@Command(
    name = "table",
    header = "Sorts, joins, groups and converts tables in files, larger than memory too.",
    synopsisSubcommandLabel = "STAGE",
    footer = {
      "  pregel table sort -i events.csv -k user,time:desc -o sorted.csv",
      "  pregel table join -i events.csv --with users.csv --on user -o joined.csv",
      "  pregel table group -i clicks.csv.gz --by country,url -a count -a mean:age -o groups.csv",
      "  pregel table top -i groups.csv -n 5 -k count:desc,url",
      "",
      "pregel table STAGE --help explains every option of a stage."
    })
public final class TableCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private TableCommand() {}

  /** The command with its stages. */
  public static CommandLine with(PrintStream out, PrintStream err) {
    CommandLine table = new CommandLine(new TableCommand());
    table.addSubcommand("sort", new SortCommand(out, err));
    table.addSubcommand("join", new JoinCommand(out, err));
    table.addSubcommand("group", new GroupCommand(out, err));
    table.addSubcommand("top", new TopCommand(out, err));
    table.addSubcommand("distinct", new DistinctCommand(out, err));
    table.addSubcommand("convert", new ConvertTableCommand(out, err));
    return table;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "STAGE: none is given");
  }
}
