/**
 * What a peer is given and what it hands back. Needs the JDK alone, so that nothing here changes
 * which libraries a peer runs with.
 */
package pregel.peers;
