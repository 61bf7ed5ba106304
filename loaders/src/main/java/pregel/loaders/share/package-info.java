/** Loads a graph on several workers: each reads a part of the input and gets a share. */
package pregel.loaders.share;
