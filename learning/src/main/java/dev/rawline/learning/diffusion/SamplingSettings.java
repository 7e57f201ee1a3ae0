package dev.rawline.learning.diffusion;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;

/** How scenes are drawn from a flow. */
public record SamplingSettings(
    @Described(
            meaning =
                "steps of Heun's method from noise to the scene; each evaluates the network twice",
            min = 1,
            max = 1000)
        Integer samplingSteps,
    @Described(
            meaning =
                "guidance w: v = v(no class) + w · (v(class) − v(no class)); above 1 classes are"
                    + " more typical and less varied",
            min = 0,
            max = 20)
        Double guidance) {
  /** Twelve steps and no guidance. */
  public static final SamplingSettings DEFAULT = new SamplingSettings(null, null);

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if a number is out of its range; the message names all
   */
  public SamplingSettings {
    samplingSteps = samplingSteps == null ? Integer.valueOf(12) : samplingSteps;
    guidance = guidance == null ? Double.valueOf(1) : guidance;
    new RangeChecks(SamplingSettings.class)
        .check("samplingSteps", samplingSteps)
        .check("guidance", guidance)
        .require("sampling");
  }
}
