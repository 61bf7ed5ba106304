package pregel.cli.watch;

import pregel.api.DoubleMessages;
import pregel.api.IntMessages;
import pregel.api.LongMessages;
import pregel.api.Messages;
import pregel.api.PhaseFunction;
import pregel.api.Schema;
import pregel.api.Vertex;
import pregel.api.VertexProgram;
import pregel.worker.engine.ProgramFailure;

/** A program inside another of the same kind, which looks at what goes in and out. */
abstract class WatchedProgram<P extends VertexProgram> implements ProgramFailure.Wrapper {
  private static final int NO_PHASE = -1;

  final P program;
  final Recorder recorder;

  private WatchedProgram(P program, Recorder recorder) {
    this.program = program;
    this.recorder = recorder;
  }

  static VertexProgram of(VertexProgram program, Recorder recorder) {
    if (program instanceof VertexProgram.OfDouble doubles) {
      return new OfDoubles(doubles, recorder);
    } else if (program instanceof VertexProgram.OfLong longs) {
      return new OfLongs(longs, recorder);
    } else if (program instanceof VertexProgram.OfInt ints) {
      return new OfInts(ints, recorder);
    } else if (program instanceof VertexProgram.Of<?> objects) {
      return new OfObjects<>(objects, recorder);
    } else if (program instanceof VertexProgram.OfPhases phases) {
      return new OfSeveralPhases(phases, recorder);
    }
    return program; // refused when it is opened
  }

  @Override
  public VertexProgram wrapped() {
    return program;
  }

  @Override
  public void open(Schema schema) {
    program.open(schema);
    recorder.open(schema);
  }

  /** The failure names the program inside, not this one. */
  final RuntimeException failed(Vertex vertex, Throwable thrown) {
    return ProgramFailure.in(program, vertex.id(), vertex.superstep(), thrown);
  }

  private static final class OfDoubles extends WatchedProgram<VertexProgram.OfDouble>
      implements VertexProgram.OfDouble {
    OfDoubles(VertexProgram.OfDouble program, Recorder recorder) {
      super(program, recorder);
    }

    @Override
    public void compute(Vertex vertex, DoubleMessages messages) {
      try {
        if (!recorder.isWatched(vertex)) {
          program.compute(vertex, messages);
          return;
        }
        WatchedVertex view = recorder.begin(vertex);
        try {
          program.compute(view, view.read(messages));
        } finally {
          recorder.end(view, NO_PHASE);
        }
      } catch (Throwable e) {
        throw failed(vertex, e);
      }
    }
  }

  private static final class OfLongs extends WatchedProgram<VertexProgram.OfLong>
      implements VertexProgram.OfLong {
    OfLongs(VertexProgram.OfLong program, Recorder recorder) {
      super(program, recorder);
    }

    @Override
    public void compute(Vertex vertex, LongMessages messages) {
      try {
        if (!recorder.isWatched(vertex)) {
          program.compute(vertex, messages);
          return;
        }
        WatchedVertex view = recorder.begin(vertex);
        try {
          program.compute(view, view.read(messages));
        } finally {
          recorder.end(view, NO_PHASE);
        }
      } catch (Throwable e) {
        throw failed(vertex, e);
      }
    }
  }

  private static final class OfInts extends WatchedProgram<VertexProgram.OfInt>
      implements VertexProgram.OfInt {
    OfInts(VertexProgram.OfInt program, Recorder recorder) {
      super(program, recorder);
    }

    @Override
    public void compute(Vertex vertex, IntMessages messages) {
      try {
        if (!recorder.isWatched(vertex)) {
          program.compute(vertex, messages);
          return;
        }
        WatchedVertex view = recorder.begin(vertex);
        try {
          program.compute(view, view.read(messages));
        } finally {
          recorder.end(view, NO_PHASE);
        }
      } catch (Throwable e) {
        throw failed(vertex, e);
      }
    }
  }

  private static final class OfObjects<M> extends WatchedProgram<VertexProgram.Of<M>>
      implements VertexProgram.Of<M> {
    OfObjects(VertexProgram.Of<M> program, Recorder recorder) {
      super(program, recorder);
    }

    @Override
    public void compute(Vertex vertex, Messages<M> messages) {
      try {
        if (!recorder.isWatched(vertex)) {
          program.compute(vertex, messages);
          return;
        }
        WatchedVertex view = recorder.begin(vertex);
        try {
          program.compute(view, view.read(messages));
        } finally {
          recorder.end(view, NO_PHASE);
        }
      } catch (Throwable e) {
        throw failed(vertex, e);
      }
    }
  }

  private static final class OfSeveralPhases extends WatchedProgram<VertexProgram.OfPhases>
      implements VertexProgram.OfPhases {
    OfSeveralPhases(VertexProgram.OfPhases program, Recorder recorder) {
      super(program, recorder);
    }

    @Override
    public void open(Schema schema) {
      schema.aroundPhases(this::watched);
      super.open(schema);
    }

    private PhaseFunction watched(int phase, PhaseFunction function) {
      return vertex -> {
        try {
          if (!recorder.isWatched(vertex)) {
            function.compute(vertex);
            return;
          }
          WatchedVertex view = recorder.begin(vertex, phase);
          try {
            function.compute(view);
          } finally {
            recorder.end(view, phase);
          }
        } catch (Throwable e) {
          throw failed(vertex, e);
        }
      };
    }
  }
}
