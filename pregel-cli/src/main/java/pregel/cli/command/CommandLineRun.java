package pregel.cli.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import pregel.api.FailureKind;
import pregel.api.JobException;

/**
 * From arguments to an exit code: finds the command, runs it, and turns whatever comes out of it
 * into one line.
 */
public final class CommandLineRun {
  private static final List<String> COMMANDS =
      List.of("run", "list", "describe", "inspect", "validate", "convert", "generate");

  /** Commands of the contract that belong to parts not built yet, and what those are. */
  private static final Map<String, String> LATER =
      Map.of(
          "table", "relational stages",
          "pipeline", "relational stages",
          "master", "the cluster",
          "worker", "the cluster",
          "submit", "the cluster",
          "status", "the cluster",
          "cancel", "the cluster",
          "drill", "the cluster",
          "bench", "the benchmark suite");

  private static final Set<String> VERBOSE = Set.of("-v", "--verbose");

  private final PrintStream out;
  private final PrintStream err;

  public CommandLineRun(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command that the arguments name. */
  public int run(String[] args) {
    String where = args.length > 0 && COMMANDS.contains(args[0]) ? args[0] : "pregel";
    try {
      if (args.length > 0 && LATER.containsKey(args[0])) {
        throw new JobException(
            FailureKind.USAGE,
            args[0]
                + ": comes with "
                + LATER.get(args[0])
                + ", which this version does not have yet; pregel --help lists what it has");
      }
      return commandLine(where).execute(args);
    } catch (Throwable e) {
      return report(where, e, verbose(args));
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** Knows only the command that is called, if one is: the others' classes need not be loaded. */
  private CommandLine commandLine(String called) {
    CommandLine root = new CommandLine(new RootCommand());
    for (String name : COMMANDS) {
      if (called.equals(name) || called.equals("pregel")) {
        root.addSubcommand(name, command(name));
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
    HelpLayout.apply(root);
    root.setParameterExceptionHandler((e, args) -> report(where(e), e, verbose(args)));
    root.setExecutionExceptionHandler(
        (e, command, parsed) ->
            report(
                command.getCommandName(),
                e,
                verbose(parsed.originalArgs().toArray(new String[0]))));
    return root;
  }

  private Callable<Integer> command(String name) {
    return switch (name) {
      case "run" -> new RunCommand(out, err);
      case "list" -> new ListCommand(out);
      case "describe" -> new DescribeCommand(out);
      case "inspect" -> new InspectCommand(out, err);
      case "convert" -> new ConvertCommand(out, err);
      case "generate" -> new GenerateCommand(out, err);
      case "validate" -> new ValidateCommand(out, err);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private int report(String where, Throwable failure, boolean verbose) {
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

  private static String where(ParameterException e) {
    return e.getCommandLine().getCommandName();
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
      String argument = unmatched.getUnmatched().get(0);
      boolean isOption = argument.startsWith("-");
      List<String> near = unmatched.getSuggestions();
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
    String what = more < 0 ? message : message.substring(0, more);
    if (isRoot(e)) {
      return what + "; " + help;
    }
    return where + ": " + Character.toLowerCase(what.charAt(0)) + what.substring(1) + "; " + help;
  }

  private static boolean isRoot(ParameterException e) {
    return e.getCommandLine().getParent() == null;
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
