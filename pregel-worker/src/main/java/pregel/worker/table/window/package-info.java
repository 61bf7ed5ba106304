/** Windows: values that a sorted row gets from the rows around it. */
package pregel.worker.table.window;
