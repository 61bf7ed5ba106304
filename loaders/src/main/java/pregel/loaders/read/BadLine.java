package pregel.loaders.read;

import java.util.Arrays;

/**
 * A line that is not what it should be.
 *
 * @param line its number in its chunk, from 0
 * @param offset where it starts in its chunk
 * @param bytes its text without the line end
 * @param expected what should have been there
 * @param found what was
 * @param advice what to do about it; null for the advice that fits any bad line
 */
record BadLine(long line, int offset, byte[] bytes, String expected, String found, String advice) {
  BadLine shortened(int length) {
    return new BadLine(line, offset, Arrays.copyOf(bytes, length), expected, found, advice);
  }
}
