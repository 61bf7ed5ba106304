/** Groups of vertices that are more closely linked with each other than with the rest. */
package pregel.algorithms.community;
