package pregel.core.coordination;

/**
 * What becomes of the session with the ensemble:
 *
 * <pre>
 *   CONNECTED ──▶ SUSPENDED ──▶ RECONNECTED ──▶ SUSPENDED ...
 *       ▲             │              │
 *       └─── LOST ◀───┴──────────────┘
 * </pre>
 */
public enum SessionEvent {
  /** There is a session, and nothing of an earlier one: registrations have to be made again. */
  CONNECTED,
  /** The connection was lost; the session may be alive. Pause. */
  SUSPENDED,
  /** The connection is back, in the same session: go on. */
  RECONNECTED,
  /**
   * The session is over, or must be taken to be: registrations are void, an attempt is to be given
   * up. {@link #CONNECTED} follows if the ensemble is ever reached again.
   */
  LOST
}
