package pregel.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.report.RunFacts;
import pregel.cli.report.RunStats;
import pregel.cli.report.TopRows;
import pregel.cli.report.Trace;
import pregel.core.coordination.Coordination;
import pregel.core.job.Delivery;
import pregel.core.job.SuperstepReport;
import pregel.core.job.Verdict;
import pregel.core.protocol.LoadReport.InputCounts;
import pregel.core.protocol.NetworkCounts;

/** What a cluster's master tells of a job's course. */
class JobReportTest {
  private static SuperstepReport superstep(int number) {
    return new SuperstepReport(number, 9, 8, 7, 6, 5, Delivery.PUSH, 4, 3, 2, 1, 1_000_000);
  }

  private static JobReport report(int supersteps, List<String[]> rows) {
    List<SuperstepReport> trace = new ArrayList<>();
    for (int superstep = 0; superstep < supersteps; superstep++) {
      trace.add(superstep(superstep));
    }
    return new JobReport(
        Map.of("name", "Zürich"),
        new InputCounts(1, 2, 3, 4, 5, 6),
        new RunFacts.GraphSize(7, 8, 9, true),
        new RunFacts.Course(
            supersteps, Verdict.STOP_AT_LIMIT, 11, Trace.of(trace), Map.of("sum", 0.5)),
        new RunFacts.Seconds(1.5, 2.5, 3.5, 0),
        new RunFacts.Processes(0, 3, new NetworkCounts(12, 13), 14),
        rows == null ? null : TopRows.of(rows));
  }

  private static String stats(JobReport report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunStats.write(
        new RunFacts(
            "x",
            report.parameters(),
            new RunFacts.Input("in", report.input(), 0),
            null,
            report.graph(),
            report.course(),
            report.seconds(),
            report.processes()),
        bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void comesBackFromItsBytes() throws IOException {
    List<String[]> rows = List.of(new String[] {"id", "rank"}, new String[] {"ann", "0.5"});
    JobReport told = report(5, rows);
    JobReport heard = JobReport.decode(told.encode());
    assertThat(stats(heard)).isEqualTo(stats(told)).contains("Zürich");
    assertThat(heard.rows().table()).hasSize(2);
    assertThat(heard.rows().table().get(1)).containsExactly("ann", "0.5");
    assertThat(JobReport.decode(report(0, null).encode()).rows()).isNull();
  }

  @Test
  void manySuperstepsAreToldShortly() throws IOException {
    JobReport told = report(100_000, null);
    byte[] bytes = told.encode();
    assertThat(bytes.length).isLessThan(Coordination.MOST_PROGRESS_BYTES / 4);
    assertThat(stats(JobReport.decode(bytes)))
        .isEqualTo(stats(told))
        .contains("\"superstep\" : 1000,\n    \"supersteps\" : 99000,")
        .contains("\"messages_before_combining\" : 700000");
  }

  @Test
  void bytesOfAnythingElseAreRefused() {
    byte[] bytes = report(2, List.of(new String[] {"id"}, new String[] {"7"})).encode();
    for (int length = 0; length <= bytes.length + 1; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatThrownBy(() -> JobReport.decode(cut))
            .as("%d bytes", length)
            .isInstanceOfSatisfying(
                JobException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.PROTOCOL));
      }
    }
  }
}
