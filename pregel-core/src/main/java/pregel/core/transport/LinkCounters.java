package pregel.core.transport;

/** What passed over a link, or several. */
public record LinkCounters(
    long framesSent,
    long bytesSent,
    long framesReceived,
    long bytesReceived,
    long droppedDuplicates,
    long droppedStale,
    long droppedClosed) {
  public static final LinkCounters NONE = new LinkCounters(0, 0, 0, 0, 0, 0, 0);

  /** Of these links and others. */
  public LinkCounters plus(LinkCounters other) {
    return new LinkCounters(
        framesSent + other.framesSent,
        bytesSent + other.bytesSent,
        framesReceived + other.framesReceived,
        bytesReceived + other.bytesReceived,
        droppedDuplicates + other.droppedDuplicates,
        droppedStale + other.droppedStale,
        droppedClosed + other.droppedClosed);
  }
}
