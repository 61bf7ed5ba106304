/** Budgets that whoever holds much memory leases from. */
package pregel.core.memory;
