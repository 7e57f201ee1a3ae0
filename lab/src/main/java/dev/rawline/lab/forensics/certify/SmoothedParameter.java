package dev.rawline.lab.forensics.certify;

import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A parameter of drawn cameras: one coordinate, in which changes add.
 *
 * @param name its name in θ; a whole group moves together, and its numbers by their own names
 *     beside it too
 * @param unit the unit of its values
 * @param scale what a step of the coordinate does
 * @param deviation σ, the step of one unit of the coordinate
 */
public record SmoothedParameter(String name, String unit, Scale scale, double deviation) {
  private static final int DIGITS = 3;

  /** What a step of a coordinate does to a parameter. */
  public enum Scale {
    /** θ is multiplied by e^(σ u): gains and γ, whose changes multiply. */
    LOGARITHMIC,

    /** σ u is added to θ. */
    LINEAR,

    /** Gaussian noise of variance σ² u is added to the raw image, u ≥ 0: variances add. */
    VARIANCE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns the parameters of a spread.
   *
   * @param withoutEffect the places in θ of numbers that change no view
   * @throws IllegalArgumentException if θ has no such parameter, or a gain is 0; the message lists
   *     all that is wrong
   */
  public static List<SmoothedParameter> of(
      CameraSpread spread, Theta theta, Set<Integer> withoutEffect) {
    List<SmoothedParameter> parameters = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    spread
        .deviations()
        .forEach(
            (name, deviation) -> {
              if (name.equals(CameraSpread.NOISE)) {
                parameters.add(
                    new SmoothedParameter(name, "normalised", Scale.VARIANCE, deviation));
                return;
              }
              try {
                parameters.add(one(name, deviation, theta, withoutEffect));
              } catch (IllegalArgumentException e) {
                mistakes.add(e.getMessage());
              }
            });
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return List.copyOf(parameters);
  }

  private static SmoothedParameter one(
      String name, double deviation, Theta theta, Set<Integer> withoutEffect) {
    List<Integer> places = theta.places(name).boxed().toList();
    if (withoutEffect.containsAll(places)) {
      throw new IllegalArgumentException(
          "%s changes no view of these images: leave it out".formatted(name));
    }
    Parameter parameter = theta.parameter(places.getFirst());
    boolean multiplies = parameter.name().equals("gamma") || isGain(parameter);
    if (multiplies && Arrays.stream(theta.get(name)).anyMatch(number -> number == 0)) {
      throw new IllegalArgumentException(
          "%s holds a 0, which no factor changes: name the others one by one".formatted(name));
    }
    return new SmoothedParameter(
        name, parameter.unit(), multiplies ? Scale.LOGARITHMIC : Scale.LINEAR, deviation);
  }

  private static boolean isGain(Parameter parameter) {
    return parameter.name().startsWith("white_balance");
  }

  /** Returns the largest change at a distance, all other parameters unchanged, in words. */
  public String reach(double radius) {
    return switch (scale) {
      case LOGARITHMIC ->
          "factor %s to %s"
              .formatted(
                  factor(StrictMath.exp(-deviation * radius)),
                  factor(StrictMath.exp(deviation * radius)));
      case LINEAR -> "± %s (%s)".formatted(NumberText.signed(deviation * radius, DIGITS), unit);
      case VARIANCE ->
          "σ of added noise up to %s (%s)"
              .formatted(NumberText.signed(deviation * Math.sqrt(radius), DIGITS), unit);
    };
  }

  /** Returns the value of a second axis at a distance: the upper end of {@link #reach}. */
  public double end(double radius) {
    return switch (scale) {
      case LOGARITHMIC -> StrictMath.exp(deviation * radius);
      case LINEAR -> deviation * radius;
      case VARIANCE -> deviation * Math.sqrt(radius);
    };
  }

  /** Returns the distance of a value of the second axis. */
  public double distance(double end) {
    return switch (scale) {
      case LOGARITHMIC -> StrictMath.log(end) / deviation;
      case LINEAR -> end / deviation;
      case VARIANCE -> end * end / (deviation * deviation);
    };
  }

  /** Returns the name of the second axis. */
  public String axis() {
    return switch (scale) {
      case LOGARITHMIC -> "change of %s by this factor, up or down".formatted(name);
      case LINEAR -> "change of %s, up or down (%s)".formatted(name, unit);
      case VARIANCE -> "standard deviation of added noise (%s)".formatted(unit);
    };
  }

  private static String factor(double factor) {
    return String.format(Locale.ROOT, "%.3f", factor);
  }
}
