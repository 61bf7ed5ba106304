package pregel.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the process has held in memory. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** The high-water mark of resident bytes, as the system counts; where it does not, the heap. */
  public static long peakBytes() {
    try {
      String status = Files.readString(STATUS);
      int at = status.indexOf("VmHWM:");
      int end = status.indexOf("kB", at);
      return Long.parseLong(status.substring(at + 6, end).strip()) << 10;
    } catch (IOException | RuntimeException e) {
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
