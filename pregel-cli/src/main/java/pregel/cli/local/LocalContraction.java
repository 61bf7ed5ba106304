package pregel.cli.local;

import pregel.api.ContractedGraph;
import pregel.api.EdgeOrigin;
import pregel.core.contract.GraphContraction.Contracted;
import pregel.core.contract.Origins;

/** A contracted graph in this process as a staged program sees it. */
final class LocalContraction extends LocalGraph implements ContractedGraph {
  private final Contracted contracted;

  LocalContraction(Contracted contracted) {
    super(contracted.graph());
    this.contracted = contracted;
  }

  @Override
  Origins origins() {
    return contracted.origins();
  }

  @Override
  public int groupOf(int slotBefore) {
    return contracted.groupSlots()[slotBefore];
  }

  @Override
  public EdgeOrigin origin(long id, long otherId) {
    if (contracted.origins() == null) {
      throw new IllegalStateException("origins are kept by EdgeFold.LEAST_EDGE only");
    }
    return contracted.origins().between(id, otherId);
  }
}
