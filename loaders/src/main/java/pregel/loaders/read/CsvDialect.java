package pregel.loaders.read;

/**
 * Where the edges stand in a CSV file.
 *
 * @param delimiter between columns
 * @param columns columns of every line
 * @param source the column of source ids, from 0
 * @param target the column of target ids
 * @param weight the column of weights; -1 if there is none
 * @param unknownNames a first line that was taken for names of columns though it has none that
 *     source and target are known by; else null
 */
record CsvDialect(
    byte delimiter, int columns, int source, int target, int weight, String unknownNames) {}
