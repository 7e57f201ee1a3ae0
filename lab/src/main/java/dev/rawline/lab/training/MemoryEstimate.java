package dev.rawline.lab.training;

import dev.rawline.learning.plan.TrainingPlan;

/** What a model takes of the memory at the most [bytes], by the pixels of a batch. */
public final class MemoryEstimate {
  private static final long PROCESS = 400_000_000;

  /** The mosaic, the picture, and what stages keep of both [bytes a pixel]. */
  private static final long RENDERING = 100;

  /** What a network keeps of a pixel for the forward and the backward pass [bytes]. */
  private static final long FORWARD_AND_BACK = 2000;

  /** What the widest two layers hold of a pixel, where nothing else is kept [bytes]. */
  private static final long FORWARD = 600;

  private MemoryEstimate() {}

  /**
   * Returns what training takes [bytes].
   *
   * @param framePixels the pixels of a frame as it was recorded
   */
  public static long training(TrainingPlan plan, long framePixels) {
    return of(plan, plan.batch(), framePixels, FORWARD_AND_BACK);
  }

  /**
   * Returns what an evaluation takes [bytes].
   *
   * @param framePixels the pixels of a frame as it was recorded
   */
  public static long evaluating(TrainingPlan plan, long framePixels) {
    return of(plan, plan.evaluationBatch().orElse(plan.batch()), framePixels, FORWARD);
  }

  private static long of(TrainingPlan plan, int batch, long framePixels, long bytesOfSeen) {
    long rendered = plan.crop().map(MemoryEstimate::square).orElse(framePixels);
    long seen = plan.size().map(MemoryEstimate::square).orElse(rendered);
    return PROCESS + batch * (RENDERING * rendered + bytesOfSeen * seen);
  }

  private static long square(int side) {
    return (long) side * side;
  }
}
