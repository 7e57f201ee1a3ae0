package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.optimize.Adam;
import dev.rawline.learning.optimize.AdamW;
import dev.rawline.learning.optimize.Optimizer;
import dev.rawline.learning.optimize.Sgd;

/** By which rule numbers follow their gradients. */
public sealed interface OptimizerPlan {

  /** Returns the rule. */
  Optimizer optimizer();

  private static <T> T or(T said, T otherwise) {
    return said == null ? otherwise : said;
  }

  /** Adam. */
  @FileWord("adam")
  record AdamKeys(
      @Described(meaning = "how slowly the mean of the gradients moves", min = 0, max = 0.9999999)
          Double beta1,
      @Described(meaning = "how slowly the mean of their squares moves", min = 0, max = 0.9999999)
          Double beta2,
      @Described(meaning = "what keeps the divisor from 0", above = 0) Double epsilon,
      @Described(meaning = "how strongly weights are pulled to 0, through the gradient", min = 0)
          Double weightDecay)
      implements OptimizerPlan {
    /** Fills in the defaults. */
    public AdamKeys {
      beta1 = or(beta1, Adam.DEFAULT.beta1());
      beta2 = or(beta2, Adam.DEFAULT.beta2());
      epsilon = or(epsilon, Adam.DEFAULT.epsilon());
      weightDecay = or(weightDecay, Adam.DEFAULT.weightDecay());
    }

    @Override
    public Optimizer optimizer() {
      return new Adam(beta1, beta2, epsilon, weightDecay);
    }
  }

  /** Adam with weight decay beside the gradient. */
  @FileWord("adamw")
  record AdamwKeys(
      @Described(meaning = "how slowly the mean of the gradients moves", min = 0, max = 0.9999999)
          Double beta1,
      @Described(meaning = "how slowly the mean of their squares moves", min = 0, max = 0.9999999)
          Double beta2,
      @Described(meaning = "what keeps the divisor from 0", above = 0) Double epsilon,
      @Described(meaning = "how strongly weights are pulled to 0, beside the gradient", min = 0)
          Double weightDecay)
      implements OptimizerPlan {
    /** Fills in the defaults. */
    public AdamwKeys {
      beta1 = or(beta1, AdamW.DEFAULT.beta1());
      beta2 = or(beta2, AdamW.DEFAULT.beta2());
      epsilon = or(epsilon, AdamW.DEFAULT.epsilon());
      weightDecay = or(weightDecay, AdamW.DEFAULT.weightDecay());
    }

    @Override
    public Optimizer optimizer() {
      return new AdamW(beta1, beta2, epsilon, weightDecay);
    }
  }

  /** Stochastic gradient descent. */
  @FileWord("sgd")
  record SgdKeys(
      @Described(meaning = "how much of the last step goes on", min = 0, max = 0.9999999)
          Double momentum,
      @Described(meaning = "whether the step looks ahead, which needs momentum") Boolean nesterov,
      @Described(meaning = "how strongly weights are pulled to 0, through the gradient", min = 0)
          Double weightDecay)
      implements OptimizerPlan {
    /**
     * Fills in the defaults.
     *
     * @throws IllegalArgumentException if it looks ahead without momentum
     */
    public SgdKeys {
      momentum = or(momentum, Sgd.DEFAULT.momentum());
      nesterov = or(nesterov, Sgd.DEFAULT.nesterov());
      weightDecay = or(weightDecay, Sgd.DEFAULT.weightDecay());
      new Sgd(momentum, nesterov, weightDecay);
    }

    @Override
    public Optimizer optimizer() {
      return new Sgd(momentum, nesterov, weightDecay);
    }
  }
}
