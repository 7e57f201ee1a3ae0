package dev.rawline.lab.training;

import dev.rawline.imaging.frame.Mask;
import dev.rawline.workbench.text.NumberText;
import java.util.List;
import java.util.Locale;

/** What a model says of one sample, beside what it should say. */
public sealed interface LabelledPrediction {

  /**
   * Shares of classes.
   *
   * @param classes their names
   * @param shares the probability of each, 0 to 1
   * @param target the place of the right one
   */
  record OfClass(List<String> classes, List<Double> shares, int target)
      implements LabelledPrediction {
    /** Copies the lists. */
    public OfClass {
      classes = List.copyOf(classes);
      shares = List.copyOf(shares);
    }

    /** Returns the place of the class with the largest share. */
    public int said() {
      int said = 0;
      for (int i = 1; i < shares.size(); i++) {
        said = shares.get(i) > shares.get(said) ? i : said;
      }
      return said;
    }
  }

  /**
   * Pixels that belong to an object.
   *
   * @param said those of which the model says so
   * @param target those that do
   */
  record OfPixels(Mask said, Mask target) implements LabelledPrediction {
    /** Returns the intersection over the union, 1 where both are empty. */
    public double overlap() {
      int both = 0;
      int either = 0;
      for (int i = 0; i < said.kinds().length; i++) {
        both += said.kinds()[i] != 0 && target.kinds()[i] != 0 ? 1 : 0;
        either += said.kinds()[i] != 0 || target.kinds()[i] != 0 ? 1 : 0;
      }
      return either == 0 ? 1 : (double) both / either;
    }
  }

  /**
   * A number.
   *
   * @param name what it is
   * @param said what the model says
   * @param target what it is
   */
  record OfNumber(String name, double said, double target) implements LabelledPrediction {}

  /** Returns the verdict in few words, for below a picture. */
  default String brief() {
    return switch (this) {
      case OfClass verdict ->
          String.format(
              Locale.ROOT,
              "%s %.0f %%, %s",
              verdict.classes.get(verdict.said()),
              100 * verdict.shares.get(verdict.said()),
              verdict.said() == verdict.target ? "right" : "wrong");
      case OfPixels _, OfNumber _ -> line();
    };
  }

  /** Returns the verdict in a line of words. */
  default String line() {
    return switch (this) {
      case OfClass verdict ->
          verdict.said() == verdict.target
              ? brief()
              : brief() + ": it is " + verdict.classes.get(verdict.target);
      case OfPixels verdict -> String.format(Locale.ROOT, "IoU %.2f", verdict.overlap());
      case OfNumber(String name, double said, double target) ->
          "%s %s; it is %s".formatted(name, NumberText.brief(said), NumberText.brief(target));
    };
  }
}
