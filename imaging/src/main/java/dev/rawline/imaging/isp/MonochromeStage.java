package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import java.util.Arrays;
import java.util.List;

/**
 * A stage on colours as it acts on a monochrome image, whose three planes are equal and stay equal.
 *
 * <p>Such an image has no colours to balance or to correct: a white balance multiplies all planes
 * by its gain of green, which a camera's exposure compensation is part of, and a colour correction
 * is the identity. Other stages are as they are. Backwards the gradients of the three planes by the
 * gain are added, and numbers without effect have the gradient 0.
 *
 * @param definition the stage, whose name and parameters this one keeps
 */
record MonochromeStage(ColourStage definition) implements Differentiable<LinearRgb, LinearRgb> {

  private ColourStage neutral() {
    return neutral(definition);
  }

  /** Returns the stage that does the same to three equal planes. */
  static ColourStage neutral(ColourStage definition) {
    return switch (definition) {
      case WhiteBalance(Rgb gains) ->
          new WhiteBalance(new Rgb(gains.green(), gains.green(), gains.green()));
      case ColourCorrection _ -> new ColourCorrection(Matrix3.IDENTITY);
      case HighlightClip _, LumaStage _, RgbFilter _ -> definition;
    };
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Override
  public List<Parameter> parameters() {
    return definition.parameters();
  }

  @Override
  public double[] values() {
    return definition.values();
  }

  @Override
  public MonochromeStage with(double[] values) {
    return new MonochromeStage(definition.with(values));
  }

  @Override
  public LinearRgb apply(LinearRgb picture) {
    return neutral().apply(picture);
  }

  @Override
  public Pullback<LinearRgb, LinearRgb> pull(LinearRgb picture) {
    Pullback<LinearRgb, LinearRgb> pullback = neutral().pull(picture);
    return new DefinedPullback<>(
        pullback.value(),
        values().length,
        (cotangent, gradient) -> {
          var back = pullback.back(cotangent);
          double[] numbers = back.parameters();
          switch (definition) {
            case WhiteBalance _ -> gradient[Colour.GREEN.plane()] += Arrays.stream(numbers).sum();
            case ColourCorrection _ -> {}
            case HighlightClip _, LumaStage _, RgbFilter _ ->
                Arrays.setAll(gradient, i -> gradient[i] + numbers[i]);
          }
          return back.input();
        });
  }
}
