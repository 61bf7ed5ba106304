/**
 * The bundled algorithms, one vertex program each, and the catalogue that describes them. No
 * command line and no engine.
 */
package pregel.algorithms;
