package pregel.cli.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.table.ColumnType;
import pregel.cli.option.MemorySize;
import pregel.cli.option.VoiceOptions;
import pregel.loaders.table.TextFormat;
import pregel.loaders.table.TextOptions;
import pregel.loaders.table.TextTable;

/** What every stage can be told of its files and of the engine. */
final class TableFiles {
  /** Of the heap, when no budget is given. */
  private static final double SHARE_OF_HEAP = 0.6;

  @Option(
      names = {"-i", "--input"},
      order = 1,
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "The table: files, directories or globs of CSV or JSON lines; - is standard input. "
              + ".gz, .zst, .bz2 and .lz4 are unpacked.")
  List<String> inputs;

  @Option(
      names = {"-o", "--output"},
      order = 2,
      paramLabel = "PATH",
      defaultValue = "-",
      description =
          "The result: .csv, .tsv, .jsonl, packed if .gz, .zst, .bz2 or .lz4 follows; any other "
              + "name: a directory with _SUCCESS; -: standard output, as CSV. Default: -.")
  String output;

  @Option(
      names = "--overwrite",
      order = 3,
      description = "Replace an existing output. Without it that is an error before work starts.")
  boolean overwrite;

  @Option(
      names = "--from",
      order = 20,
      paramLabel = "F",
      description = "What the inputs are: csv or jsonl. Default: by the first one's name.")
  TextFormat from;

  @Option(
      names = "--delimiter",
      order = 21,
      paramLabel = "C",
      description =
          "What stands between columns; \\t is a tab. Default: tab, comma, semicolon, bar or "
              + "blank, the first of these in the first line.")
  String delimiter;

  @Option(
      names = "--header",
      order = 22,
      paramLabel = "yes|no",
      description =
          "Whether files begin with the columns' names; without, these are c1, c2, ... Default: "
              + "if all of the first line are words.")
  String header;

  @Option(
      names = "--types",
      order = 23,
      split = ",",
      paramLabel = "NAME=TYPE",
      description =
          "Types of columns: long, double, boolean, string, date-time. Default: the narrowest "
              + "for the beginning of the first file.")
  Map<String, String> types = new LinkedHashMap<>();

  @Option(
      names = "--memory",
      order = 40,
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "What stages may hold, as 512m or 8g; what is more goes to disk. Default: by the "
              + "machine's memory.")
  Long memory;

  @Option(
      names = "--threads",
      order = 41,
      paramLabel = "N",
      description = "Threads. Changes no result. Default: one for each core.")
  Integer threads;

  @Option(
      names = "--spill-dir",
      order = 42,
      paramLabel = "DIR",
      description = "Where rows go that memory has no room for. Default: the system's place.")
  Path spillDir;

  @Option(
      names = "--stats",
      order = 60,
      paramLabel = "FILE",
      description = "Write what was measured as JSON.")
  Path stats;

  @Mixin VoiceOptions voice;

  int threadCount() {
    if (threads != null && threads < 1) {
      throw new JobException(FailureKind.USAGE, "--threads: " + threads + "; give 1 or more");
    }
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  long memoryBytes() {
    return memory != null ? memory : (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP);
  }

  Path spillParent() {
    return spillDir != null ? spillDir : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** The table of the inputs. */
  TextTable open(List<String> paths) {
    TextOptions options = TextOptions.found().withFormat(from).withTypes(columnTypes());
    if (delimiter != null) {
      options = options.withDelimiter(delimiterByte());
    }
    if (header != null) {
      options = options.withHeader(isYes());
    }
    return TextTable.of(paths, options);
  }

  private boolean isYes() {
    if (!header.equals("yes") && !header.equals("no")) {
      throw new JobException(FailureKind.USAGE, "--header: \"" + header + "\"; give yes or no");
    }
    return header.equals("yes");
  }

  private byte delimiterByte() {
    byte[] bytes = delimiter.replace("\\t", "\t").getBytes(StandardCharsets.UTF_8);
    if (bytes.length != 1 || bytes[0] == '"' || bytes[0] == '\n' || bytes[0] == '\r') {
      throw new JobException(
          FailureKind.USAGE, "--delimiter: \"" + delimiter + "\"; give one ASCII character");
    }
    return bytes[0];
  }

  private Map<String, ColumnType> columnTypes() {
    Map<String, ColumnType> parsed = new LinkedHashMap<>();
    types.forEach((name, type) -> parsed.put(name, columnType(type)));
    return parsed;
  }

  private static ColumnType columnType(String label) {
    for (ColumnType type : ColumnType.values()) {
      if (type.label().equals(label.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new JobException(
        FailureKind.USAGE,
        "--types: \"" + label + "\"; give long, double, boolean, string or date-time");
  }
}
