/** The programs that docs/programs.md explains, and their tests. */
package example;
