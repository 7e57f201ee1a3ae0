package dev.rawline.lab.generate;

import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.diffusion.FlowArchitecture;
import dev.rawline.learning.diffusion.RadianceCode;
import dev.rawline.learning.diffusion.SamplingSettings;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.scenes.Daylight;
import java.util.List;
import java.util.Optional;

/** Scenes of a tiny network that learned nothing, whose velocities are drawn, not 0. */
final class HandMadeScenes {
  /** Radiance relative to white lies within these two, √ between 0.2 and 0.9. */
  static final double LEAST = 0.04;

  static final double MOST = 0.81;

  private static final List<String> CLASSES = List.of("round", "long");

  private HandMadeScenes() {}

  /** Returns scenes of so many samples at this distance [m]; close the generator after use. */
  static GeneratedScenes of(int side, double spacing) {
    RadianceCode code =
        new RadianceCode(
            List.of(0.55, 0.55, 0.55),
            List.of(0.12, 0.12, 0.12),
            List.of(LEAST, LEAST, LEAST),
            List.of(MOST, MOST, MOST));
    SceneGenerator generator =
        SceneGenerator.begin(
            new SceneGenerator.Description(
                CLASSES,
                side,
                spacing,
                List.of(Daylight.WHITE.red(), Daylight.WHITE.green(), Daylight.WHITE.blue()),
                code,
                "data",
                new FlowArchitecture(List.of(16), 1, 2),
                Precision.FLOAT32,
                new SamplingSettings(2, 1.0)),
            new Seed(1, "generator"));
    wake(generator.scenes().parameters().learned().get("exit.weight"));
    wake(generator.masks().orElseThrow().parameters().learned().get("exit.weight"));
    return new GeneratedScenes(
        generator, "hand-made", "0123456789abcdef", "nothing", Optional.empty());
  }

  /** The last layer of an untrained network is 0. */
  private static void wake(Tensor weights) {
    float[] values = weights.toArray();
    new Seed(2, "exit").stream("weights", 0).gaussians(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 0.05f;
    }
    weights.set(values);
  }
}
