package dev.rawline.learning.diffusion;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.learning.engine.Precision;

/** How a flow learns. */
public record FlowSettings(
    @Described(meaning = "the number of steps", unit = "batches", min = 1, max = 1e7) Integer steps,
    @Described(meaning = "the batch size", unit = "pictures", min = 1, max = 4096) Integer batch,
    @Described(meaning = "the learning rate of AdamW after warm-up", above = 0, max = 1)
        Double learningRate,
    @Described(meaning = "the steps over which the learning rate rises from 0", min = 0)
        Integer warmUp,
    @Described(
            meaning = "the decay of the averaged weights, which are the model's",
            min = 0,
            max = 0.99999)
        Double averaging,
    @Described(
            meaning = "the share of pictures that are learned without their class, for guidance",
            min = 0,
            max = 0.9)
        Double unlabelled,
    @Described(meaning = "whether pictures are also learned mirrored and turned by quarters")
        Boolean symmetries,
    @Described(
            meaning = "the steps from one check on held-out pictures and checkpoint to the next",
            unit = "batches",
            min = 1)
        Integer check,
    @Described(meaning = "the precision of convolutions and matrix products") Precision precision) {

  /** Numbers for hundreds of pictures of 64². */
  public static final FlowSettings DEFAULT =
      new FlowSettings(null, null, null, null, null, null, null, null, null);

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if a number is out of its range; the message names all
   */
  public FlowSettings {
    steps = steps == null ? Integer.valueOf(12_000) : steps;
    batch = batch == null ? Integer.valueOf(8) : batch;
    learningRate = learningRate == null ? Double.valueOf(1e-3) : learningRate;
    warmUp = warmUp == null ? Integer.valueOf(100) : warmUp;
    averaging = averaging == null ? Double.valueOf(0.998) : averaging;
    unlabelled = unlabelled == null ? Double.valueOf(0.1) : unlabelled;
    symmetries = symmetries == null ? Boolean.TRUE : symmetries;
    check = check == null ? Integer.valueOf(500) : check;
    precision = precision == null ? Precision.FLOAT32 : precision;
    new RangeChecks(FlowSettings.class)
        .check("steps", steps)
        .check("batch", batch)
        .check("learningRate", learningRate)
        .check("warmUp", warmUp)
        .check("averaging", averaging)
        .check("unlabelled", unlabelled)
        .check("check", check)
        .require("flow");
  }
}
