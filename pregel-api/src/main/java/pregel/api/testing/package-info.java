/**
 * Tests for vertex programs, without a cluster: step through a program on a small graph, and check
 * that it depends on nothing that it must not.
 */
package pregel.api.testing;
