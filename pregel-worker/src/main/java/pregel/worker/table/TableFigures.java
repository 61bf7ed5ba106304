package pregel.worker.table;

import java.util.List;
import pregel.worker.table.flow.StageFigures;

/**
 * What was counted while a plan was carried out.
 *
 * @param stages those that held rows
 * @param spilledBytes written to disk, packed
 * @param spilledPlainBytes the same before packing
 * @param peakBytes the most that stages held at once
 */
public record TableFigures(
    List<StageFigures.Stage> stages, long spilledBytes, long spilledPlainBytes, long peakBytes) {}
