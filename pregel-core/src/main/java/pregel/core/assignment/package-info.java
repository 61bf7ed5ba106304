/**
 * Decides which worker owns which partition: pure functions of what partitions cost and of what
 * workers have, on which all workers come to the same.
 */
package pregel.core.assignment;
