/** Writers of graphs as text. Results of jobs are written by the package above. */
package pregel.loaders.write.graph;
