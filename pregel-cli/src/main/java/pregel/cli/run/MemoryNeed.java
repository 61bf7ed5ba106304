package pregel.cli.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import pregel.api.Direction;
import pregel.api.Program;
import pregel.api.Schema;
import pregel.api.VertexProgram;
import pregel.cli.program.ProgramClass;
import pregel.cli.report.ProcessMemory;
import pregel.core.graph.GraphMemory;
import pregel.worker.engine.ProgramMemory;

/**
 * What a job in one process holds in memory, by what is allocated for it.
 *
 * <p>The collector of garbage looks at large arrays no sooner than the heap that the JVM starts
 * with is full. Until then what edges were read into stays, and everything adds up; beyond that its
 * room is used again.
 *
 * @param mapped the snapshot
 * @param read edges as they were read, until rows are built
 * @param rows rows of all directions that are needed
 * @param vertices ids, order, degrees and names
 * @param building what building needs besides
 * @param program columns, messages and what else the program has for each vertex
 * @param firstRows bytes in the heap of the rows that are built of edges as they were read; those
 *     of other directions are made later, of these
 * @param process this process as it is, and compiled code
 * @param young bytes for objects that are new
 * @param youngRoom those of them in which nothing has been yet
 * @param startingHeap for large arrays, before the heap has to grow
 */
record MemoryNeed(
    long mapped,
    GraphMemory read,
    GraphMemory rows,
    GraphMemory vertices,
    GraphMemory building,
    GraphMemory program,
    long firstRows,
    long process,
    long young,
    long youngRoom,
    long startingHeap) {

  /** What compilers add until a job has run: code, and their space for working. */
  private static final long COMPILING_BYTES = 16L << 20;

  /** The heap after it had to grow: the JVM's TenuredGenerationSizeIncrement, unless changed. */
  private static final double GROWTH = 1.2;

  /** Names are bytes, their places, and while they are numbered a table. */
  private static final int NAME_OVERHEAD = 24;

  /** What a program of several stages has for a vertex, whatever it is. */
  private static final int STAGED_BYTES_PER_VERTEX = 48;

  static MemoryNeed of(RunRequest request, GraphGuess guess) {
    Program program = request.choice().create(request.given(guess.properties()));
    Schema schema = ProgramClass.schema(program);
    GraphMemory.Size size = guess.size();
    int values = (guess.weighted() ? 1 : 0) + schema.edgeColumns().size();
    int threads = request.options().graphOptions.threadCount();
    boolean staged = !(program instanceof VertexProgram);
    ProgramMemory needs = new ProgramMemory(schema);
    double perVertex = staged ? STAGED_BYTES_PER_VERTEX : needs.bytesPerVertex();
    long lists = needs.listBytes(size.directedEdges(), size.undirected());
    boolean text = guess.isText();
    return new MemoryNeed(
        guess.mapped(),
        GraphMemory.blocks(guess.room(), values),
        rows(guess, values, needs, staged),
        text
            ? GraphMemory.vertices(size)
                .plus(new GraphMemory(0, names(size.vertices(), guess.nameBytes())))
            : GraphMemory.NONE,
        text ? GraphMemory.building(size, values, threads) : GraphMemory.NONE,
        new GraphMemory(Math.round(size.vertices() * perVertex) + lists, 0),
        rowsBuilt(guess),
        ProcessMemory.peakBytes() + COMPILING_BYTES,
        young(false),
        young(true),
        heapForLargeArrays());
  }

  /** Bytes resident at the peak. */
  long peak() {
    return mapped + heapPeak() + direct() + processPeak();
  }

  /** The process, and what is in the young generation but for arrays that are counted. */
  long processPeak() {
    return process + youngPeak();
  }

  /** Bytes of the heap at the peak, but for those of the young generation. */
  long heapPeak() {
    long all = allocated();
    if (all <= startingHeap) {
      return staysYoung() ? 0 : all;
    }
    long room = Math.max(startingHeap, Math.round(GROWTH * whileBuilding()));
    return Math.min(all, Math.max(room, whileComputing()));
  }

  /** Bytes of the heap that are in use at a time, which it must have room for. */
  long heapInUse() {
    return Math.max(whileBuilding(), whileComputing());
  }

  private long whileBuilding() {
    return firstRows + read.heap() + building.heap();
  }

  private long whileComputing() {
    return rows.heap() + program.heap();
  }

  /**
   * Parsing fills the young generation with small objects, else arrays do on their way. The arrays
   * made last are still there, which are counted already: half of it, on the average.
   */
  private long youngPeak() {
    return staysYoung() ? allocated() : youngRoom - Math.min(allocated(), young / 2);
  }

  private boolean staysYoung() {
    return mapped > 0 && allocated() <= youngRoom;
  }

  private long allocated() {
    return rows.heap() + read.heap() + building.heap() + program.heap();
  }

  long direct() {
    return rows.direct() + vertices.direct() + program.direct();
  }

  /** Targets of a snapshot's rows are copied; the rest of them is mapped. */
  private static GraphMemory rows(
      GraphGuess guess, int values, ProgramMemory needs, boolean staged) {
    GraphMemory.Size size = guess.size();
    GraphMemory one = GraphMemory.rows(size.vertices(), size.directedEdges(), values);
    GraphMemory copied = new GraphMemory(one.heap(), 0);
    GraphMemory both = GraphMemory.rows(size.vertices(), 2 * size.directedEdges(), values);
    GraphMemory sum = GraphMemory.NONE;
    if (size.undirected()) {
      sum = guess.isText() ? one : copied;
    } else {
      boolean out = guess.outgoing() || needs.needs(Direction.OUT);
      boolean in = guess.incoming() || needs.needs(Direction.IN) || !out;
      sum = in ? sum.plus(guess.incoming() ? copied : one) : sum;
      sum = out ? sum.plus(guess.outgoing() ? copied : one) : sum;
      sum = needs.needs(Direction.BOTH) ? sum.plus(both) : sum;
    }
    // A graph of groups has no more edges than the one that it is made of, and weights.
    GraphMemory groups = GraphMemory.rows(size.vertices(), size.directedEdges(), values + 1);
    return staged ? sum.plus(groups) : sum;
  }

  private static long rowsBuilt(GraphGuess guess) {
    return guess.isText() ? GraphMemory.rows(0, guess.size().directedEdges(), 0).heap() : 0;
  }

  private static long names(long vertices, long nameBytes) {
    return nameBytes == 0 ? 0 : vertices * (nameBytes + NAME_OVERHEAD);
  }

  /** Bytes of the young generation, or of that part of it in which nothing has been yet. */
  private static long young(boolean untouched) {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (isYoung(pool)) {
        bytes += pool.getUsage().getCommitted();
        bytes -= untouched ? pool.getPeakUsage().getUsed() : 0;
      }
    }
    return bytes;
  }

  private static long heapForLargeArrays() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() - young(false);
  }

  /** Of the parallel collector, which the launcher chooses; others have no room set aside. */
  private static boolean isYoung(MemoryPoolMXBean pool) {
    return pool.getName().equals("PS Eden Space") || pool.getName().equals("PS Survivor Space");
  }
}
