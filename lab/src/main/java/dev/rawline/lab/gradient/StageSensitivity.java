package dev.rawline.lab.gradient;

import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How sensitive a loss is to the frame after one stage.
 *
 * @param name the stage's name
 * @param colours the sensitivity to the samples of each colour
 * @param norm √Σ(∂L/∂sample)², in the unit of the loss
 */
public record StageSensitivity(String name, Map<Colour, Sensitivity> colours, double norm) {

  /** Returns the sensitivity to the frame of a step. */
  public static StageSensitivity of(GradientTrace.Step step) {
    float[] samples = step.frame().samples();
    float[] gradient = step.gradient().samples();
    Map<Colour, Sensitivity> colours = new EnumMap<>(Colour.class);
    for (Colour colour : Colour.values()) {
      double raises = 0;
      double lowers = 0;
      for (int i = 0; i < samples.length; i++) {
        double change = Sensitivity.change(samples[i], gradient[i]);
        if (change != 0 && isOf(colour, step.frame(), i)) {
          raises += Math.max(0, change);
          lowers += Math.max(0, -change);
        }
      }
      colours.put(colour, new Sensitivity(raises, lowers));
    }
    double squares = 0;
    for (float slope : gradient) {
      squares += (double) slope * slope;
    }
    return new StageSensitivity(step.name(), colours, Math.sqrt(squares));
  }

  /** Returns the sensitivity to all samples. */
  public Sensitivity all() {
    return Arrays.stream(Colour.values())
        .map(colours::get)
        .reduce(Sensitivity.NONE, Sensitivity::plus);
  }

  private static boolean isOf(Colour colour, Frame frame, int place) {
    return switch (frame) {
      case Mosaic raw -> raw.cfa().colourAt(place / raw.width(), place % raw.width()) == colour;
      case Picture picture -> place / (picture.width() * picture.height()) == colour.plane();
    };
  }
}
