package dev.rawline.imaging.corruption;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;

/** A corruption of rendered pictures, at a severity. */
public interface Corruption {
  /** The number of severities. */
  int SEVERITIES = 5;

  /** Returns its name, such as "gaussian_noise". */
  String name();

  /** Returns the severity, 1 to 5. */
  int severity();

  /** Returns the corruption as a stage, with all its randomness drawn from a seed. */
  Stage<View, View> draw(Seed seed);
}
