package dev.rawline.lab.experiment;

import dev.rawline.data.yaml.Key;
import dev.rawline.data.yaml.YamlWord;

/**
 * How often, and how, an experiment divides its data set into what is learned from and the rest.
 */
public sealed interface RepeatedSplitPlan {

  /**
   * Several times by the seed, groups whole, each side with its share of every class.
   *
   * @param number how often
   * @param train the share that is learned from
   */
  @YamlWord("shuffle")
  record Shuffle(
      @Key(means = "how many divisions", least = 1, most = 100) Integer number,
      @Key(
              means = "the share that is learned from; models are tested on the rest",
              above = 0,
              most = 0.99)
          Double train)
      implements RepeatedSplitPlan {
    /** Fills in the defaults. */
    public Shuffle {
      number = number == null ? 5 : number;
      train = train == null ? Double.valueOf(0.8) : train;
    }
  }

  /** Once, as the data set itself tells. */
  @YamlWord("given")
  record Given() implements RepeatedSplitPlan {}

  /**
   * As a file says, which {@code data split} has written, each of its divisions once.
   *
   * @param file the file
   */
  @YamlWord("file")
  record File(
      @Key(means = "a split.json, as data split writes it", bare = true, required = true)
          String file)
      implements RepeatedSplitPlan {}
}
