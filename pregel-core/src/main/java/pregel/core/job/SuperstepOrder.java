package pregel.core.job;

/**
 * What the master tells every worker to do next.
 *
 * @param superstep the superstep to execute
 * @param phase the index of its phase; -1 in a program without phases
 * @param wakesAll whether every vertex that is not closed is active, though the job came to rest
 */
public record SuperstepOrder(int superstep, int phase, boolean wakesAll) {}
