package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The operations as the engine computes them.
 *
 * @param training whether batch norms use the statistics of the batch and update their running ones
 */
record EngineLayers(boolean training) implements Layers<Tensor> {

  @Override
  public Tensor convolution(
      Tensor features, Tensor weight, Optional<Tensor> bias, int stride, int padding) {
    return features.conv2d(weight, bias, stride, padding);
  }

  @Override
  public Tensor normalized(Tensor features, BatchNorm norm) {
    return norm.forward(features, training);
  }

  @Override
  public Tensor relu(Tensor features) {
    return features.reluInPlace();
  }

  @Override
  public Tensor maxPool(Tensor features, int side, int stride, int padding) {
    return features.maxPool2d(side, stride, padding);
  }

  @Override
  public Tensor sum(Tensor features, Tensor more) {
    return features.add(more, 1);
  }

  @Override
  public Tensor concatenated(List<Tensor> features) {
    return Tensor.concatenate(features, 1);
  }

  @Override
  public Tensor enlarged(Tensor features) {
    return features.enlargeNearest(2);
  }

  @Override
  public Tensor mean(Tensor features) {
    return features.shrink(1, 1).reshape(features.size(0), -1);
  }

  @Override
  public Tensor linear(Tensor features, Tensor weight, Tensor bias) {
    return features.linear(weight, Optional.of(bias));
  }
}
