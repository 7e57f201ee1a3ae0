package dev.rawline.imaging.corruption;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.Locale;

/**
 * View → View: a corruption whose randomness comes from a seed.
 *
 * <p>It works on doubles: samples outside [0, 1] are clipped before and after, and rounded to
 * float32 at the end.
 *
 * @param corruption what it does
 * @param seed its random seed; all severities of one corruption draw the same numbers
 */
record DrawnCorruption(CorruptionSpec corruption, Seed seed) implements Stage<View, View> {

  @Override
  public String name() {
    return corruption.name();
  }

  /**
   * Returns the corrupted picture.
   *
   * @throws IllegalArgumentException if a sample is not finite
   */
  @Override
  public View apply(View view) {
    requireFinite(view);
    return plain(DoubleImage.of(view)).toView();
  }

  /** The definition, on doubles. */
  DoubleImage plain(DoubleImage picture) {
    double scale = corruption.constants().scale(picture.width, picture.height);
    return corruption
        .kind()
        .definition(corruption.severity(), corruption.constants())
        .corrupt(picture.clipped(), scale, new StageSeed(seed, name()))
        .clipped();
  }

  private void requireFinite(View view) {
    for (Colour colour : Colour.values()) {
      for (int row = 0; row < view.height(); row++) {
        for (int column = 0; column < view.width(); column++) {
          float sample = view.at(colour, row, column);
          if (!Float.isFinite(sample)) {
            throw new IllegalArgumentException(
                "%s: the picture's %s sample at row %d, column %d is %s: expected finite numbers, 0 to 1; find the step that produced it"
                    .formatted(
                        name(), colour.name().toLowerCase(Locale.ROOT), row, column, sample));
          }
        }
      }
    }
  }
}
