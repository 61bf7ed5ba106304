/**
 * How log lines look. Only the long-running commands log; {@code run} in one process says what it
 * has to say itself and never loads this.
 */
package pregel.cli.logging;
