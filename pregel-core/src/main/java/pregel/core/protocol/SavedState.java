package pregel.core.protocol;

import java.util.List;
import pregel.core.checkpoint.PartInfo;

/**
 * A checkpoint that an attempt goes on from.
 *
 * @param attempt in which it was taken
 * @param superstep at whose start it was taken
 * @param parts all that it needs
 */
public record SavedState(int attempt, int superstep, List<PartInfo> parts) {
  public SavedState {
    parts = List.copyOf(parts);
  }
}
