package dev.rawline.lab.experiment;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/** How often, and how, an experiment splits its data set into training and test samples. */
public sealed interface RepeatedSplitPlan {

  /** Several times by the seed, groups whole, each side with its share of every class. */
  @FileWord("shuffle")
  record Shuffle(
      @Described(meaning = "the number of splits", min = 1, max = 100) Integer number,
      @Described(
              meaning = "the training fraction; models are tested on the remaining samples",
              above = 0,
              max = 0.99)
          Double train)
      implements RepeatedSplitPlan {
    /** Fills in the defaults. */
    public Shuffle {
      number = number == null ? 5 : number;
      train = train == null ? Double.valueOf(0.8) : train;
    }
  }

  /** Once, as the data set itself has it. */
  @FileWord("given")
  record Predefined() implements RepeatedSplitPlan {}

  /** As a file of {@code data split} has it, each of its splits once. */
  @FileWord("file")
  record File(
      @Described(meaning = "a split.json, as written by data split", bare = true, required = true)
          String file)
      implements RepeatedSplitPlan {}
}
