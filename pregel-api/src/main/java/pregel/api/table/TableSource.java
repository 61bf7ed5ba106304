package pregel.api.table;

/** Where a plan's rows come from. Whoever carries out the plan knows how to read its sources. */
public interface TableSource {
  /** What it is called in messages, such as a file's name. */
  String name();

  TableSchema schema();
}
