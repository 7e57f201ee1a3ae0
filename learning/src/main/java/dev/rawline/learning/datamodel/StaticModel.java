package dev.rawline.learning.datamodel;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.sample.PreparedSample;
import java.util.function.Function;

/**
 * Mosaic → view through a chain of stages whose numbers stay as they are.
 *
 * <p>Any chain does, any of the twelve views for example. Where a sample brings the camera that its
 * raw file describes, it is rendered by that camera's chain.
 */
public final class StaticModel extends ChainModel {
  private final Function<Camera, Isp> chains;
  private final Theta theta;
  private final double[] shared;

  /** Renders every sample by one chain. */
  public StaticModel(Isp isp) {
    this(isp, _ -> isp);
  }

  /**
   * Renders samples with one chain, or with that of their own camera.
   *
   * @param isp the chain of samples without a camera of their own
   * @param chains the chain of a camera; its stages are of the same kinds
   */
  public StaticModel(Isp isp, Function<Camera, Isp> chains) {
    super(isp);
    this.chains = chains;
    theta = isp.theta();
    shared = theta.vector();
  }

  /** Returns the chain of samples without a camera of their own. */
  public Isp isp() {
    return isp;
  }

  /** Returns the numbers of the chain of samples without a camera of their own. */
  @Override
  public Theta theta() {
    return theta;
  }

  @Override
  public String word() {
    return "static";
  }

  @Override
  double[] numbers(PreparedSample sample) {
    double[] own =
        sample.camera().map(camera -> chains.apply(camera).theta().vector()).orElse(shared);
    return ThetaTransform.of(sample, theta).map(change -> change.of(own)).orElse(own);
  }
}
