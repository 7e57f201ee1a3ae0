package dev.rawline.imaging;

import java.util.Random;

/** Seeds of the randomised tests: printed, and replayed by {@code -Drawline.seed=N}. */
public final class Seeds {
  private Seeds() {}

  /** Returns the seed that was asked for, or else a fresh one, and prints it. */
  public static long next(String test) {
    String asked = System.getProperty("rawline.seed", "");
    long seed = asked.isEmpty() ? new Random().nextLong() : Long.parseLong(asked);
    System.out.println(test + ": seed " + seed + " (replay with -Drawline.seed=" + seed + ")");
    return seed;
  }
}
