package pregel.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pregel.api.FailureKind;
import pregel.api.JobException;
import pregel.cli.exit.OrderlyEnd;
import pregel.cli.option.TimeSpan;
import pregel.cli.option.VoiceOptions;
import pregel.core.coordination.CoordinationException;
import pregel.core.coordination.zookeeper.EmbeddedZooKeeper;

/** A ZooKeeper server for a cluster on this machine. */
@Command(
    name = "zookeeper",
    header = "Serves a ZooKeeper for a cluster on this machine; production has an ensemble.",
    customSynopsis = "pregel zookeeper --data DIR [OPTIONS]",
    footer = {
      "  pregel zookeeper --data /tmp/zk",
      "  pregel zookeeper --data /tmp/zk --port 2182",
      "",
      "It listens on the loopback address only. What it holds is kept in DIR: started again on",
      "it before sessions have expired, it goes on as if nothing had been."
    })
final class ZooKeeperCommand implements Callable<Integer> {
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--data",
      order = 1,
      required = true,
      paramLabel = "DIR",
      description = "Where it keeps what it holds; created if it is not there.")
  Path data;

  @Option(
      names = "--port",
      order = 2,
      paramLabel = "PORT",
      defaultValue = "2181",
      description = "Where it listens; 0 takes a free one. Default: 2181.")
  int port;

  @Option(
      names = "--tick",
      order = 3,
      paramLabel = "DURATION",
      converter = TimeSpan.class,
      defaultValue = "1s",
      description = "Its measure of time: sessions last 2 to 60 ticks. Default: 1s.")
  Duration tick;

  @Mixin VoiceOptions voice;

  ZooKeeperCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > 65535) {
      throw new JobException(
          FailureKind.USAGE, "zookeeper: --port " + port + " is none; give 0 to 65535");
    }
    try (OrderlyEnd end = OrderlyEnd.of(Thread.currentThread(), FAREWELL);
        EmbeddedZooKeeper server = EmbeddedZooKeeper.at(data, port, tick)) {
      voice.terminal(out, err).say("zookeeper at " + server.hosts());
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      // By a signal, which has its own exit code.
      return FailureKind.INTERNAL.exitCode();
    } catch (CoordinationException e) {
      throw new JobException(e.kind(), e.getMessage(), e);
    }
  }
}
