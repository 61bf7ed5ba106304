/**
 * How an output appears: staged beside its place, committed once, swapped with an older one. What
 * is in it is up to its writers.
 */
package pregel.core.commit;
