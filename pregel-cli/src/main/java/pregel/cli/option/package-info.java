/**
 * Groups of options that say what a job is: picocli fills their fields, what runs jobs only reads
 * them. Groups that only commands read are with these.
 */
package pregel.cli.option;
