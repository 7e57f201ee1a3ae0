package dev.rawline.learning.plan;

import dev.rawline.data.split.SplitFractions;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/** How the data set is divided. */
public sealed interface SplitPlan {

  /** As in the data set itself. */
  @FileWord("given")
  record Predefined() implements SplitPlan {}

  /** By a seed, groups whole, each side with its share of every class. */
  @FileWord("shuffle")
  record Shuffle(
      @Described(meaning = "the training fraction", above = 0, max = 1) Double train,
      @Described(meaning = "the validation fraction", min = 0, max = 1) Double validation,
      @Described(meaning = "the test fraction, evaluated once, at the end", min = 0, max = 1)
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
      @Described(meaning = "a split.json, as written by data split", bare = true, required = true)
          String file)
      implements SplitPlan {}
}
