package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.search.Objective;
import dev.rawline.lab.forensics.search.PhysicalParameters;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objective of θ as that of an instrument's own numbers: gradients by θ are carried back to
 * them.
 *
 * <p>Numbers count to nine digits, and the closeness of a camera is kept: of few numbers a search
 * comes to the same camera again and again.
 */
final class PhysicalObjective implements Objective {
  private static final MathContext DIGITS = new MathContext(9);

  private final ModelObjective model;
  private final PhysicalParameters parameters;
  private final Map<List<Double>, Double> known = new HashMap<>();

  PhysicalObjective(ModelObjective model, PhysicalParameters parameters) {
    this.model = model;
    this.parameters = parameters;
  }

  private static double[] rounded(double[] numbers) {
    return Arrays.stream(numbers)
        .map(number -> new BigDecimal(number).round(DIGITS).doubleValue())
        .toArray();
  }

  private double[] theta(double[] numbers) {
    return parameters.theta(rounded(numbers));
  }

  @Override
  public int size() {
    return parameters.coordinates().size();
  }

  @Override
  public boolean hasSlope() {
    return model.hasSlope();
  }

  @Override
  public double closeness(double[] numbers) {
    return known.computeIfAbsent(
        Arrays.stream(rounded(numbers)).boxed().toList(), _ -> model.closeness(theta(numbers)));
  }

  @Override
  public double[] ofCloseness(double[] numbers) {
    return parameters.back(rounded(numbers), model.ofCloseness(theta(numbers)));
  }

  @Override
  public Value at(double[] numbers) {
    return model.at(theta(numbers));
  }

  @Override
  public Slope slope(double[] numbers, Criterion aim, double factor) {
    Slope slope = model.slope(theta(numbers), aim, factor);
    return new Slope(
        slope.value(), slope.aimed(), parameters.back(rounded(numbers), slope.ofScore()));
  }
}
