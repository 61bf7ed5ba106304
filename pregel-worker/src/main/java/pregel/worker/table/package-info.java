/**
 * Carries out plans of tables in this process: chooses for each stage how, and lets the rows flow.
 * The stages that hold rows have packages of their own.
 */
package pregel.worker.table;
