package dev.rawline.cluster;

import dev.rawline.workbench.share.Cluster;
import dev.rawline.workbench.share.Share;
import dev.rawline.workbench.share.ShareEnd;
import dev.rawline.workbench.share.ShareReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** An application of Apache Spark, whose tasks are processes of shares. */
final class SparkCluster implements Cluster {
  private static final String GROUP = "rawline";
  private static final AtomicLong JOBS = new AtomicLong();

  private static final long POLL = 100;

  private final JavaSparkContext spark;
  private final List<String> command;
  private final Supplier<Map<String, String>> variables;
  private volatile boolean stopped;

  SparkCluster(
      JavaSparkContext spark, List<String> command, Supplier<Map<String, String>> variables) {
    this.spark = spark;
    this.command = List.copyOf(command);
    this.variables = variables;
  }

  @Override
  public int slots() {
    return Math.max(1, spark.defaultParallelism() / processorsATask());
  }

  private int processorsATask() {
    return spark.getConf().getInt("spark.task.cpus", 1);
  }

  @Override
  public List<List<ShareReport>> run(List<Share> shares, Listener reports) throws IOException {
    return run(shares, reports, tasks -> tasks.map(ShareTask.RUN).collect());
  }

  @Override
  public List<List<ShareReport>> together(int world, Listener reports) throws IOException {
    List<Share> ranks =
        IntStream.range(0, world)
            .<Share>mapToObj(rank -> new Share.Rank(rank, world, Share.Rank.NOWHERE))
            .toList();
    return run(ranks, reports, tasks -> repeated(ShareTask.together(tasks)));
  }

  /** Spark gives up a barrier stage whose results are collected when one of its tasks fails. */
  private List<ShareProcess.Outcome> repeated(JavaRDD<ShareProcess.Outcome> stage) {
    int left = spark.getConf().getInt("spark.task.maxFailures", 1);
    while (true) {
      try {
        return stage.collect();
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        left--;
        if (stopped || left <= 0) {
          throw e;
        }
      }
    }
  }

  private List<List<ShareReport>> run(
      List<Share> shares,
      Listener reports,
      Function<JavaRDD<ShareTask>, List<ShareProcess.Outcome>> how)
      throws IOException {
    if (stopped) {
      throw new CancellationException("interrupted");
    }
    long job = JOBS.incrementAndGet();
    ShareMessages.listen(
        job,
        (share, line) -> {
          synchronized (reports) {
            ShareReport.of(line).ifPresent(report -> reports.reports(share, report));
          }
        });
    List<ShareTask> tasks =
        IntStream.range(0, shares.size())
            .mapToObj(i -> new ShareTask(job, i, process(shares.get(i))))
            .toList();
    spark.setJobGroup(GROUP, GROUP, /* interruptOnCancel= */ true);
    try {
      List<ShareProcess.Outcome> outcomes = how.apply(spark.parallelize(tasks, tasks.size()));
      List<List<ShareReport>> all = new ArrayList<>();
      for (ShareProcess.Outcome outcome : outcomes) {
        if (!outcome.rejected().isEmpty()) {
          throw new IOException(
              outcome.rejected(), new IllegalArgumentException(outcome.rejected()));
        }
        all.add(outcome.lines().stream().map(ShareReport::of).flatMap(Optional::stream).toList());
      }
      return all;
    } catch (RuntimeException e) {
      throw stopped ? new CancellationException("interrupted") : e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      if (stopped) {
        throw new CancellationException("interrupted");
      }
      throw new IOException(reason(e), e);
    } finally {
      ShareMessages.forget(job);
    }
  }

  /** Of a share that failed, its own message; else what Spark says before it shows its stack. */
  private static String reason(Exception failure) {
    return failure.getCause() instanceof IOException own
        ? own.getMessage()
        : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private ShareProcess process(Share share) {
    Map<String, String> environment = new HashMap<>(SparkProvider.variables());
    environment.putAll(variables.get());
    environment.put(Share.VARIABLE, share.words());
    environment.put("OMP_NUM_THREADS", String.valueOf(processorsATask()));
    List<String> words = new ArrayList<>(command);
    words.add(1, "-XX:ActiveProcessorCount=" + processorsATask());
    return new ShareProcess(words, Path.of("").toAbsolutePath().toString(), environment);
  }

  @Override
  public void stop() {
    stopped = true;
    spark.sc().cancelJobGroupAndFutureJobs(GROUP, "interrupted");
  }

  /**
   * Shares that are not needed any more, or are stopped, end before their machines are given up.
   */
  @Override
  public void close() {
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ShareEnd.GRACE);
      while (isBusy() && System.nanoTime() < end) {
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    spark.close();
  }

  private boolean isBusy() {
    return Stream.of(spark.sc().statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .anyMatch(tasks -> tasks > 0);
  }
}
