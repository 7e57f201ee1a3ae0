package dev.rawline.imaging;

import java.util.Random;

/** Seeds of the randomised tests: printed, and replayed by {@code -Drawline.seed=N}. */
public final class Seeds {
  private Seeds() {}

  /** Returns the seed to replay, or else a fresh one, and prints it. */
  public static long next(String test) {
    return next(test, new Random().nextLong());
  }

  /** Returns the seed to replay, or else a fixed one, for laws that hold for most seeds only. */
  public static long next(String test, long usual) {
    String replayed = System.getProperty("rawline.seed", "");
    long seed = replayed.isEmpty() ? usual : Long.parseLong(replayed);
    System.out.println(test + ": seed " + seed + " (replay with -Drawline.seed=" + seed + ")");
    return seed;
  }
}
