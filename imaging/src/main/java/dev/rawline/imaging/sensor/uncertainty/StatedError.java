package dev.rawline.imaging.sensor.uncertainty;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An error as a person states it: the type B evaluation of a standard uncertainty (GUM, 4.3). */
public record StatedError(
    @Described(meaning = "the known error, of which numbers are corrected (default: 0)")
        Double value,
    @Described(
            meaning =
                "of a normal distribution the expanded uncertainty U, of the others the half-width",
            required = true,
            above = 0)
        double uncertainty,
    @Described(meaning = "the unit of both: % of the number, K or DN²", required = true)
        String unit,
    @Described(meaning = "the distribution of the error", required = true)
        ErrorDistribution distribution,
    @Described(
            meaning = "k of the expanded uncertainty, U = k·u; required of a normal distribution",
            above = 0)
        Optional<Double> coverageFactor,
    @Described(
            meaning = "of how many degrees of freedom the uncertainty is (default: it is exact)",
            min = 1)
        Optional<Integer> degreesOfFreedom,
    @Described(
            meaning = "where the numbers come from: a certificate, a data sheet, a measurement",
            required = true)
        String source) {
  /** Beyond, a χ² number is drawn as the cube of a normal one (Wilson and Hilferty 1931). */
  private static final int MOST_SUMMED = 30;

  /**
   * Fills in the default.
   *
   * @throws InvalidParametersException if coverage factor and degrees of freedom do not fit the
   *     distribution, or the source is empty; the message lists all problems
   */
  public StatedError {
    value = value == null ? Double.valueOf(0) : value;
    List<String> problems = new ArrayList<>();
    boolean normal = distribution == ErrorDistribution.NORMAL;
    if (normal && coverageFactor.isEmpty()) {
      problems.add(
          "coverageFactor is missing: expected the k of U = k·u, 2 of most certificates, 1 of a standard uncertainty");
    }
    if (!normal && (coverageFactor.isPresent() || degreesOfFreedom.isPresent())) {
      problems.add(
          "distribution is %s: expected normal with a coverage factor or degrees of freedom; the others have a half-width"
              .formatted(distribution));
    }
    if (source.isBlank()) {
      problems.add("source is empty: expected where the numbers come from");
    }
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(problems);
    }
  }

  /**
   * Returns the standard uncertainty, the half-width by √3, √6 or √2, or U/k, which the deviation
   * of Student's distribution exceeds by √(ν/(ν − 2)) (JCGM 101:2008, 6.4.9.4).
   */
  public double standardUncertainty() {
    double scale = uncertainty / (coverageFactor.orElse(1.0) * distribution.divisor());
    return degreesOfFreedom
        .filter(freedom -> freedom > 2)
        .map(freedom -> scale * Math.sqrt(freedom / (freedom - 2.0)))
        .orElse(scale);
  }

  /** Draws an error: of Student's distribution where degrees of freedom are stated (6.4.9). */
  public double draw(RandomStream stream) {
    double scale = uncertainty / coverageFactor.orElse(1.0);
    double drawn = distribution.draw(stream);
    return value + scale * degreesOfFreedom.map(count -> drawn / chi(stream, count)).orElse(drawn);
  }

  /** Draws √(χ²_ν/ν). */
  private static double chi(RandomStream stream, int freedom) {
    if (freedom > MOST_SUMMED) {
      double part = 2 / (9.0 * freedom);
      return Math.pow(1 - part + Math.sqrt(part) * stream.nextGaussian(), 1.5);
    }
    double sum = 0;
    for (int i = 0; i < freedom; i++) {
      double each = stream.nextGaussian();
      sum += each * each;
    }
    return Math.sqrt(sum / freedom);
  }
}
