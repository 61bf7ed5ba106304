/**
 * The rules of the model as tests that every runner of programs must pass, and random programs on
 * which runners are compared; published for the tests of engines.
 */
package pregel.api.contract;
