package pregel.api;

/** Why a job ended without a result; one kind per exit code of the command line. */
public enum FailureKind {
  USAGE(2),
  INPUT(10),
  OUTPUT(11),
  USER_PROGRAM(20),
  MEMORY(21),
  NO_PROGRESS(22),
  COORDINATION_LOST(30),
  FENCED(31),
  RECOVERY_SPENT(32),
  NO_CHECKPOINT(33),
  DISK_FULL(34),
  PROTOCOL(40),
  INTERNAL(50);

  private final int exitCode;

  FailureKind(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process's exit code for this kind. */
  public int exitCode() {
    return exitCode;
  }
}
