package pregel.core.coordination;

import pregel.api.FailureKind;

/**
 * Where everything is:
 *
 * <pre>
 *   ROOT                      what this tree is, and of which version
 *   ROOT/epoch                the highest epoch taken
 *   ROOT/election/...         candidates
 *   ROOT/master               the leading master; goes with its session
 *   ROOT/workers/ID           a worker; goes with its session
 *   ROOT/definitions/ID+X/N   parts of a job's definition
 *   ROOT/jobs/ID              a job; made last, with its state, so that it is whole
 *   ROOT/jobs/ID/state        where it stands
 *   ROOT/jobs/ID/cancel       there if it is to be cancelled
 *   ROOT/jobs/ID/progress     what status shows
 *   ROOT/jobs/ID/assignment   whose the partitions are
 *   ROOT/jobs/ID/checkpoints  the newest two
 * </pre>
 *
 * The root's bytes as {@link RecordWriter} draws them: nothing but magic and version.
 */
record Layout(String root) {
  private static final int MAGIC = 0x50477274;
  private static final int VERSION = 1;

  Layout {
    if (!root.matches("(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){1,8}")) {
      throw new CoordinationException(
          FailureKind.USAGE,
          "root \""
              + root
              + "\": is not a path of names; give one such as /pregel or /teams/graphs/pregel");
    }
  }

  static byte[] rootData() {
    return new RecordWriter(MAGIC, VERSION).toBytes();
  }

  void requireRoot(byte[] data) {
    new RecordReader(root, "the root of a pregel cluster", data, MAGIC, VERSION).end();
  }

  String epoch() {
    return root + "/epoch";
  }

  String election() {
    return root + "/election";
  }

  String master() {
    return root + "/master";
  }

  String workers() {
    return root + "/workers";
  }

  String worker(String id) {
    return workers() + "/" + id;
  }

  String definitions() {
    return root + "/definitions";
  }

  String definition(String name) {
    return definitions() + "/" + name;
  }

  String jobs() {
    return root + "/jobs";
  }

  String job(String id) {
    return jobs() + "/" + Names.require("job", id);
  }

  String state(String job) {
    return job(job) + "/state";
  }

  String cancel(String job) {
    return job(job) + "/cancel";
  }

  String progress(String job) {
    return job(job) + "/progress";
  }

  String assignment(String job) {
    return job(job) + "/assignment";
  }

  String checkpoints(String job) {
    return job(job) + "/checkpoints";
  }
}
