package dev.rawline.lab.intensity;

import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.workbench.text.NumberText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a scaled mosaic has the mean and the added noise that its scaling foretells.
 *
 * <p>Samples that are saturated in the source, or clipped in either mosaic, do not count.
 *
 * @param pixels how many samples count; where none does, all that follows is not a number
 * @param electrons the mean charge of the scaled mosaic [e⁻]
 * @param meanRatio Σ (y′ − b) / (s Σ (y − b)): 1 is right
 * @param noiseRatio Σ (y′ − b − s (y − b))² over its expectation: 1 is right
 */
record ScalingCheck(long pixels, double electrons, double meanRatio, double noiseRatio) {

  /**
   * Compares.
   *
   * @param readout how both were stored
   * @param offsets each pixel's own level in the dark [DN], if known
   * @param fraction the share s of the light
   */
  static ScalingCheck of(
      RawImage source,
      RawImage scaled,
      Readout readout,
      Optional<RawImage> offsets,
      double fraction) {
    double sum = 0;
    double scaledSum = 0;
    double squares = 0;
    double expected = 0;
    long count = 0;
    double dark = Math.pow(readout.darkNoise(), 2);
    double rounding = Math.pow(readout.step(), 2) / 12.0;
    double square = fraction * fraction;
    double fresh = (1 - square) * dark - square * rounding;
    for (int row = 0; row < source.height(); row++) {
      for (int column = 0; column < source.width(); column++) {
        double stored = source.at(row, column);
        double made = scaled.at(row, column);
        if (stored >= readout.saturation() || stored <= 0 || made <= 0) {
          continue;
        }
        double black =
            readout.black().at(source.cfa().siteAt(row, column))
                + (offsets.isPresent() ? offsets.get().at(row, column) : 0);
        double signal = stored - black;
        double away = made - black - fraction * signal;
        sum += signal;
        scaledSum += made - black;
        squares += away * away;
        double shot = fraction * (1 - fraction) * readout.gain() * signal;
        expected += Math.max(0, shot + fresh) + (fraction < 1 ? rounding : 0);
        count++;
      }
    }
    if (count == 0) {
      return new ScalingCheck(0, Double.NaN, Double.NaN, Double.NaN);
    }
    return new ScalingCheck(
        count,
        scaledSum / count / readout.gain(),
        ratio(scaledSum, fraction * sum),
        squares == 0 && expected == 0 ? Double.NaN : squares / expected);
  }

  private static double ratio(double found, double expected) {
    return found == expected ? 1 : found / expected;
  }

  /** Returns the numbers, as values of {@link dev.rawline.data.file.JsonFile}. */
  Map<String, Object> record() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("checkedPixels", pixels);
    record.put("meanElectrons", finite(electrons));
    record.put("meanRatio", finite(meanRatio));
    record.put("addedNoiseRatio", finite(noiseRatio));
    return record;
  }

  /** Returns the numbers in a few words. */
  String words() {
    if (pixels == 0) {
      return "not checked: every pixel\nis saturated or clipped";
    }
    String mean =
        "mean %s e⁻, %s of theory"
            .formatted(
                NumberText.signed(electrons, 3), String.format(Locale.ROOT, "%.4f", meanRatio));
    return Double.isFinite(noiseRatio)
        ? mean + String.format(Locale.ROOT, "\nadded variance %.3f of theory", noiseRatio)
        : mean;
  }

  private static Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
