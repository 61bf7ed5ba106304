/**
 * The reference runner: the whole model on one thread with lists and boxed values, the executable
 * specification that engines are compared with. Nothing here is fast, and nothing of it is shared
 * with an engine.
 */
package pregel.api.reference;
