package dev.rawline.imaging.isp;

import dev.rawline.imaging.chain.Invertible;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import java.util.List;

/**
 * White balance before demosaicing: one gain a colour, on the mosaic.
 *
 * <p>out(y, x) = gain(colour of (y, x)) · in(y, x); of a monochrome mosaic the gain of green.
 *
 * <p>In place of {@link WhiteBalance}. Linear demosaicing within a colour (bilinear) gives the same
 * view either way; Malvar's and Menon's estimate a colour from the differences to others, which are
 * small only between balanced colours.
 *
 * <pre>{@code
 * RawImage balanced = new BalanceFirst(new Rgb(2.1, 1, 1.6)).apply(raw);
 * }</pre>
 */
@FileWord("balance_first")
public record BalanceFirst(
    @Described(
            meaning = "the gains of white balance, applied to the mosaic; no unit",
            bare = true,
            camera = true)
        Rgb gains)
    implements MosaicStage, Invertible<RawImage, RawImage> {

  /**
   * Checks the gains.
   *
   * @throws IllegalArgumentException if a gain is not finite
   */
  public BalanceFirst {
    WhiteBalance.requireFinite("balance_first", gains);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.free(name(), "gain, no unit", Colour.values().length));
  }

  @Override
  public double[] values() {
    return new WhiteBalance(gains).values();
  }

  @Override
  public BalanceFirst with(double[] values) {
    return new BalanceFirst(new WhiteBalance(gains).with(values).gains());
  }

  /**
   * Returns the balance of the gains 1 / gain.
   *
   * @throws IllegalArgumentException if a gain is 0, or so small that its inverse is not finite
   */
  @Override
  public BalanceFirst inverse() {
    return new BalanceFirst(new WhiteBalance(gains).inverse().gains());
  }

  private double gain(Cfa cfa, int row, int column) {
    return gains.at(cfa.siteAt(row, column).colour());
  }

  Planes plain(Planes mosaic, Cfa cfa) {
    Planes out = mosaic.blank();
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        out.set(0, row, column, gain(cfa, row, column) * mosaic.at(0, row, column));
      }
    }
    return out;
  }

  Planes back(Planes mosaic, Cfa cfa, Planes cotangent, double[] gradient) {
    for (int row = 0; row < mosaic.height; row++) {
      for (int column = 0; column < mosaic.width; column++) {
        gradient[cfa.siteAt(row, column).colour().plane()] +=
            mosaic.at(0, row, column) * cotangent.at(0, row, column);
      }
    }
    return plain(cotangent, cfa);
  }
}
