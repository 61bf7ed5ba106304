package pregel.loaders.snapshot;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.List;
import pregel.core.graph.Adjacency;
import pregel.core.graph.PartitionMap;

/** The rows of one direction as they lie in a mapped file, by partition. */
record MappedRows(
    PartitionMap map,
    IntBuffer[] offsets,
    IntBuffer[] targets,
    DoubleBuffer[] weights,
    List<List<Buffer>> values) {

  /** Edges in all rows. */
  long edges() {
    long sum = 0;
    for (IntBuffer part : targets) {
      sum += part.capacity();
    }
    return sum;
  }

  /** The rows of a partition, with their targets on the heap. */
  Adjacency.Rows copy(int partition) {
    int[] copied = new int[targets[partition].capacity()];
    targets[partition].get(0, copied);
    return new Adjacency.Rows(
        map.start(partition),
        offsets[partition],
        copied,
        weights[partition],
        values.get(partition));
  }
}
