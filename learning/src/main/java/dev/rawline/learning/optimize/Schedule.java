package dev.rawline.learning.optimize;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import java.util.List;
import java.util.Optional;

/** How the learning rate changes over a run: the factor of the rate of the plan. */
public sealed interface Schedule {

  /**
   * Returns the factor of one step, 0 or more.
   *
   * @param step which step of the run, from 0
   * @param steps how many steps the run has
   * @param epoch how many epochs have passed when the step begins, the part of the running one
   *     included: 2.5 is the middle of the third
   */
  double factor(int step, int steps, double epoch);

  /** Always 1. */
  @FileWord("constant")
  record Constant() implements Schedule {
    @Override
    public double factor(int step, int steps, double epoch) {
      return 1;
    }
  }

  /**
   * From 1 down to the lowest along half a wave (Loshchilov and Hutter 2017, one cycle): lowest +
   * (1 − lowest) · (1 + cos(π · step / steps)) / 2.
   */
  @FileWord("cosine")
  record Cosine(
      @Described(meaning = "the factor at the end of the run", min = 0, max = 1) double lowest)
      implements Schedule {
    /** Down to 0. */
    public static final Cosine DEFAULT = new Cosine(0);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Cosine {
      RangeChecks.require(Cosine.class, "lowest", lowest);
    }

    @Override
    public double factor(int step, int steps, double epoch) {
      double wave = StrictMath.cos(Math.PI * step / steps);
      return lowest + (1 - lowest) * (1 + wave) / 2;
    }
  }

  /**
   * Down by a factor at the beginning of some epochs: factor^(how many of them have begun), or
   * factor^⌊epoch / every⌋.
   */
  @FileWord("steps")
  record Steps(
      @Described(meaning = "epochs from one step to the next", unit = "epochs", min = 1)
          Optional<Integer> every,
      @Described(
              meaning = "instead, the numbers of completed epochs after which there is a step",
              min = 1)
          Optional<List<Integer>> at,
      @Described(meaning = "the factor at each step", above = 0, max = 1) Double factor)
      implements Schedule {
    /**
     * Fills in the default: a tenth every 30 epochs.
     *
     * @throws IllegalArgumentException if a number is out of its range, both every and at are
     *     given, or the epochs do not rise; the message names all
     */
    public Steps {
      factor = factor == null ? Double.valueOf(0.1) : factor;
      if (every.isPresent() && at.isPresent()) {
        throw new IllegalArgumentException("steps has every and at: remove one of the two");
      }
      every = every.isEmpty() && at.isEmpty() ? Optional.of(30) : every;
      RangeChecks checks = new RangeChecks(Steps.class).check("factor", factor);
      every.ifPresent(epochs -> checks.check("every", epochs));
      int before = 0;
      for (int epoch : at.orElse(List.of())) {
        if (epoch <= before) {
          checks.add(
              "the learning rate decreases at the epochs %s: expected rising numbers from 1"
                  .formatted(at.get()));
          break;
        }
        before = epoch;
      }
      checks.require("steps");
    }

    @Override
    public double factor(int step, int steps, double epoch) {
      double begun =
          at.isPresent()
              ? at.get().stream().filter(first -> first <= epoch).count()
              : Math.floor(epoch / every.orElseThrow());
      return StrictMath.pow(factor, begun);
    }
  }
}
