package dev.rawline.learning.datamodel;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.engine.Tensor;

/** A data model that is a chain of stages, and so has a gradient by every number of it, θ. */
public sealed interface ChainModel extends DataModel permits ParametrizedModel, StaticModel {

  /** Returns the numbers that samples share where nothing changes them. */
  Theta theta();

  /**
   * Returns Σ ∂loss/∂θ′, θ′ being what each sample was rendered with: the numbers that were drawn
   * for it, or {@linkplain dev.rawline.learning.sample.PreparedSample#replaced replaced}, included.
   *
   * @param pictures what {@link #explain} returned last, with the gradient by them
   * @return one number for each of {@link #theta}
   */
  double[] renderedGradient(Tensor pictures);
}
