/**
 * The catalogue of the bundled algorithms, which lie in packages by subject, one class each. No
 * command line and no engine.
 */
package pregel.algorithms;
