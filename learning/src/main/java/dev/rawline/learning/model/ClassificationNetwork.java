package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/** Features of the whole picture and a linear head. */
record ClassificationNetwork(Features deepest, LinearLayer head, NetworkParameters parameters)
    implements Network {

  /** Pictures → the features before the head: (image, feature). */
  interface Features {
    <F> F of(F pictures, Layers<F> layers);
  }

  @Override
  public Tensor forward(Tensor pictures, boolean training) {
    return forward(pictures, new EngineLayers(training));
  }

  private <F> F forward(F pictures, Layers<F> layers) {
    return head.forward(deepest.of(pictures, layers), layers);
  }

  @Override
  public <F> Optional<F> through(F pictures, Layers<F> layers) {
    return Optional.of(forward(pictures, layers));
  }

  @Override
  public Optional<Tensor> features(Tensor pictures) {
    return Optional.of(deepest.of(pictures, new EngineLayers(/* training= */ false)));
  }
}
