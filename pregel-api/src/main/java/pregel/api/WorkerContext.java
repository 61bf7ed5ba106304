package pregel.api;

/**
 * A worker in a superstep, as its hooks see it.
 *
 * @param worker which worker, counted from 0
 * @param workers how many there are
 * @param superstep the superstep, counted from 0
 * @param numVertices vertices of the whole graph
 * @param numEdges directed edges of the whole graph
 */
public record WorkerContext(
    int worker, int workers, int superstep, long numVertices, long numEdges) {}
