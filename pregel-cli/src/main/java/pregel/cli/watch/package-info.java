/** Records what chosen vertices do, around any program. How records are shown lives elsewhere. */
package pregel.cli.watch;
