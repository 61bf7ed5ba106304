package pregel.cli.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.table.TableCommand;

/**
 * From arguments to an exit code: finds the command, runs it, and turns whatever comes out of it
 * into one line.
 */
public final class CommandLineRun {
  private static final List<String> COMMANDS =
      List.of(
          "run",
          "list",
          "describe",
          "inspect",
          "validate",
          "convert",
          "generate",
          "table",
          "bench",
          "drill",
          "master",
          "worker",
          "submit",
          "status",
          "cancel",
          "zookeeper");

  /** Commands of the contract that belong to parts not built yet, and what those are. */
  private static final Map<String, String> LATER = Map.of("pipeline", "relational stages");

  private static final Set<String> VERBOSE = Set.of("-v", "--verbose");

  /** Given back when memory runs out, so that there is some to say so. */
  private static final int RESERVE = 4 << 20;

  private final PrintStream out;
  private final PrintStream err;

  @SuppressWarnings("UnusedVariable") // held only to be given back
  private byte[] reserve = new byte[RESERVE];

  public CommandLineRun(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command that the arguments name. */
  public int run(String[] args) {
    String where = args.length > 0 && COMMANDS.contains(args[0]) ? args[0] : "pregel";
    try {
      if (args.length == 0) {
        // Still a usage error: a script that lost its command must not go on.
        commandLine(where, true, List.of()).usage(err);
        return FailureKind.USAGE.exitCode();
      }
      if (LATER.containsKey(args[0])) {
        throw new JobException(
            FailureKind.USAGE,
            args[0]
                + ": comes with "
                + LATER.get(args[0])
                + ", which this version does not have yet; pregel --help lists what it has");
      }
      return commandLine(where, asksForHelp(args), List.of(args)).execute(args);
    } catch (Throwable e) {
      return report(where, e, verbose(args));
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** Knows only the command that is called, if one is: the others' classes need not be loaded. */
  private CommandLine commandLine(String called, boolean help, List<String> args) {
    CommandLine root = new CommandLine(new RootCommand());
    for (String name : COMMANDS) {
      if (called.equals(name) || called.equals("pregel")) {
        root.addSubcommand(name, command(name, args));
      }
    }
    if (called.equals("pregel")) {
      root.addSubcommand(AutoComplete.GenerateCompletion.class);
      root.getSubcommands().get("generate-completion").getCommandSpec().usageMessage().hidden(true);
    }
    root.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setAbbreviatedOptionsAllowed(false);
    // A mistyped option after -i PATH... is a mistake, not one more path.
    root.setUnmatchedOptionsAllowedAsOptionParameters(false);
    if (help) {
      HelpLayout.apply(root);
    }
    root.setParameterExceptionHandler(
        new IParameterExceptionHandler() {
          // Not a lambda: those of picocli's interfaces find no place in a class-data archive.
          @Override
          public int handleParseException(ParameterException e, String[] args) {
            return report(e.getCommandLine().getCommandName(), e, verbose(args));
          }
        });
    root.setExecutionExceptionHandler(
        new IExecutionExceptionHandler() {
          @Override
          public int handleExecutionException(
              Exception e, CommandLine command, ParseResult parsed) {
            String[] args = parsed.originalArgs().toArray(new String[0]);
            return report(command.getCommandName(), e, verbose(args));
          }
        });
    return root;
  }

  private Object command(String name, List<String> args) {
    return switch (name) {
      case "run" -> new RunCommand(out, err);
      case "list" -> new ListCommand(out);
      case "describe" -> new DescribeCommand(out, err);
      case "inspect" -> new InspectCommand(out, err);
      case "convert" -> new ConvertCommand(out, err);
      case "generate" -> new GenerateCommand(out, err);
      case "drill" -> new DrillCommand(out, this, args);
      case "bench" -> new BenchCommand(out, err);
      case "table" -> TableCommand.with(out, err);
      case "master" -> new MasterCommand();
      case "worker" -> new WorkerCommand(err);
      case "submit" -> new SubmitCommand(out);
      case "status" -> new StatusCommand(out);
      case "cancel" -> new CancelCommand(out);
      case "zookeeper" -> new ZooKeeperCommand(out, err);
      case "validate" -> new ValidateCommand(out, err);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private int report(String where, Throwable failure, boolean verbose) {
    reserve = null;
    Throwable e = decisive(failure);
    String line;
    int exitCode;
    if (e instanceof JobException job) {
      line = job.getMessage();
      exitCode = job.kind().exitCode();
    } else if (e instanceof ParameterException wrong) {
      if (wrong.getCause() instanceof JobException job) {
        line = job.getMessage();
        exitCode = job.kind().exitCode();
      } else {
        line = usage(where, wrong);
        exitCode = FailureKind.USAGE.exitCode();
      }
    } else if (e instanceof OutOfMemoryError) {
      line =
          where
              + ": out of memory ("
              + e.getMessage()
              + "); give more with --memory, or run on a larger machine";
      exitCode = FailureKind.MEMORY.exitCode();
    } else if (e instanceof StackOverflowError) {
      line = where + ": the stack overflowed; run again with -v and report what it prints";
      exitCode = FailureKind.INTERNAL.exitCode();
    } else {
      line =
          where
              + ": unexpected "
              + e.getClass().getSimpleName()
              + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")")
              + "; run again with -v and report what it prints";
      exitCode = FailureKind.INTERNAL.exitCode();
    }
    out.flush();
    err.println("pregel: " + oneLine(line));
    if (verbose) {
      failure.printStackTrace(err);
    }
    return exitCode;
  }

  /** What a failure is about: work done on other threads arrives wrapped. */
  private static Throwable decisive(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof JobException || e instanceof OutOfMemoryError) {
        return e;
      }
    }
    return failure;
  }

  /** Picocli's message, shortened to what was wrong, and what to do about it. */
  private static String usage(String where, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String help = name + " --help lists what is accepted";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatchedArgument(unmatched);
      boolean isOption = argument.startsWith("-");
      List<String> near =
          new UnmatchedArgumentException(e.getCommandLine(), List.of(argument)).getSuggestions();
      if (!near.isEmpty()) {
        help = "did you mean " + String.join(" or ", near) + "? " + help;
      }
      if (isRoot(e)) {
        return argument + ": no such " + (isOption ? "option; " : "command; ") + help;
      }
      return where
          + ": "
          + (isOption ? "unknown option " : "unexpected argument ")
          + argument
          + "; "
          + help;
    }
    String message = e.getMessage();
    int more = message.indexOf('\n');
    String what = readable(more < 0 ? message : message.substring(0, more));
    if (isRoot(e)) {
      return what + "; " + help;
    }
    return where + ": " + Character.toLowerCase(what.charAt(0)) + what.substring(1) + "; " + help;
  }

  /** Without picocli's shouting: values as one types them, no second "error". */
  private static String readable(String message) {
    return Pattern.compile("\\[([A-Z_, ]+)\\] \\(case-insensitive\\)")
        .matcher(message)
        .replaceFirst(found -> found.group(1).toLowerCase(Locale.ROOT))
        .replaceFirst("^Error: ", "");
  }

  /** An option in the place of another's value is named in the message only. */
  private static String unmatchedArgument(UnmatchedArgumentException e) {
    if (!e.getUnmatched().isEmpty()) {
      return e.getUnmatched().get(0);
    }
    String message = e.getMessage();
    int from = message.indexOf('\'') + 1;
    int to = message.indexOf('\'', from);
    return to < 0 ? message : message.substring(from, to);
  }

  private static boolean isRoot(ParameterException e) {
    return e.getCommandLine().getParent() == null;
  }

  private static boolean asksForHelp(String[] args) {
    for (String arg : args) {
      if (arg.equals("-h") || arg.equals("--help")) {
        return true;
      }
    }
    return false;
  }

  private static boolean verbose(String[] args) {
    for (String arg : args) {
      if (VERBOSE.contains(arg)) {
        return true;
      }
    }
    return false;
  }

  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
        ? text
        : text.replace("\r", "").replace('\n', ' ');
  }
}
