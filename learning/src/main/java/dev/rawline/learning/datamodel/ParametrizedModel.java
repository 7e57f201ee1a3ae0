package dev.rawline.learning.datamodel;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.sample.PreparedSample;
import java.util.List;
import java.util.Optional;

/**
 * Mosaic → view through a chain of stages whose numbers θ are learned, all but the frozen ones.
 *
 * <p>The learned parameter is one tensor of double precision, {@code theta}: the numbers of θ that
 * are not frozen, in their order.
 */
public final class ParametrizedModel extends ChainModel {
  private static final String THETA = "theta";

  private final Tensor free;
  private Theta theta;
  private double[] shared;
  private List<Optional<ThetaTransform>> changes = List.of();

  /**
   * Prepares a chain.
   *
   * @param isp the chain; {@link Isp#parametrized} is the fast one
   * @param theta its initial numbers, and which of them are frozen
   * @param learned whether they are learned; otherwise all are constant
   * @throws IllegalArgumentException if θ is of another chain, or a stage rejects a number
   */
  public ParametrizedModel(Isp isp, Theta theta, boolean learned) {
    super(isp.with(theta));
    free = parameters.learned(THETA, Tensor.of(theta.free(), theta.free().length));
    take(theta);
    if (!learned) {
      parameters.freeze();
    }
  }

  private void take(Theta newTheta) {
    theta = newTheta;
    shared = newTheta.vector();
  }

  /** Returns the numbers as they are now. */
  @Override
  public Theta theta() {
    return theta;
  }

  @Override
  public String word() {
    return "parametrized";
  }

  @Override
  public Tensor forward(List<PreparedSample> samples, boolean training) {
    Tensor pictures = render(samples);
    return training && !parameters.isFrozen() ? pictures.requireGradient() : pictures;
  }

  @Override
  public Tensor explain(List<PreparedSample> samples) {
    return render(samples).requireGradient();
  }

  private Tensor render(List<PreparedSample> samples) {
    changes = samples.stream().map(sample -> ThetaTransform.of(sample, theta)).toList();
    return batch.forward(samples, changes.stream().map(this::numbers).toList());
  }

  @Override
  double[] numbers(PreparedSample sample) {
    return numbers(ThetaTransform.of(sample, theta));
  }

  private double[] numbers(Optional<ThetaTransform> change) {
    return change.map(one -> one.of(shared)).orElse(shared);
  }

  @Override
  public void backward(Tensor pictures) {
    if (parameters.isFrozen()) {
      return;
    }
    double[] sum = back(pictures);
    Tensor gradient = Tensor.of(theta.freeOf(sum), free.size());
    free.gradient().ifPresent(before -> gradient.add(before, 1));
    free.setGradient(gradient);
  }

  private double[] back(Tensor pictures) {
    double[] sum = new double[theta.size()];
    batch.backward(
        pictures,
        (sample, ofTheta) -> {
          Optional<ThetaTransform> change = changes.get(sample);
          if (change.isPresent()) {
            change.get().addBack(ofTheta, sum);
          } else {
            for (int i = 0; i < sum.length; i++) {
              sum[i] += ofTheta[i];
            }
          }
        });
    return sum;
  }

  @Override
  public void changed() {
    take(theta.withFree(free.toDoubles()).bounded());
    free.set(theta.free());
  }
}
