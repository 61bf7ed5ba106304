/**
 * What master and workers tell each other about a job: reports, verdicts. Decisions are the
 * master's.
 */
package pregel.core.job;
