/**
 * The programming interface: vertex programs, columns, messages, combiners, aggregators and the
 * facts a job declares. No engine lives here; the reference runner has a package of its own.
 */
package pregel.api;
