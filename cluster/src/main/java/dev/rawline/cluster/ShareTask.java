package dev.rawline.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import scala.Function1;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * A task of a job.
 *
 * @param job the number of the job
 * @param share which of its shares
 * @param process its process
 */
record ShareTask(long job, int share, ShareProcess process) implements Serializable {
  /** Here, so that executors need no class of Rawline but these. */
  static final Function<ShareTask, List<String>> RUN = ShareTask::runAlone;

  /** What a line begins with that says why the input is wrong, so that no task need try again. */
  static final String REJECTED = "rawline-rejected ";

  /** A task that fails is tried again. */
  private List<String> runAlone() throws IOException, InterruptedException {
    try {
      return run();
    } catch (ShareProcess.RejectedInputException e) {
      return List.of(REJECTED + e.getMessage());
    }
  }

  private List<String> run() throws IOException, InterruptedException {
    TaskContext context = TaskContext.get();
    try {
      return process.run(line -> ShareMessages.send(job, share, line), context::isInterrupted);
    } catch (ShareProcess.RejectedInputException e) {
      ShareMessages.send(job, share, REJECTED + e.getMessage());
      throw e;
    }
  }

  private static final Partitions TOGETHER = own -> Iterator.single(own.next().runTogether());

  /**
   * Has tasks run at once, in a barrier stage, which runs again as a whole if one of them fails.
   */
  static JavaRDD<List<String>> together(JavaRDD<ShareTask> tasks) {
    ClassTag<List<String>> type = ClassTag$.MODULE$.apply(List.class);
    return tasks.rdd().barrier().mapPartitions(TOGETHER, false, type).toJavaRDD();
  }

  /** A function of partitions that executors receive. */
  private interface Partitions
      extends Function1<Iterator<ShareTask>, Iterator<List<String>>>, Serializable {}

  /** The first task chooses a port of its machine, at which the processes of all tasks meet. */
  private List<String> runTogether() {
    BarrierTaskContext context = BarrierTaskContext.get();
    String host = context.getTaskInfos()[0].address().replaceFirst(":[0-9]+$", "");
    try {
      String port = context.partitionId() == 0 ? freePort() : "";
      String place = host + ":" + String.join("", context.allGather(port));
      return new ShareTask(job, share, process.meetingAt(place)).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(e.getMessage());
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return String.valueOf(any.getLocalPort());
    }
  }
}
