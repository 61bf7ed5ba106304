/** How a process ends when a signal, a program or a lack of memory ends it. */
package pregel.cli.exit;
