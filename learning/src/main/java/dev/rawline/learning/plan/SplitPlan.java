package dev.rawline.learning.plan;

import dev.rawline.data.split.SplitFractions;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/** How the data set is divided. */
public sealed interface SplitPlan {

  /** As in the data set itself. */
  @FileWord("given")
  record Given() implements SplitPlan {}

  /** By a seed, groups whole, each side with its share of every class. */
  @FileWord("shuffle")
  record Shuffle(
      @Described(meaning = "the share that is learned from", above = 0, max = 1) Double train,
      @Described(meaning = "the share that is looked at while learning", min = 0, max = 1)
          Double validation,
      @Described(meaning = "the share that is looked at once, at the end", min = 0, max = 1)
          Double test)
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
    public SplitFractions shares() {
      return new SplitFractions(train, validation, test);
    }
  }

  /** As in a file that {@code data split} has written. */
  @FileWord("file")
  record File(
      @Described(meaning = "a split.json, as data split writes it", bare = true, required = true)
          String file)
      implements SplitPlan {}
}
