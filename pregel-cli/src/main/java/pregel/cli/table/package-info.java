/** The command {@code pregel table}: relational stages on files. */
package pregel.cli.table;
