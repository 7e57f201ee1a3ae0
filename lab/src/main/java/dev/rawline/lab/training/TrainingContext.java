package dev.rawline.lab.training;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLog;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What all models of an experiment have in common.
 *
 * @param experiment what the experiment is called
 * @param references where what plans name is looked up
 * @param framePixels the pixels of a frame as it was recorded
 * @param device the device that computes
 * @param threads on how many threads one model computes
 * @param book where trainings are recorded as parts of the experiment's run; it decides nothing
 */
public record TrainingContext(
    String experiment,
    ReferenceResolver references,
    long framePixels,
    Device device,
    int threads,
    RunLog book) {

  /** Returns what of it decides about the bits of results. */
  public SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("threads", String.valueOf(threads));
    settings.put("device", device.toString());
    return settings;
  }

  /** Starts what computes. */
  public Engine engine() {
    return Engine.start(device, threads);
  }
}
