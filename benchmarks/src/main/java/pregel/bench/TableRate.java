package pregel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import pregel.api.table.Aggregate;
import pregel.api.table.JoinType;
import pregel.api.table.SortKey;
import pregel.api.table.Table;
import pregel.loaders.table.TableWriter;
import pregel.loaders.table.TextOptions;
import pregel.loaders.table.TextTable;
import pregel.loaders.write.Packing;
import pregel.loaders.write.RowFormat;
import pregel.worker.table.TableEngine;
import pregel.worker.table.TableFigures;
import pregel.worker.table.TableOptions;

/**
 * Sorting, joining with grouping, and counting degrees, from CSV to CSV, against DuckDB in the same
 * process. Seconds of the processor are the steadier figure where the machine is shared.
 *
 * <p>Arguments: millions of rows (5), megabytes of memory (1024), trials (3), threads (2).
 */
public final class TableRate {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Path directory;
  private final long rows;
  private final long megabytes;
  private final int trials;
  private final int threads;

  private TableRate(Path directory, long rows, long megabytes, int trials, int threads) {
    this.directory = directory;
    this.rows = rows;
    this.megabytes = megabytes;
    this.trials = trials;
    this.threads = threads;
  }

  /** Something measured, which writes a file. */
  private interface Work {
    void write(Path output) throws IOException, SQLException;
  }

  public static void main(String[] args) throws IOException, SQLException {
    long millions = args.length > 0 ? Long.parseLong(args[0]) : 5;
    long megabytes = args.length > 1 ? Long.parseLong(args[1]) : 1024;
    int trials = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    int threads = args.length > 3 ? Integer.parseInt(args[3]) : 2;
    System.out.printf(
        "repeat: benchmarks/run TableRate %d %d %d %d%n", millions, megabytes, trials, threads);
    Path directory = Files.createTempDirectory("table-rate");
    try {
      new TableRate(directory, millions * 1_000_000, megabytes, trials, threads).run();
    } finally {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private void run() throws IOException, SQLException {
    Path numbers = pairs("numbers.csv", "key,payload", Long.MAX_VALUE, Long.MAX_VALUE);
    compare(
        "sort by a key of 63 bits",
        output ->
            ours(
                Table.of(table(numbers))
                    .sort(SortKey.ascending("key"), SortKey.ascending("payload")),
                output),
        output -> duckDb("SELECT * FROM " + csv(numbers) + " ORDER BY key, payload", output));
    Path arcs = pairs("arcs.csv", "source,target", rows / 32, rows / 32);
    compare(
        "degree count",
        output ->
            ours(
                Table.of(table(arcs)).groupBy("source").aggregate(Aggregate.countRows("degree")),
                output),
        output ->
            duckDb(
                "SELECT source, COUNT(*) AS degree FROM "
                    + csv(arcs)
                    + " GROUP BY source ORDER BY source",
                output));
    Path users = users();
    Path events = events();
    compare(
        "join and group by two strings",
        output ->
            ours(
                Table.of(table(events))
                    .join(Table.of(table(users)), JoinType.INNER, "user")
                    .groupBy("country", "url")
                    .aggregate(Aggregate.countRows("views")),
                output),
        output ->
            duckDb(
                "SELECT country, url, COUNT(*) AS views FROM "
                    + csv(events)
                    + " JOIN "
                    + csv(users)
                    + " USING (user) GROUP BY country, url ORDER BY country, url",
                output));
  }

  private void compare(String what, Work ours, Work theirs) throws IOException, SQLException {
    System.out.println(what);
    double[] processor = new double[trials];
    double[] wall = new double[trials];
    for (int trial = 0; trial < trials; trial++) {
      double[] own = measure("pregel", ours, directory.resolve("ours.csv"));
      double[] other = measure("duckdb", theirs, directory.resolve("theirs.csv"));
      if (Files.mismatch(directory.resolve("ours.csv"), directory.resolve("theirs.csv")) >= 0) {
        throw new AssertionError(what + ": the results differ");
      }
      processor[trial] = own[0] / other[0];
      wall[trial] = own[1] / other[1];
    }
    System.out.printf(
        Locale.ROOT,
        "  median of ratios: %.2f of DuckDB's processor time, %.2f of its time%n",
        Figures.median(processor),
        Figures.median(wall));
  }

  private double[] measure(String who, Work work, Path output) throws IOException, SQLException {
    Files.deleteIfExists(output);
    long processor = SYSTEM.getProcessCpuTime();
    long began = System.nanoTime();
    work.write(output);
    double seconds = (System.nanoTime() - began) / 1e9;
    double used = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "  %s: %.2f s of processor time, %.2f s, %.2f M rows/s%n",
        who,
        used,
        seconds,
        rows / seconds / 1e6);
    return new double[] {used, seconds};
  }

  private void ours(Table table, Path output) throws IOException {
    try (OutputStream to = Files.newOutputStream(output)) {
      TableWriter writer = new TableWriter(table.schema(), RowFormat.CSV, Packing.NONE, output, to);
      writer.begin();
      TableFigures figures =
          TableEngine.run(table, writer, new TableOptions(threads, megabytes << 20, directory));
      System.out.printf(
          "    held %d MB, spilled %d MB%n",
          figures.peakBytes() >> 20, figures.spilledBytes() >> 20);
    }
  }

  private static TextTable table(Path file) {
    return TextTable.of(List.of(file.toString()), TextOptions.found());
  }

  private void duckDb(String query, Path output) throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET memory_limit = '" + megabytes + "MiB'");
      statement.execute("SET temp_directory = '" + directory + "/duckdb'");
      statement.execute("COPY (" + query + ") TO '" + output + "' (HEADER)");
    }
  }

  private static String csv(Path file) {
    return "read_csv('" + file + "')";
  }

  private Path pairs(String name, String header, long firstBound, long secondBound)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Path file = directory.resolve(name);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(header + "\n");
      for (long i = 0; i < rows; i++) {
        long first = random.nextLong(firstBound);
        writer.write(first + "," + random.nextLong(secondBound) + "\n");
      }
    }
    return file;
  }

  private static long userId(long number) {
    return number * 0x9E3779B97F4A7C15L >>> 1;
  }

  private Path users() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    Path file = directory.resolve("users.csv");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("user,country\n");
      for (long i = 0; i < rows / 20; i++) {
        writer.write(userId(i) + ",country-" + random.nextInt(50) + "\n");
      }
    }
    return file;
  }

  private Path events() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    Path file = directory.resolve("events.csv");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("user,url\n");
      for (long i = 0; i < rows; i++) {
        long user = userId(random.nextLong(rows / 20));
        writer.write(user + ",/path/page-" + random.nextInt(10_000) + "\n");
      }
    }
    return file;
  }
}
