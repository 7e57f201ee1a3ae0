package dev.rawline.imaging.corruption;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;

/**
 * A corruption with published constants.
 *
 * @param kind which
 * @param severity the severity, 1 to 5
 * @param constants the published constants
 */
record CorruptionSpec(CorruptionKind kind, int severity, CorruptionConstants constants)
    implements Corruption {

  /**
   * Checks the severity.
   *
   * @throws IllegalArgumentException if it is outside 1 to 5
   */
  CorruptionSpec {
    if (severity < 1 || severity > Corruption.SEVERITIES) {
      throw new IllegalArgumentException(
          "severity of %s is %d: expected 1 to %d"
              .formatted(kind.word(), severity, Corruption.SEVERITIES));
    }
  }

  @Override
  public String name() {
    return kind.word();
  }

  @Override
  public Stage<View, View> draw(Seed seed) {
    return new DrawnCorruption(this, seed);
  }

  @Override
  public String toString() {
    return "%s, severity %d, constants %s".formatted(name(), severity, constants);
  }
}
