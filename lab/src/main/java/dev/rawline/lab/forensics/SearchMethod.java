package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.search.EvolutionStrategy;
import dev.rawline.lab.forensics.search.GradientAscent;
import dev.rawline.lab.forensics.search.RandomSearch;
import dev.rawline.lab.forensics.search.WorstCaseSearch;
import java.util.Locale;

/** How a plan lets worst cases be searched. */
public enum SearchMethod {
  /** By the gradient where the model hands one back; else by an evolution strategy. */
  AUTO,

  /** Along the gradient. */
  ASCENT,

  /** By an evolution strategy, which needs no gradient. */
  EVOLUTION,

  /** By random draws. */
  RANDOM;

  /**
   * Returns the search.
   *
   * @param hasSlope whether the model hands back a gradient
   * @throws IllegalArgumentException if the choice needs one and there is none
   */
  WorstCaseSearch search(boolean hasSlope) {
    return switch (this) {
      case AUTO -> hasSlope ? new GradientAscent() : new EvolutionStrategy();
      case ASCENT -> {
        if (!hasSlope) {
          throw new IllegalArgumentException(
              "search is ascent, but the model hands back no gradient: choose auto or evolution, or name a TorchScript file instead of ONNX");
        }
        yield new GradientAscent();
      }
      case EVOLUTION -> new EvolutionStrategy();
      case RANDOM -> new RandomSearch();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
