package dev.rawline.learning.datamodel;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;

/**
 * Mosaic → picture of half its size without any processing: every quad of 2×2 pixels becomes one
 * pixel of three channels, (R, (G1 + G2) / 2, B), or of four, (R, G1, G2, B), for every layout.
 */
public final class HalfSizeModel implements DataModel {
  private final int channels;
  private final BayerPacking quads;
  private final NetworkParameters parameters = new NetworkParameters();

  /**
   * Prepares the model.
   *
   * @param channels 3: the greens are averaged; 4: they are kept apart
   * @throws IllegalArgumentException if it is neither
   */
  public HalfSizeModel(int channels) {
    if (channels != BayerPacking.AVERAGED && channels != BayerPacking.KEPT) {
      throw new IllegalArgumentException(
          "channels is %d: expected 3 (greens averaged) or 4 (greens separate)"
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
    return 2;
  }

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    return quads.forward(samples);
  }

  @Override
  public List<Frame> gradients(Tensor pictures) {
    return quads.back(pictures.gradient().orElseThrow(MosaicBatch::noGradient));
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
