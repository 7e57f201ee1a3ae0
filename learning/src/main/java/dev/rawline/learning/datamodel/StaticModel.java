package dev.rawline.learning.datamodel;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.NetworkParameters;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Mosaic → view through a chain of stages whose numbers stay as they are.
 *
 * <p>Any chain does, any of the twelve views for example. Where a sample brings the camera that its
 * raw file describes, it is rendered by that camera's chain.
 */
public final class StaticModel implements ChainModel {
  private final Isp isp;
  private final Function<Camera, Isp> chains;
  private final Theta theta;
  private final double[] shared;
  private final ChainBatch batch;
  private final NetworkParameters parameters = new NetworkParameters();

  /** Renders every sample by one chain. */
  public StaticModel(Isp isp) {
    this(isp, _ -> isp);
  }

  /**
   * Renders samples by one chain, or by that of their own camera.
   *
   * @param isp the chain of samples without a camera of their own
   * @param chains the chain of a camera; its stages are of the same kinds
   */
  public StaticModel(Isp isp, Function<Camera, Isp> chains) {
    this.isp = isp;
    this.chains = chains;
    theta = isp.theta();
    shared = theta.vector();
    batch = new ChainBatch(isp);
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
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    return batch.forward(samples, samples.stream().map(this::numbers).toList());
  }

  private double[] numbers(PreparedSample sample) {
    double[] own =
        sample.camera().map(camera -> chains.apply(camera).theta().vector()).orElse(shared);
    return ThetaTransform.of(sample, theta).map(change -> change.of(own)).orElse(own);
  }

  @Override
  public Optional<Isp> chain(PreparedSample sample) {
    return Optional.of(isp.with(theta.with(numbers(sample))));
  }

  @Override
  public Tensor explain(List<PreparedSample> samples) {
    return forward(samples, /* training= */ false).requireGradient();
  }

  @Override
  public void backward(Tensor pictures) {
    // Nothing is learned here.
  }

  @Override
  public double[] renderedGradient(Tensor pictures) {
    return batch.backward(pictures);
  }

  @Override
  public List<Frame> gradients(Tensor pictures) {
    double[] _ = batch.backward(pictures);
    return batch.mosaicGradients();
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public void computeOn(Engine engine, Precision precision) {
    batch.useThreads(engine.threads());
  }

  @Override
  public void changed() {
    // Nothing is learned here.
  }

  @Override
  public void close() {
    parameters.close();
  }
}
