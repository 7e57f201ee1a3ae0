package dev.rawline.learning.diffusion;

import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.optimize.AdamW;
import dev.rawline.learning.optimize.GradientClipping;
import dev.rawline.learning.optimize.OptimizerState;
import dev.rawline.learning.train.TrainingDivergedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the steps of a flow's training: loss, gradient, clipping at a norm of 1, AdamW, and the
 * running average of the weights.
 */
public final class FlowStep implements AutoCloseable {
  private static final GradientClipping CLIPPING = new GradientClipping(1);
  private static final AdamW OPTIMIZING = new AdamW(0.9, 0.99, 1e-8, 0.01);

  private final RectifiedFlow flow;
  private final double averaging;
  private final Map<String, Tensor> weights;
  private final Map<String, Tensor> averaged = new LinkedHashMap<>();
  private final OptimizerState optimizer;

  /**
   * Begins with the network's weights, as their average too.
   *
   * @param network the network; steps change it
   * @param precision of convolutions and products
   * @param averaging the decay of the average, 0 to 1; lower at first
   */
  public FlowStep(FlowNetwork network, Precision precision, double averaging) {
    this.flow = new RectifiedFlow(network, precision);
    this.averaging = averaging;
    weights = network.parameters().learned();
    optimizer = OPTIMIZING.begin(network.parameters().learned());
    try (NoGradient _ = new NoGradient()) {
      weights.forEach(
          (name, tensor) ->
              averaged.put(
                  name, tensor.detach().zerosAlike().add(tensor.detach(), 1).outliveScopes()));
    }
  }

  /**
   * Makes a step.
   *
   * @param step how many were made before
   * @param rate the learning rate
   * @return the loss before it
   * @throws TrainingDivergedException if the loss or its gradient is not finite; the weights are
   *     then unchanged
   */
  public double learn(FlowBatch batch, int step, double rate) {
    try (Scope _ = new Scope()) {
      Tensor loss = flow.loss(batch);
      double value = loss.value();
      if (!Double.isFinite(value)) {
        throw new TrainingDivergedException("the loss is " + value);
      }
      loss.backward();
      double norm = CLIPPING.apply(weights.values());
      if (!Double.isFinite(norm)) {
        weights.values().forEach(Tensor::forgetGradient);
        throw new TrainingDivergedException("the gradient has a norm of " + norm);
      }
      optimizer.step(rate);
      weights.values().forEach(Tensor::forgetGradient);
      average(step);
      return value;
    }
  }

  private void average(int step) {
    double decay = Math.min(averaging, (1.0 + step) / (10.0 + step));
    try (NoGradient _ = new NoGradient()) {
      weights.forEach((name, tensor) -> averaged.get(name).scale(decay).add(tensor, 1 - decay));
    }
  }

  /** Returns the loss of a batch by the network's weights; nothing changes. */
  public double loss(FlowBatch batch) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return flow.loss(batch).value();
    }
  }

  /** Returns the average of the weights, by name. */
  Map<String, Tensor> averaged() {
    return Collections.unmodifiableMap(averaged);
  }

  /** Returns the state of the optimizer. */
  OptimizerState optimizer() {
    return optimizer;
  }

  /** Frees the average and the state of the optimizer, not the network. */
  @Override
  public void close() {
    averaged.values().forEach(Tensor::close);
    optimizer.close();
  }
}
