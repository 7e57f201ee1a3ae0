package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mosaic → picture of half its size without any processing: every quad of 2×2 pixels becomes one
 * pixel of three channels, (R, (G1 + G2) / 2, B), or of four, (R, G1, G2, B), for every layout. Or
 * a monochrome image → the picture of one channel that it is.
 */
public final class HalfSizeModel implements DataModel {
  private static final int MONOCHROME = 1;

  private final int channels;
  private List<RawImage> images = List.of();
  private final BayerPacking quads;
  private final NetworkParameters parameters = new NetworkParameters();

  /**
   * Prepares the model.
   *
   * @param channels 1: monochrome images, at their full size; 3: the greens are averaged; 4: they
   *     are kept apart
   * @throws IllegalArgumentException if it is none of these
   */
  public HalfSizeModel(int channels) {
    if (channels != MONOCHROME
        && channels != BayerPacking.AVERAGED
        && channels != BayerPacking.KEPT) {
      throw new IllegalArgumentException(
          "channels is %d: expected 1 (monochrome), 3 (greens averaged) or 4 (greens separate)"
              .formatted(channels));
    }
    this.channels = channels;
    quads = new BayerPacking(channels);
  }

  @Override
  public String word() {
    return "none";
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int divisor() {
    return channels == MONOCHROME ? 1 : 2;
  }

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    return channels == MONOCHROME ? planes(samples) : quads.forward(samples);
  }

  @Override
  public List<Frame> gradients(Tensor pictures) {
    Tensor gradient = pictures.gradient().orElseThrow(MosaicBatch::noGradient);
    if (channels != MONOCHROME) {
      return quads.back(gradient);
    }
    float[] all = gradient.toArray();
    List<Frame> frames = new ArrayList<>();
    for (RawImage image : images) {
      int area = image.samples().length;
      int from = frames.size() * area;
      frames.add(image.with(image.unit(), Arrays.copyOfRange(all, from, from + area)));
    }
    return frames;
  }

  private Tensor planes(List<PreparedSample> samples) {
    images = MosaicBatch.of(samples);
    int area = images.getFirst().samples().length;
    float[] all = new float[images.size() * area];
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).cfa().hasFilters()) {
        throw new IllegalArgumentException(
            "sample %s is a mosaic of colours (%s), but the data model none of 1 channel expects monochrome images: choose 3 or 4 channels"
                .formatted(samples.get(i).id(), images.get(i).cfa()));
      }
      System.arraycopy(images.get(i).samples(), 0, all, i * area, area);
    }
    BayerPacking.requireNoTheta(samples);
    return Tensor.of(all, images.size(), 1, images.getFirst().height(), images.getFirst().width());
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public void computeOn(Engine engine, Precision precision) {
    quads.useThreads(engine.threads());
  }
}
