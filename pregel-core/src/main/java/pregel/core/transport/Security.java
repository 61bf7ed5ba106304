package pregel.core.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import pregel.api.FailureKind;

/** How processes prove to each other who they are. */
public sealed interface Security {
  /** Nothing is proved: on the loopback address only. */
  record None() implements Security {}

  /** Both sides prove that they know the file's bytes; traffic is neither hidden nor signed. */
  record Secret(Path file) implements Security {
    /** Without line ends at the end, so that files written by an editor agree. */
    byte[] read() {
      try {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
          end--;
        }
        if (end < 16) {
          throw new TransportException(
              FailureKind.USAGE, file + ": a secret of " + end + " bytes; give it 16 or more");
        }
        return Arrays.copyOf(bytes, end);
      } catch (IOException e) {
        throw new TransportException(
            FailureKind.USAGE, file + ": the secret cannot be read; check the path", e);
      }
    }
  }

  /** Mutual TLS from PEM files; the host dialled must be named in its certificate. */
  record Tls(Path certificate, Path key, Path authority) implements Security {}
}
