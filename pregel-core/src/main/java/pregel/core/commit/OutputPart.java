package pregel.core.commit;

/**
 * A file of an output.
 *
 * @param name in the output's directory
 * @param bytes its length
 */
public record OutputPart(String name, long bytes) {}
