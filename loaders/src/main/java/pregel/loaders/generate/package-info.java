/**
 * Seeded graphs: the same arguments give the same edges on every machine and for any number of
 * threads. Writing them down is {@code pregel.loaders.write.graph}'s.
 */
package pregel.loaders.generate;
