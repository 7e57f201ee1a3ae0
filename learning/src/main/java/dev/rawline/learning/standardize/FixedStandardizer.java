package dev.rawline.learning.standardize;

import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Standardizes by numbers that were measured or published: (v − mean) / deviation, channel by
 * channel.
 *
 * <p>One channel has the statistics of green; three channels are red, green and blue; four are
 * those of a mosaic in the order R, G1, G2, B, both greens by the numbers of green.
 *
 * @param standardization the numbers
 */
public record FixedStandardizer(Standardization standardization) implements Standardizer {
  private static final List<Colour> PICTURE = List.of(Colour.RED, Colour.GREEN, Colour.BLUE);
  private static final List<Colour> MOSAIC =
      List.of(Colour.RED, Colour.GREEN, Colour.GREEN, Colour.BLUE);

  @Override
  public Tensor apply(Tensor pictures, boolean training) {
    List<Colour> channels = colours(Math.toIntExact(pictures.size(1)));
    Rgb mean = standardization.mean();
    Rgb deviation = standardization.deviation();
    Tensor scale = like(pictures, channels.stream().mapToDouble(c -> 1 / deviation.at(c)));
    Tensor shift =
        like(pictures, channels.stream().mapToDouble(c -> -mean.at(c) / deviation.at(c)));
    return shift.plusProduct(pictures, scale);
  }

  /**
   * Returns whose statistics each channel has.
   *
   * @throws IllegalArgumentException if there are not 1, 3 or 4 channels
   */
  public static List<Colour> colours(int channels) {
    return switch (channels) {
      case 3 -> PICTURE;
      case 4 -> MOSAIC;
      case 1 -> List.of(Colour.GREEN);
      default ->
          throw new IllegalArgumentException(
              "images of %d channels: expected 1 (monochrome), 3 (red, green, blue) or 4 (R, G1, G2, B); standardize others by batch norm"
                  .formatted(channels));
    };
  }

  private static Tensor like(Tensor pictures, DoubleStream numbers) {
    double[] values = numbers.toArray();
    return Tensor.of(values, 1, values.length, 1, 1).to(pictures.type()).on(pictures.device());
  }
}
