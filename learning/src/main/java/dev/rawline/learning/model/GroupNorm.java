package dev.rawline.learning.model;

import dev.rawline.learning.engine.Tensor;

/**
 * A normalisation over groups of channels, whose statistics are those of each picture.
 *
 * @param groups the number of groups
 * @param weight one number a channel
 * @param bias one number a channel
 */
public record GroupNorm(int groups, Tensor weight, Tensor bias) {

  /** Returns features (image, channel, row, column) normalised. */
  public Tensor forward(Tensor features) {
    return features.groupNorm(groups, weight, bias);
  }
}
