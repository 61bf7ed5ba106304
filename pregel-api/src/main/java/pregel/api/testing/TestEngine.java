package pregel.api.testing;

import java.util.List;
import pregel.api.VertexProgram;
import pregel.api.reference.ReferenceGraph;
import pregel.api.reference.ReferenceRunner;

/**
 * An engine that {@link ProgramCheck} tries beside the reference runner; found by {@link
 * java.util.ServiceLoader}. An engine on the class path of a test is tried without further ado.
 */
public interface TestEngine {

  /** The ways in which it can run, each described in a few words. */
  List<String> ways();

  /**
   * Runs a fresh program to its end in one of its ways; partitions are 0 for as many as it likes.
   */
  ProgramValues run(
      String way, VertexProgram program, ReferenceGraph graph, ReferenceRunner.Options options);
}
