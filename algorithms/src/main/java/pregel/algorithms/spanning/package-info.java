/** Trees that join whatever is connected. */
package pregel.algorithms.spanning;
