package pregel.api;

/**
 * What a job runs: one {@link VertexProgram}, or a {@link StagedProgram} of several. A class run by
 * name has a public constructor that takes {@link Parameters}, or nothing.
 */
public interface Program {}
