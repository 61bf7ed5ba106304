package pregel.core.coordination.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import pregel.api.FailureKind;
import pregel.core.coordination.CoordinationException;

/** Who the processes of a cluster are to ZooKeeper: a user and a secret, the same for all. */
public final class Credentials {
  private static final Pattern LINE = Pattern.compile("[A-Za-z0-9._-]{1,64}:[!-~]{16,256}");

  private final String userAndSecret;

  private Credentials(String userAndSecret) {
    this.userAndSecret = userAndSecret;
  }

  /** Reads {@code user:secret}, the file's only line. */
  public static Credentials read(Path file) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new CoordinationException(
          FailureKind.USAGE, file + ": the credentials cannot be read; check the path", e);
    }
    if (!LINE.matcher(text).matches()) {
      throw new CoordinationException(
          FailureKind.USAGE,
          file
              + ": expected one line user:secret; give it a secret of 16 to 256 printable characters"
              + " without blanks");
    }
    return new Credentials(text);
  }

  String user() {
    return userAndSecret.substring(0, userAndSecret.indexOf(':'));
  }

  String text() {
    return userAndSecret;
  }

  byte[] bytes() {
    return userAndSecret.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the secret: this may end in a log. */
  @Override
  public String toString() {
    return "credentials of " + user();
  }
}
