package pregel.api.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.api.Schema;
import pregel.api.VertexOrder;
import pregel.api.VertexProgram;

/**
 * Runs a vertex program as the model says, one vertex after another: the specification of every
 * engine, and a quick way to test a program on a small graph.
 *
 * <p>All vertices are active at first. In a superstep a vertex is computed if it is active or has a
 * message; it is active afterwards unless it voted to halt. The job ends when no vertex is active
 * and no message was produced.
 */
public final class ReferenceRunner {
  private ReferenceRunner() {}

  /** Runs until the program ends by itself. */
  public static ReferenceResult run(VertexProgram program, ReferenceGraph graph) {
    return run(program, graph, VertexOrder.AUTO, 0, Integer.MAX_VALUE);
  }

  /**
   * Runs a program.
   *
   * @param program a fresh instance
   * @param partitions how many partitions; 0 as many as the rule says
   * @param maxSupersteps after so many the job ends, and messages in flight are discarded
   * @throws JobException of kind USER_PROGRAM if the program throws
   */
  public static ReferenceResult run(
      VertexProgram program,
      ReferenceGraph graph,
      VertexOrder order,
      int partitions,
      int maxSupersteps) {
    int n = graph.ids().size();
    Schema schema = Schema.of(program, n);
    MessageRules rules = MessageRules.of(program, schema);
    Arrangement arrangement = Arrangement.of(graph, order, partitions);
    Rows rows = new Rows(graph, arrangement);
    Aggregates aggregates = new Aggregates(arrangement.partitions());
    var vertex = new ReferenceVertex(graph, arrangement, rows, aggregates, rules.kind(), schema);

    Set<Integer> active = new HashSet<>();
    for (int position = 0; position < n; position++) {
      active.add(position);
    }
    Set<Integer> closed = new HashSet<>();
    Mailbox delivered = new Mailbox(arrangement, rows, schema.mainChannel().direction(), rules);
    List<ReferenceResult.Superstep> supersteps = new ArrayList<>();
    boolean hasEnded = n == 0;
    while (!hasEnded && supersteps.size() < maxSupersteps) {
      Mailbox outbox = new Mailbox(arrangement, rows, schema.mainChannel().direction(), rules);
      long computed = 0;
      for (int position = 0; position < n; position++) {
        List<Object> messages = closed.contains(position) ? List.of() : delivered.deliver(position);
        if (active.contains(position) || !messages.isEmpty()) {
          vertex.moveTo(supersteps.size(), position, outbox);
          compute(program, vertex, new Inbox(rules, messages));
          computed++;
          active.add(position);
          if (vertex.hasHalted()) {
            active.remove(position);
          }
          if (vertex.hasClosed()) {
            closed.add(position);
          }
        }
      }
      aggregates.publish(schema);
      supersteps.add(
          new ReferenceResult.Superstep(
              computed, active.size(), outbox.produced(), outbox.dropped()));
      hasEnded = active.isEmpty() && outbox.produced() == 0;
      delivered = outbox;
    }
    return new ReferenceResult(
        arrangement.ids(), arrangement.partitions(), schema.columns(), List.copyOf(supersteps));
  }

  private static void compute(VertexProgram program, ReferenceVertex vertex, Inbox inbox) {
    try {
      if (program instanceof VertexProgram.OfDouble doubles) {
        doubles.compute(vertex, inbox.asDoubles());
      } else if (program instanceof VertexProgram.OfLong longs) {
        longs.compute(vertex, inbox.asLongs());
      } else if (program instanceof VertexProgram.OfInt ints) {
        ints.compute(vertex, inbox.asInts());
      } else if (program instanceof VertexProgram.Of<?> objects) {
        objects.compute(vertex, inbox.asObjects());
      }
    } catch (RuntimeException e) {
      throw new JobException(
          FailureKind.USER_PROGRAM,
          "vertex "
              + vertex.id()
              + " in superstep "
              + vertex.superstep()
              + ": "
              + program.getClass().getName()
              + " threw "
              + e.toString().replace('\n', ' ')
              + "; correct the program",
          e);
    }
  }
}
