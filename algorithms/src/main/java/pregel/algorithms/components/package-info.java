/** Parts of a graph within which everybody can be reached. */
package pregel.algorithms.components;
