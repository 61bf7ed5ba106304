/**
 * What must survive, and who is there: workers, the leading master and its epoch, jobs, their
 * states and pointers to their checkpoints. Not the data of a job, and not its barriers. ZooKeeper
 * itself is in the package below; here are the rules, over any {@link Tree}.
 */
package pregel.core.coordination;
