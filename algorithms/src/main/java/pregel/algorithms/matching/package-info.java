/** Choices of edges or vertices of which no two touch. */
package pregel.algorithms.matching;
