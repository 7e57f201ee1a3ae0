package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;
import java.util.Optional;

/** Features of the whole picture and a linear head. */
record ClassificationNetwork(Features deepest, LinearLayer head, NetworkParameters parameters)
    implements Network {

  /** Pictures → the features before the head: (image, feature). */
  @FunctionalInterface
  interface Features {
    Tensor of(Tensor pictures, boolean training);
  }

  @Override
  public Tensor forward(Tensor pictures, boolean training) {
    return head.forward(deepest.of(pictures, training));
  }

  @Override
  public Optional<Tensor> features(Tensor pictures) {
    return Optional.of(deepest.of(pictures, /* training= */ false));
  }
}
