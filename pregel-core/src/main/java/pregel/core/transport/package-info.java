/**
 * How the processes of a cluster talk: checked frames over acknowledged links, and the all-to-all
 * exchange made of them. What frames mean is said elsewhere. Netty appears in this package only.
 */
package pregel.core.transport;
