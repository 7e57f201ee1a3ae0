package dev.rawline.lab.generate;

import dev.rawline.data.yaml.RecordFile;
import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.learning.diffusion.FlowArchitecture;
import dev.rawline.learning.diffusion.FlowSettings;
import dev.rawline.learning.diffusion.SamplingSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan of a generative model of scenes: the data it learns from, its network, its training. */
public record GeneratePlan(
    @Described(
            path = "DATASET",
            meaning =
                "the raw data set: a folder, an archive, the name of a published one, or a location"
                    + " such as s3://bucket/data",
            required = true)
        String data,
    @Described(
            path = "CAMERA",
            meaning =
                "the camera that recorded: drone, microscope, file (each raw file's own), or a"
                    + " camera.yaml",
            required = true)
        String camera,
    @Described(
            meaning = "the distance between neighbouring raw pixels in the scene",
            unit = "m",
            above = 0,
            required = true)
        Double spacing,
    @Described(
            meaning =
                "the subset of the data set's own split to learn from: train, validation or test"
                    + " (default: everything)",
            pattern = "train|validation|test")
        Optional<String> subset,
    @Described(
            meaning =
                "the most samples of each class to learn from, drawn by the seed (default: all)",
            min = 2)
        Optional<Integer> perClass,
    @Described(
            meaning =
                "the share of the samples of each class, at least one, that are not learned from"
                    + " and choose the weights",
            above = 0,
            max = 0.5)
        Double heldOut,
    @Described(meaning = "columns and rows of the scenes", unit = "px", min = 16, max = 512)
        Integer size,
    @Described(
            meaning =
                "what masks the scenes have: none, data (those of the data set), or stain (pixels"
                    + " darker in the first band than a threshold by Otsu's method; not an"
                    + " annotation)",
            pattern = "none|data|stain")
        String masks,
    @Described(
            meaning =
                "the radiance of a white surface in the red, green and blue band; only its colour"
                    + " matters where exposure is automatic (default: daylight)",
            unit = "photons·s⁻¹·m⁻²·sr⁻¹",
            above = 0)
        Optional<List<Double>> white,
    FlowArchitecture network,
    FlowSettings flow,
    SamplingSettings sampling,
    @Described(meaning = "the random seed of weights, batches and noise") Long seed) {

  /** The plan's files. */
  public static final RecordFile<GeneratePlan> FILE = RecordFile.of("generate", GeneratePlan.class);

  private static final int BANDS = 3;

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if a value is out of its range; the message names all
   */
  public GeneratePlan {
    heldOut = heldOut == null ? Double.valueOf(0.1) : heldOut;
    size = size == null ? Integer.valueOf(64) : size;
    masks = masks == null ? "none" : masks;
    seed = seed == null ? Long.valueOf(1) : seed;
    white = white.map(List::copyOf);
    RangeChecks checks =
        new RangeChecks(GeneratePlan.class)
            .check("spacing", spacing)
            .check("heldOut", heldOut)
            .check("size", size);
    perClass.ifPresent(most -> checks.check("perClass", most));
    if (white.filter(bands -> bands.size() != BANDS).isPresent()) {
      checks.add(
          "white has %d numbers: expected %d, of red, green and blue [photons·s⁻¹·m⁻²·sr⁻¹]"
              .formatted(white.get().size(), BANDS));
    }
    if (size % network.divisor() != 0) {
      checks.add(
          "size is %d px: expected a multiple of %d, for %d levels of the network (widths)"
              .formatted(size, network.divisor(), network.widths().size()));
    }
    if (sampling.guidance() != 1 && flow.unlabelled() == 0) {
      checks.add(
          "guidance is %s and unlabelled is 0: expected guidance 1, or a share of unlabelled pictures above 0, from which velocities without a class are learned"
              .formatted(sampling.guidance()));
    }
    checks.require("plan");
  }

  /** Returns the plan that reads all samples of all subsets. */
  GeneratePlan ofEverything() {
    Map<String, Object> removed = new HashMap<>();
    removed.put("subset", null);
    removed.put("per_class", null);
    return FILE.keys().with(this, removed);
  }
}
