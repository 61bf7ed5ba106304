package pregel.worker.table.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import pregel.api.table.TableSchema;
import pregel.core.table.BatchSink;
import pregel.core.table.BatchSource;

/**
 * Rows ready to flow: sources, read one after the other, each with what is done to its batches on
 * the way. Immutable. Nothing is open before {@link FlowRun} opens it.
 */
public final class Flow {
  /** Puts something done to each batch before a port; called once for each thread. */
  public interface Step extends UnaryOperator<BatchSink.Port> {}

  /** A source and the steps of its batches, the first one first. */
  record Part(Supplier<BatchSource> source, List<Step> steps) {}

  private final TableSchema schema;
  private final List<Part> parts;
  private final List<Runnable> owners;

  private Flow(TableSchema schema, List<Part> parts, List<Runnable> owners) {
    this.schema = schema;
    this.parts = parts;
    this.owners = owners;
  }

  /** The rows of a source. */
  public static Flow of(TableSchema schema, Supplier<BatchSource> source) {
    return new Flow(schema, List.of(new Part(source, List.of())), List.of());
  }

  /** The same rows with one more step, after which they have another schema. */
  public Flow then(TableSchema after, Step step) {
    List<Part> longer = new ArrayList<>();
    for (Part part : parts) {
      List<Step> steps = new ArrayList<>(part.steps());
      steps.add(step);
      longer.add(new Part(part.source(), List.copyOf(steps)));
    }
    return new Flow(after, List.copyOf(longer), owners);
  }

  /** These rows, then those of another flow. */
  public Flow union(TableSchema after, Flow other) {
    List<Part> both = new ArrayList<>(parts);
    both.addAll(other.parts);
    List<Runnable> bothOwners = new ArrayList<>(owners);
    bothOwners.addAll(other.owners);
    return new Flow(after, List.copyOf(both), List.copyOf(bothOwners));
  }

  /** The same rows, with something that is to be given back when they have flown. */
  public Flow owning(Runnable giveBack) {
    List<Runnable> more = new ArrayList<>(owners);
    more.add(giveBack);
    return new Flow(schema, parts, List.copyOf(more));
  }

  public TableSchema schema() {
    return schema;
  }

  List<Runnable> owners() {
    return owners;
  }

  List<Part> parts() {
    return parts;
  }
}
