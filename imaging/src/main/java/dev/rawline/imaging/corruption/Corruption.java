package dev.rawline.imaging.corruption;

import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;

/** Something that spoils finished pictures, at a severity. */
public interface Corruption {
  /** How many severities there are. */
  int SEVERITIES = 5;

  /** Returns its name, such as "gaussian_noise". */
  String name();

  /** Returns how severe it is, 1 to 5. */
  int severity();

  /** Returns what it does to a picture, with all its randomness drawn from a seed. */
  Stage<View, View> draw(Seed seed);
}
