package dev.rawline.learning.datamodel;

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

/** A data model that is a chain of stages, and so has a gradient by every number of it, θ. */
public abstract sealed class ChainModel implements DataModel
    permits ParametrizedModel, StaticModel {
  final Isp isp;
  final ChainBatch batch;
  final NetworkParameters parameters = new NetworkParameters();

  ChainModel(Isp isp) {
    this.isp = isp;
    batch = new ChainBatch(isp);
  }

  /** Returns the θ that samples share by default. */
  public abstract Theta theta();

  /** Returns θ as a sample is rendered with it. */
  abstract double[] numbers(PreparedSample sample);

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    return batch.forward(samples, samples.stream().map(this::numbers).toList());
  }

  @Override
  public final Optional<Isp> chain(PreparedSample sample) {
    return Optional.of(isp.with(theta().with(numbers(sample))));
  }

  /**
   * Returns Σ ∂loss/∂θ′, θ′ being what each sample was rendered with: the numbers that were drawn
   * for it, or {@linkplain PreparedSample#replaced replaced}, included.
   *
   * @param pictures what {@link #explain} returned last, with the gradient by them
   * @return one number for each of {@link #theta}
   */
  public final double[] renderedGradient(Tensor pictures) {
    return batch.backward(pictures);
  }

  @Override
  public final List<Frame> gradients(Tensor pictures) {
    double[] _ = batch.backward(pictures);
    return batch.mosaicGradients();
  }

  @Override
  public final NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public final void computeOn(Engine engine, Precision precision) {
    batch.useThreads(engine.threads());
  }
}
