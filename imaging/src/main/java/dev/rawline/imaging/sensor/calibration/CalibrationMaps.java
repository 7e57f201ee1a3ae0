package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The spatial maps of a sensor, from the stacks.
 *
 * <p>Each channel is relative to its own mean, so that the maps do not change colours. A monochrome
 * sensor's maps have the layout RGGB, without meaning.
 *
 * @param fallOff the light relative to its mean, each channel a polynomial of degree 4 in row and
 *     column (normalised)
 * @param pixelGain the part of {@link #gain} of the individual pixels, without the fall-off; 1 at
 *     defective pixels (normalised)
 * @param dark the mean of the dark frames [DN of the converter]
 * @param hot pixels whose dark mean is above their channel's median by more than 8 robust standard
 *     deviations (1.4826 · median absolute deviation) and more than 1 DN
 * @param dead pixels whose response to light is less than half of that expected from the fall-off
 * @param hotCharge the mean of the hot pixels' dark charge beyond the median, in the exposure of
 *     the stacks [DN]; 0 if there are none
 * @param seconds the exposure time of the stacks [s], if known
 */
public record CalibrationMaps(
    RawImage fallOff,
    RawImage pixelGain,
    RawImage dark,
    Set<DefectCorrection.Pixel> hot,
    Set<DefectCorrection.Pixel> dead,
    double hotCharge,
    OptionalDouble seconds) {

  /** Copies the sets. */
  public CalibrationMaps {
    hot = Set.copyOf(hot);
    dead = Set.copyOf(dead);
  }

  /**
   * Returns the gain of each sample, minus its dark offset, that corrects fall-off and pixel
   * response, as {@link dev.rawline.imaging.isp.FlatField} takes it (normalised); computed at each
   * call. At defective pixels it corrects only the fall-off.
   */
  public RawImage gain() {
    float[] gain = new float[pixelGain.samples().length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = pixelGain.samples()[i] / fallOff.samples()[i];
    }
    return pixelGain.with(RawImage.Unit.NORMALISED, gain);
  }

  /**
   * Returns whether the fall-off is significant: its mean square is at least 2.5 times that of a
   * fit to random differences of pixels, rows and columns.
   *
   * <p>Of the fit's 14 terms besides the mean, 4 depend only on means of rows and 4 on those of
   * columns.
   *
   * @param channels the number of fitted channels, each with its own polynomial
   */
  public boolean isFallOffResolved(int channels) {
    int width = pixelGain.width();
    int height = pixelGain.height();
    double[] rows = new double[height];
    double[] columns = new double[width];
    for (int i = 0; i < width * height; i++) {
      double excess = pixelGain.samples()[i] - 1.0;
      rows[i / width] += excess / width;
      columns[i % width] += excess / height;
    }
    int straight = ShadingPolynomial.DEGREE;
    int mixed = ShadingPolynomial.FREE_TERMS - 2 * straight;
    double byChance =
        straight * meanSquare(rows) / height
            + straight * meanSquare(columns) / width
            + mixed * meanSquare(pixelGain) / ((double) width * height);
    return meanSquare(fallOff) > ShadingPolynomial.LARGEST_BY_CHANCE * channels * byChance;
  }

  private static double meanSquare(double[] values) {
    return Arrays.stream(values).map(value -> value * value).average().orElseThrow();
  }

  private static double meanSquare(RawImage relative) {
    double sum = 0;
    for (float sample : relative.samples()) {
      sum += (sample - 1.0) * (sample - 1.0);
    }
    return sum / relative.samples().length;
  }

  static CalibrationMaps of(FrameFormat format, List<PixelMaps> channels, OptionalDouble seconds) {
    int width = format.width();
    int size = width * format.height();
    // float32 rounds a gain to 6e-8 and 64 DN to 4e-6 DN. Even the mean of 1000 frames scatters by
    // 1e-4 of the light at 100,000 e⁻, and by 0.01 DN in the dark at a noise of 0.3 DN.
    float[] fallOff = new float[size];
    float[] pixelGain = new float[size];
    float[] dark = new float[size];
    Set<DefectCorrection.Pixel> hot = new HashSet<>();
    Set<DefectCorrection.Pixel> dead = new HashSet<>();
    double hotCharge = 0;
    for (PixelMaps channel : channels) {
      for (int i = 0; i < channel.pixels(); i++) {
        int place = channel.place(i);
        double smooth = channel.fallOff(i);
        fallOff[place] = (float) (smooth / channel.mean());
        pixelGain[place] = channel.defective(i) ? 1 : (float) (smooth / channel.response(i));
        dark[place] = (float) channel.dark(i);
      }
      pixels(channel, channel.hot(), width).forEach(hot::add);
      pixels(channel, channel.dead(), width).forEach(dead::add);
      hotCharge += channel.hot().mapToDouble(i -> channel.dark(i) - channel.darkMedian()).sum();
    }
    return new CalibrationMaps(
        map(format, RawImage.Unit.NORMALISED, fallOff),
        map(format, RawImage.Unit.NORMALISED, pixelGain),
        map(format, RawImage.Unit.DN, dark),
        hot,
        dead,
        hot.isEmpty() ? 0 : hotCharge / hot.size(),
        seconds);
  }

  private static Stream<DefectCorrection.Pixel> pixels(
      PixelMaps channel, IntStream defects, int width) {
    return defects
        .map(channel::place)
        .mapToObj(place -> new DefectCorrection.Pixel(place / width, place % width));
  }

  private static RawImage map(FrameFormat format, RawImage.Unit unit, float[] samples) {
    return new RawImage(
        format.width(),
        format.height(),
        format.cfa().orElse(Cfa.MONOCHROME),
        unit,
        samples,
        Calibration.unknown(format.containerBits()));
  }
}
