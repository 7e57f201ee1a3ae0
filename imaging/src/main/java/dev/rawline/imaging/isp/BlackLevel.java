package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import java.util.Arrays;
import java.util.List;

/**
 * Black level: subtracts the sensor's output without light.
 *
 * <p>out(y, x) = in(y, x) − level(site of (y, x)); values below 0 are kept, so that noise keeps its
 * mean.
 *
 * <pre>{@code
 * RawImage dark = new BlackLevel(SiteValues.uniform(0.0625)).apply(raw);
 * }</pre>
 */
@FileWord("black_level")
public record BlackLevel(
    @Described(
            meaning = "the black level subtracted from the pixels of each CFA position",
            unit = "normalised",
            bare = true,
            camera = true)
        SiteValues level)
    implements MosaicStage, Invertible<RawImage, RawImage> {

  /**
   * Checks the levels.
   *
   * @throws IllegalArgumentException if a level is not finite
   */
  public BlackLevel {
    for (Cfa.Site site : Cfa.Site.values()) {
      ParameterChecks.requireFinite(
          "black_level of " + site, level.at(site), "in the unit of the mosaic");
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.free(name(), "in the unit of the mosaic", Cfa.Site.values().length));
  }

  @Override
  public double[] values() {
    return Arrays.stream(Cfa.Site.values()).mapToDouble(level::at).toArray();
  }

  @Override
  public BlackLevel with(double[] values) {
    return new BlackLevel(new SiteValues(values[0], values[1], values[2], values[3]));
  }

  /** Returns the stage that adds the levels. */
  @Override
  public BlackLevel inverse() {
    return new BlackLevel(level.map(value -> -value));
  }

  /** Computes the same bits as the definition, without its planes of doubles. */
  @Override
  public RawImage apply(RawImage raw) {
    float[] in = raw.samples();
    float[] out = new float[in.length];
    int width = raw.width();
    double[] levels = new double[width];
    for (int parity = 0; parity < 2; parity++) {
      for (int column = 0; column < width; column++) {
        levels[column] = level.at(raw.cfa().siteAt(parity, column));
      }
      for (int row = parity; row < raw.height(); row += 2) {
        subtract(in, levels, out, row * width);
      }
    }
    return raw.with(raw.unit(), out);
  }

  private static void subtract(float[] in, double[] levels, float[] out, int first) {
    for (int column = 0; column < levels.length; column++) {
      out[first + column] = (float) (in[first + column] - levels[column]);
    }
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    Planes out = mosaic.blank();
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        out.set(0, row, column, mosaic.at(0, row, column) - level.at(cfa.siteAt(row, column)));
      }
    }
    return out;
  }

  Planes back(Cfa cfa, Planes cotangent, double[] gradient) {
    for (int row = 0; row < cotangent.height; row++) {
      for (int column = 0; column < cotangent.width; column++) {
        gradient[cfa.siteAt(row, column).index()] -= cotangent.at(0, row, column);
      }
    }
    return cotangent;
  }
}
