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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.BarrierJobSlotsNumberCheckFailed;

/** An application of Apache Spark, whose tasks are processes of shares. */
final class SparkCluster implements Cluster {
  private static final String GROUP = "rawline";
  private static final AtomicLong JOBS = new AtomicLong();

  private static final long POLL = 100;

  /** How long the number of processors must not change before it counts, and the most to wait. */
  private static final long SETTLED = 2_000;

  private static final long PATIENCE = 30_000;

  private final JavaSparkContext spark;
  private final List<String> command;
  private final Supplier<Map<String, String>> variables;
  private final AtomicReference<String> rejected = new AtomicReference<>();
  private volatile boolean stopped;

  SparkCluster(
      JavaSparkContext spark, List<String> command, Supplier<Map<String, String>> variables) {
    this.spark = spark;
    this.command = List.copyOf(command);
    this.variables = variables;
  }

  /** Machines join one after another. */
  @Override
  public int slots() {
    long begin = System.nanoTime();
    long since = begin;
    int slots = free();
    while (!spark.isLocal()
        && (slots == 0 || millisecondsSince(since) < SETTLED)
        && millisecondsSince(begin) < PATIENCE) {
      sleep();
      int now = free();
      since = now == slots ? since : System.nanoTime();
      slots = now;
    }
    return Math.max(1, slots);
  }

  private int free() {
    return spark
        .sc()
        .maxNumConcurrentTasks(spark.sc().resourceProfileManager().defaultResourceProfile());
  }

  private static long millisecondsSince(long nanoTime) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }
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
    return run(ranks, reports, tasks -> repeated(ShareTask.together(tasks), world));
  }

  /** Spark gives up a barrier stage whose results are collected when one of its tasks fails. */
  private List<List<String>> repeated(JavaRDD<List<String>> stage, int world) {
    int left = spark.getConf().getInt("spark.task.maxFailures", 1);
    while (true) {
      try {
        return stage.collect();
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        left--;
        if (e instanceof BarrierJobSlotsNumberCheckFailed) {
          throw new IllegalArgumentException(
              "--world is %d, and the cluster has %d free processors: expected as many at least; start more workers, or lower --world"
                  .formatted(world, free() * processorsATask()),
              e);
        }
        if (stopped || rejected.get() != null || left <= 0) {
          throw e;
        }
      }
    }
  }

  private List<List<ShareReport>> run(
      List<Share> shares, Listener reports, Function<JavaRDD<ShareTask>, List<List<String>>> how)
      throws IOException {
    if (stopped) {
      throw new CancellationException("interrupted");
    }
    long job = JOBS.incrementAndGet();
    ShareMessages.listen(
        job,
        (share, line) -> {
          if (isRejected(line)) {
            spark.sc().cancelJobGroup(GROUP);
            return;
          }
          synchronized (reports) {
            ShareReport.of(line).ifPresent(report -> reports.reports(share, report));
          }
        });
    List<ShareTask> tasks =
        IntStream.range(0, shares.size())
            .mapToObj(i -> new ShareTask(job, i, process(shares.get(i))))
            .toList();
    spark.setJobGroup(GROUP, GROUP, /* interruptOnCancel= */ true);
    Thread waiting = Thread.startVirtualThread(() -> noteWaiting(reports));
    try {
      List<List<String>> results = how.apply(spark.parallelize(tasks, tasks.size()));
      if (results.stream().flatMap(List::stream).noneMatch(this::isRejected)) {
        return results.stream()
            .map(lines -> lines.stream().map(ShareReport::of).flatMap(Optional::stream).toList())
            .toList();
      }
      throw new IOException(rejected.get());
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      if (stopped) {
        throw new CancellationException("interrupted");
      }
      String wrong = rejected.get();
      if (wrong != null) {
        throw new IOException(wrong, new IllegalArgumentException(wrong));
      }
      if (e instanceof RuntimeException own) {
        throw own;
      }
      throw new IOException(reason(e), e);
    } finally {
      waiting.interrupt();
      ShareMessages.forget(job);
    }
  }

  /** Returns whether a line says that the input is wrong, and keeps the first such word. */
  private boolean isRejected(String line) {
    boolean is = line.startsWith(ShareTask.REJECTED);
    if (is) {
      var _ = rejected.compareAndSet(null, line.substring(ShareTask.REJECTED.length()));
    }
    return is;
  }

  /** Spark waits without a word for machines that can do the work. */
  private void noteWaiting(Listener reports) {
    try {
      Thread.sleep(PATIENCE);
      if (free() == 0) {
        synchronized (reports) {
          reports.reports(
              0,
              new ShareReport.Note(
                  "no worker of the cluster has taken the work yet: it waits for one with a free"
                      + " processor and 1 GB of memory"));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
    environment.putIfAbsent("LC_ALL", "C.UTF-8"); // which spells the names of files
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
    long begin = System.nanoTime();
    try {
      while (isBusy() && millisecondsSince(begin) < ShareEnd.GRACE) {
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
