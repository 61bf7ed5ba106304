package pregel.core.transport;

/** Takes the frames of a link, in order, on its I/O thread; must not block. */
@FunctionalInterface
public interface FrameHandler {
  /** The frame and its body are valid until this returns, unless it is retained. */
  void handle(InFrame frame);
}
