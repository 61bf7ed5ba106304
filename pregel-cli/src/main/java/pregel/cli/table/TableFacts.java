package pregel.cli.table;

import pregel.worker.table.TableFigures;
import pregel.worker.table.TableOptions;

/**
 * What a command has done.
 *
 * @param bytesIn of text, unpacked
 * @param bytesOut as they lie in the output
 */
record TableFacts(
    String stage,
    String output,
    long rowsIn,
    long bytesIn,
    long rowsOut,
    long bytesOut,
    double seconds,
    TableOptions options,
    TableFigures figures) {}
