package pregel.core.coordination;

/**
 * Hears how an election goes. Called on the session's thread, in order; it hands over and returns.
 * A suspended connection revokes nothing; a lost session does, and the candidate stands again when
 * there is a new one.
 */
public interface ElectionListener {
  /** Elected: time to take an epoch, see {@link Coordination#lead}. */
  void elected();

  /** Not the leader any more: stop at once. */
  void revoked();
}
