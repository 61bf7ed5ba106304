/**
 * Coordination by ZooKeeper, through Curator, and a server of it for development. The only package
 * that knows either; who opens one passes it on as {@link pregel.core.coordination.Coordination}.
 */
package pregel.core.coordination.zookeeper;
