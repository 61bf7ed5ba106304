package pregel.cli.logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged; decided before anything is. */
public final class LogLevels {
  private static final String OURS = "pregel.log.level";
  private static final String LIBRARIES = "pregel.log.libraries";

  private LogLevels() {}

  /**
   * For a process that serves; what the JVM was told on its command line holds.
   *
   * @param name of the log
   */
  public static Logger serving(String name, boolean quiet, boolean verbose) {
    setUnlessGiven(OURS, quiet ? "ERROR" : verbose ? "DEBUG" : "INFO");
    setUnlessGiven(LIBRARIES, quiet ? "ERROR" : "WARN");
    return LoggerFactory.getLogger(name);
  }

  private static void setUnlessGiven(String property, String level) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, level);
    }
  }
}
