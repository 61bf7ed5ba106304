/** From the options of a graph to a graph in this process. */
package pregel.cli.load;
