package pregel.core.coordination;

/**
 * A node as it was read.
 *
 * @param data its bytes; the reader's own
 * @param version how often the bytes were written since it was created
 * @param created a number that is greater for nodes created later
 * @param owner the session that it goes with, or 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record TreeNode(byte[] data, int version, long created, long owner) {}
