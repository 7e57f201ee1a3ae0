package dev.rawline.lab.training;

import dev.rawline.learning.plan.TrainingPlan;

/**
 * What a model takes of the memory at the most, by the pixels of a batch: those that the data model
 * renders, and those that the network sees.
 *
 * @param batch samples at once
 * @param rendered the pixels of a sample that are rendered
 * @param seen the pixels of a sample that the network sees
 * @param bytesOfSeen what the network keeps of each of them [bytes]
 */
public record MemoryEstimate(int batch, long rendered, long seen, long bytesOfSeen) {
  private static final long PROCESS = 400_000_000;

  /** The mosaic, the picture, and what stages keep of both [bytes a pixel]. */
  private static final long RENDERING = 100;

  /** What a network keeps of a pixel on the way forward, and back [bytes]. */
  private static final long FORWARD_AND_BACK = 2000;

  /** What the widest two layers hold of a pixel, where nothing else is kept [bytes]. */
  private static final long FORWARD = 600;

  /**
   * Returns what training takes.
   *
   * @param framePixels the pixels of a frame as it was recorded
   */
  public static MemoryEstimate training(TrainingPlan plan, long framePixels) {
    return of(plan, plan.batch(), framePixels, FORWARD_AND_BACK);
  }

  /**
   * Returns what an evaluation takes.
   *
   * @param framePixels the pixels of a frame as it was recorded
   */
  public static MemoryEstimate evaluating(TrainingPlan plan, long framePixels) {
    return of(plan, plan.evaluationBatch().orElse(plan.batch()), framePixels, FORWARD);
  }

  private static MemoryEstimate of(
      TrainingPlan plan, int batch, long framePixels, long bytesOfSeen) {
    long rendered = plan.crop().map(MemoryEstimate::square).orElse(framePixels);
    long seen = plan.size().map(MemoryEstimate::square).orElse(rendered);
    return new MemoryEstimate(batch, rendered, seen, bytesOfSeen);
  }

  private static long square(int side) {
    return (long) side * side;
  }

  /** Returns the bytes. */
  public long bytes() {
    return PROCESS + batch * (RENDERING * rendered + bytesOfSeen * seen);
  }
}
