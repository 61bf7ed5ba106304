/**
 * A graph divided among workers: who owns which partition, and the part that one worker holds, in
 * slots of its own. How the parts come to be is not here, nor what is computed on them.
 */
package pregel.core.share;
