package dev.rawline.imaging.corruption;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.Locale;

/**
 * A corruption of rendered pictures, at a severity, with published constants.
 *
 * <pre>{@code
 * Corruption fog = new Corruption(CorruptionKind.FOG, 3, CorruptionConstants.of("scaled"));
 * View spoilt = fog.draw(seed).apply(view);
 * }</pre>
 *
 * @param kind which
 * @param severity the severity, 1 to 5
 * @param constants the published constants
 */
public record Corruption(CorruptionKind kind, int severity, CorruptionConstants constants) {
  /** The number of severities. */
  public static final int SEVERITIES = 5;

  /**
   * Checks the severity.
   *
   * @throws IllegalArgumentException if it is outside 1 to 5
   */
  public Corruption {
    if (severity < 1 || severity > SEVERITIES) {
      throw new IllegalArgumentException(
          "severity of %s is %d: expected 1 to %d".formatted(kind.word(), severity, SEVERITIES));
    }
  }

  /** Returns its name, such as "gaussian_noise". */
  public String name() {
    return kind.word();
  }

  /** Returns the corruption as a stage, with all its randomness drawn from a seed. */
  public Stage<View, View> draw(Seed seed) {
    return new Drawn(this, seed);
  }

  @Override
  public String toString() {
    return "%s, severity %d, constants %s".formatted(name(), severity, constants);
  }

  /**
   * View → View: a corruption whose randomness comes from a seed.
   *
   * <p>It works on doubles: samples outside [0, 1] are clipped before and after, and rounded to
   * float32 at the end.
   *
   * @param corruption what it does
   * @param seed its random seed; all severities of one corruption draw the same numbers
   */
  record Drawn(Corruption corruption, Seed seed) implements Stage<View, View> {
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
      return corrupted(DoubleImage.clipped(view)).clippedView();
    }

    /** The definition, on doubles in [0, 1]. */
    DoubleImage corrupted(DoubleImage picture) {
      double scale = corruption.constants.scale(picture.width, picture.height);
      return corruption
          .kind
          .definition(corruption.severity, corruption.constants)
          .corrupt(picture, scale, new StageSeed(seed, name()));
    }

    private void requireFinite(View view) {
      int area = view.height() * view.width();
      int channel = 0;
      for (Colour colour : Colour.values()) {
        for (int i = 0; i < area; i++) {
          float sample = view.samples()[channel * area + i];
          if (!Float.isFinite(sample)) {
            throw new IllegalArgumentException(
                "%s: the image's %s sample at row %d, column %d is %s: expected finite numbers from 0 to 1; find the step that produced it"
                    .formatted(
                        name(),
                        colour.name().toLowerCase(Locale.ROOT),
                        i / view.width(),
                        i % view.width(),
                        sample));
          }
        }
        channel++;
      }
    }
  }
}
