package dev.rawline.cluster;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/**
 * A task of a job.
 *
 * @param job the number of the job
 * @param share which of its shares
 * @param process its process
 */
record ShareTask(long job, int share, ShareProcess process) implements Serializable {
  /** Here, so that executors need no class of Rawline but these. */
  static final Function<ShareTask, ShareProcess.Outcome> RUN = ShareTask::run;

  private ShareProcess.Outcome run() throws IOException, InterruptedException {
    TaskContext context = TaskContext.get();
    return process.run(line -> ShareMessages.send(job, share, line), context::isInterrupted);
  }
}
