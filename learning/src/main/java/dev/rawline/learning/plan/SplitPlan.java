package dev.rawline.learning.plan;

import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.yaml.Key;
import dev.rawline.data.yaml.YamlWord;

/** How the data set is divided. */
public sealed interface SplitPlan {

  /** As the data set itself tells. */
  @YamlWord("given")
  record Given() implements SplitPlan {}

  /**
   * By a seed, groups whole, each side with its share of every class.
   *
   * @param train the training side's share
   * @param validation the validation side's share
   * @param test the test side's share
   */
  @YamlWord("shuffle")
  record Shuffle(
      @Key(means = "the share that is learned from", above = 0, most = 1) Double train,
      @Key(means = "the share that is looked at while learning", least = 0, most = 1)
          Double validation,
      @Key(means = "the share that is looked at once, at the end", least = 0, most = 1) Double test)
      implements SplitPlan {
    /**
     * Fills in the defaults.
     *
     * @throws IllegalArgumentException if the shares do not add up to 1
     */
    public Shuffle {
      train = train == null ? SplitFractions.DEFAULT.train() : train;
      validation = validation == null ? SplitFractions.DEFAULT.validation() : validation;
      test = test == null ? SplitFractions.DEFAULT.test() : test;
      new SplitFractions(train, validation, test);
    }

    /** Returns the shares. */
    SplitFractions shares() {
      return new SplitFractions(train, validation, test);
    }
  }

  /**
   * As a file says, which {@code data split} has written.
   *
   * @param file the file
   */
  @YamlWord("file")
  record File(
      @Key(means = "a split.json, as data split writes it", bare = true, required = true)
          String file)
      implements SplitPlan {}
}
