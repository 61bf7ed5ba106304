package pregel.core.coordination;

import java.time.Duration;

/**
 * How long coordination waits.
 *
 * @param call for an answer, pauses included; longer than a restart of a server takes
 * @param registration for the entry of a worker's predecessor to go; longer than a session lives
 *     without its process
 */
public record CoordinationDeadlines(Duration call, Duration registration) {
  public CoordinationDeadlines {
    if (call.isNegative() || registration.isNegative()) {
      throw new IllegalArgumentException("negative deadline " + call + ", " + registration);
    }
  }
}
