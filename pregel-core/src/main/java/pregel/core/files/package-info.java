/**
 * Where files are kept, whatever keeps them: what checkpoints, inputs and outputs ask of a file
 * system. The Hadoop client is used in the package below, and only if a path asks for it.
 */
package pregel.core.files;
