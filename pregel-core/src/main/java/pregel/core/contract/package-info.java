/**
 * Makes a smaller graph of a graph whose vertices are grouped by a label. Who computes the labels,
 * and why, lives elsewhere.
 */
package pregel.core.contract;
