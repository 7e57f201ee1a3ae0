package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Mosaics → planes of half their size, one for each kind of pixel: every quad of 2×2 pixels becomes
 * one pixel (R, G1, G2, B), for every layout; or (R, (G1 + G2) / 2, B).
 *
 * <p>The pullback is the adjoint: the gradient of a mean of two greens is shared between them.
 */
final class BayerPacking {
  /** Channels where the greens are averaged. */
  static final int AVERAGED = 3;

  /** Channels where the greens are kept apart. */
  static final int KEPT = 4;

  private final int channels;
  private int threads = Parallel.CORES;
  private List<RawImage> mosaics = List.of();
  private float[] planes = {};

  BayerPacking(int channels) {
    this.channels = channels;
  }

  void useThreads(int most) {
    threads = most;
  }

  /**
   * Returns the planes of samples, (image, channel, row, column).
   *
   * @throws IllegalArgumentException if a side is odd, or a sample is monochrome; the message names
   *     the sample
   */
  Tensor forward(List<PreparedSample> samples) {
    mosaics = MosaicBatch.of(samples);
    requireNoTheta(samples);
    for (int i = 0; i < mosaics.size(); i++) {
      if (!mosaics.get(i).cfa().hasFilters()) {
        throw new IllegalArgumentException(
            "sample %s is monochrome, but this data model expects a mosaic of colours: choose static or parametrized, or none with 1 channel"
                .formatted(samples.get(i).id()));
      }
    }
    RawImage first = mosaics.getFirst();
    if (first.width() % 2 != 0 || first.height() % 2 != 0) {
      throw new IllegalArgumentException(
          "sample %s has %d×%d pixels: expected even sides, for complete 2×2 CFA cells; crop it (crop)"
              .formatted(samples.getFirst().id(), first.width(), first.height()));
    }
    int area = first.width() * first.height() / 4;
    if (planes.length != mosaics.size() * channels * area) {
      planes = new float[mosaics.size() * channels * area];
    }
    Parallel.forEach(
        threads,
        mosaics.size(),
        image -> {
          RawImage mosaic = mosaics.get(image);
          float[] in = mosaic.samples();
          int to = image * channels * area;
          if (channels == AVERAGED) {
            int red = at(mosaic, Cfa.Site.RED);
            int green = at(mosaic, Cfa.Site.GREEN_IN_RED_ROW);
            int otherGreen = at(mosaic, Cfa.Site.GREEN_IN_BLUE_ROW);
            int blue = at(mosaic, Cfa.Site.BLUE);
            each(
                mosaic,
                (quad, corner) -> {
                  planes[to + quad] = in[corner + red];
                  planes[to + area + quad] = (in[corner + green] + in[corner + otherGreen]) / 2;
                  planes[to + 2 * area + quad] = in[corner + blue];
                });
          } else {
            for (Cfa.Site site : Cfa.Site.values()) {
              int place = at(mosaic, site);
              int plane = to + site.index() * area;
              each(mosaic, (quad, corner) -> planes[plane + quad] = in[corner + place]);
            }
          }
        });
    return Tensor.of(planes, mosaics.size(), channels, first.height() / 2, first.width() / 2);
  }

  static void requireNoTheta(List<PreparedSample> samples) {
    for (PreparedSample sample : samples) {
      if (sample.changesTheta()) {
        throw new IllegalArgumentException(
            "the camera drawn for sample %s has its own white_balance, colour_matrix, gamma or black_level, but this data model has no chain with such parameters: leave those ranges out"
                .formatted(sample.id()));
      }
    }
  }

  /** Returns the gradients by the mosaics that went forward last. */
  List<Frame> back(Tensor gradient) {
    float[] all = gradient.toArray();
    List<Frame> frames = new ArrayList<>();
    for (int image = 0; image < mosaics.size(); image++) {
      RawImage mosaic = mosaics.get(image);
      int area = mosaic.width() * mosaic.height() / 4;
      float[] out = new float[4 * area];
      for (Cfa.Site site : Cfa.Site.values()) {
        int place = at(mosaic, site);
        int plane = (image * channels + channel(site)) * area;
        float share = channels == AVERAGED && site.colour() == Colour.GREEN ? 0.5f : 1;
        each(mosaic, (quad, corner) -> out[corner + place] = share * all[plane + quad]);
      }
      frames.add(mosaic.with(mosaic.unit(), out));
    }
    return frames;
  }

  private int channel(Cfa.Site site) {
    return channels == KEPT ? site.index() : site.colour().plane();
  }

  /** Returns the offset of a kind of pixel from the corner of its quad. */
  private static int at(RawImage mosaic, Cfa.Site site) {
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        if (mosaic.cfa().siteAt(row, column) == site) {
          return row * mosaic.width() + column;
        }
      }
    }
    throw new AssertionError("a quad has every kind of pixel");
  }

  private interface Quad {
    void accept(int number, int corner);
  }

  private static void each(RawImage mosaic, Quad visitor) {
    int columns = mosaic.width() / 2;
    for (int row = 0; row < mosaic.height() / 2; row++) {
      for (int column = 0; column < columns; column++) {
        visitor.accept(row * columns + column, 2 * row * mosaic.width() + 2 * column);
      }
    }
  }
}
