/**
 * Results and edges as text: formats, compression, numbers as digits, files that appear whole or
 * not at all. Reading lives elsewhere.
 */
package pregel.loaders.write;
