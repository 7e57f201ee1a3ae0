package dev.rawline.imaging.sensor.recapture;

import dev.rawline.imaging.chain.DefinedPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Pullback;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Joins the samples of k×k pixels into their mean, as a camera's digital {@link Binning} does;
 * neither rounded nor clipped.
 *
 * <p>out(y, x) = (1/k²) Σ_(i, j = 0 … k − 1) in(s(y) + a·i, s(x) + a·j), s(y) = a·k ⌊y / a⌋ + y mod
 * a, with the spacing a of the joined pixels: 2 within a colour of a Bayer mosaic, which so keeps
 * its layout, otherwise 1. As in cameras the middles of the four larger pixels of a Bayer quad stay
 * 1 px apart, and those of neighbouring quads lie 2k px apart. Rows and columns at the end that do
 * not fill a square are dropped. A mosaic that is joined over all colours becomes monochrome; its
 * black level is the mean of the four.
 *
 * <p>Backwards the adjoint.
 *
 * <pre>{@code
 * RawImage binned = new PixelBinning(Binning.COLOUR_2X2).apply(raw);
 * }</pre>
 *
 * @param binning which pixels are joined
 */
@FileWord("pixel_binning")
public record PixelBinning(Binning binning) implements Differentiable<RawImage, RawImage> {

  @Override
  public RawImage apply(RawImage raw) {
    int height = count("rows", raw, raw.height());
    int width = count("columns", raw, raw.width());
    int factor = binning.factor();
    double[] sums = new double[height * width];
    each(raw, width, height, (from, to) -> sums[to] += raw.samples()[from]);
    float[] out = new float[sums.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (sums[i] / (factor * factor));
    }
    boolean joinsColours = binning.isFull() && raw.cfa().hasFilters();
    return new RawImage(
        width,
        height,
        joinsColours ? Cfa.MONOCHROME : raw.cfa(),
        raw.unit(),
        out,
        joinsColours ? grey(raw.calibration()) : raw.calibration());
  }

  private static Calibration grey(Calibration own) {
    return new Calibration(
        own.containerBits(),
        own.blackLevel()
            .map(
                known ->
                    new SourcedValue<>(SiteValues.uniform(known.value().mean()), known.source())),
        own.whiteLevel(),
        Optional.empty(),
        Optional.empty(),
        own.camera(),
        own.iso(),
        own.exposureSeconds(),
        own.orientation());
  }

  @Override
  public Pullback<RawImage, RawImage> pull(RawImage raw) {
    return new DefinedPullback<>(
        apply(raw),
        0,
        (cotangent, _) -> {
          float[] input = new float[raw.samples().length];
          int area = binning.factor() * binning.factor();
          each(
              raw,
              cotangent.width(),
              cotangent.height(),
              (from, to) -> input[from] = cotangent.samples()[to] / area);
          return raw.with(raw.unit(), input);
        });
  }

  private interface Visitor {
    void accept(int from, int to);
  }

  private void each(RawImage raw, int width, int height, Visitor visitor) {
    int spacing = spacing(raw);
    int factor = binning.factor();
    int[] columns = new int[width];
    Arrays.setAll(columns, column -> first(column, spacing));
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < factor; i++) {
        int line = (first(row, spacing) + spacing * i) * raw.width();
        for (int column = 0; column < width; column++) {
          for (int j = 0; j < factor; j++) {
            visitor.accept(line + columns[column] + spacing * j, row * width + column);
          }
        }
      }
    }
  }

  private int first(int place, int spacing) {
    return spacing * binning.factor() * (place / spacing) + place % spacing;
  }

  private int spacing(RawImage raw) {
    return binning.isFull() ? 1 : raw.cfa().lattice();
  }

  private int count(String what, RawImage raw, int fine) {
    int spacing = spacing(raw);
    int block = spacing * binning.factor();
    if (fine < block) {
      throw new IllegalArgumentException(
          "pixel_binning by %d leaves no pixels of a mosaic of %d %s: expected %d or more"
              .formatted(binning.factor(), fine, what, block));
    }
    return fine / block * spacing;
  }
}
