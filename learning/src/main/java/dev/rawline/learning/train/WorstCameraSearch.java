package dev.rawline.learning.train;

import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.learning.datamodel.ChainModel;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.joint.JointModel;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.sample.Preparation;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A batch → the camera of a box by which the model, as it is now, errs most.
 *
 * <p>One camera for all samples: projected ascent by the sign of the gradient,
 *
 * <pre>
 * θ₀ uniform in the box
 * θₖ₊₁ = the nearest point of the box to θₖ + rate · width · sign(∂loss/∂θ at θₖ)
 * </pre>
 *
 * and of θ₀ … θ of the last step the one of the greatest loss. Both models are in evaluation mode:
 * running statistics are used and not changed, nothing is learned, and nothing is augmented. θ₀ is
 * drawn from the seed, the epoch and the batch's first sample, so there is no state between steps.
 */
final class WorstCameraSearch {
  private final WorstCaseTraining search;
  private final Loss loss;
  private final long seed;
  private final JointModel model;
  private final ChainModel chain;
  private final SortedMap<Integer, Range> box;

  /**
   * Prepares the search.
   *
   * @throws IllegalArgumentException if the data model has no θ, the box does not fit it, or
   *     learned numbers of θ would be replaced in every sample
   */
  WorstCameraSearch(WorstCaseTraining search, Loss loss, long seed, JointModel model) {
    this.search = search;
    this.loss = loss;
    this.seed = seed;
    this.model = model;
    if (!(model.dataModel() instanceof ChainModel found)) {
      throw new IllegalArgumentException(
          "worst cameras are searched in a box of θ, but the data model '%s' has no θ: expected static or parametrized"
              .formatted(model.dataModel().word()));
    }
    chain = found;
    box = search.box().in(chain.theta());
    requireTaught(chain.theta());
  }

  /** Learned numbers need samples that are rendered with them. */
  private void requireTaught(Theta theta) {
    if (search.share() < 1 || chain.parameters().learned().isEmpty()) {
      return;
    }
    List<String> untaught =
        box.keySet().stream().filter(place -> !theta.isFrozen(place)).map(theta::name).toList();
    if (!untaught.isEmpty()) {
      throw new IllegalArgumentException(
          "%s of θ would be learned, but the worst camera replaces it in every sample: expected a share below 1 or another box; or freeze it"
              .formatted(String.join(", ", untaught)));
    }
  }

  /**
   * Returns a batch whose first samples, according to the share and at least one, are rendered by
   * their worst camera.
   *
   * @param epoch the epoch, from 0
   */
  List<PreparedSample> among(List<PreparedSample> batch, int epoch) {
    int count = Math.max(1, (int) Math.round(search.share() * batch.size()));
    List<PreparedSample> exposed = batch.subList(0, count);
    List<PreparedSample> seen = new ArrayList<>(by(of(exposed, epoch), exposed));
    seen.addAll(batch.subList(count, batch.size()));
    return seen;
  }

  /** Returns samples rendered by a camera. */
  static List<PreparedSample> by(SortedMap<Integer, Double> camera, List<PreparedSample> samples) {
    return samples.stream().map(sample -> sample.replacing(camera)).toList();
  }

  /** Returns the camera where the ascent begins. */
  SortedMap<Integer, Double> start(List<PreparedSample> samples, int epoch) {
    RandomStream random =
        Preparation.seed(seed, samples.getFirst().id(), epoch).stream("worst camera", 0);
    SortedMap<Integer, Double> drawn = new TreeMap<>();
    box.forEach((place, range) -> drawn.put(place, range.uniform(random)));
    return drawn;
  }

  /** Returns the numbers of θ of the worst camera that was found, by their places. */
  SortedMap<Integer, Double> of(List<PreparedSample> samples, int epoch) {
    SortedMap<Integer, Double> camera = start(samples, epoch);
    SortedMap<Integer, Double> worst = camera;
    double most = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < search.steps(); step++) {
      Slope slope = slope(by(camera, samples));
      if (slope.loss() > most) {
        most = slope.loss();
        worst = camera;
      }
      camera = beyond(camera, slope.gradient());
    }
    return search.steps() > 0 && loss(by(camera, samples)) > most ? camera : worst;
  }

  /** A loss, and its gradient by each number of θ. */
  private record Slope(double loss, List<Double> gradient) {}

  private Slope slope(List<PreparedSample> samples) {
    try (Scope _ = new Scope()) {
      Tensor pictures = chain.explain(samples);
      Tensor wrong = meanLoss(samples, pictures);
      pictures.setGradient(wrong.gradientBy(pictures));
      return new Slope(wrong.value(), boxed(chain.renderedGradient(pictures)));
    }
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** Returns the mean loss of samples, both models behaving as in evaluation. */
  double loss(List<PreparedSample> samples) {
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      return meanLoss(samples, chain.forward(samples, /* training= */ false)).value();
    }
  }

  private Tensor meanLoss(List<PreparedSample> samples, Tensor pictures) {
    Tensor seen = model.seen(pictures);
    Tensor logits = model.logits(model.standardizing().apply(seen, false), /* training= */ false);
    return loss.of(logits, model.targets(samples, seen));
  }

  /** Returns the next camera; a number without a slope, or one that is not finite, stays. */
  private SortedMap<Integer, Double> beyond(
      SortedMap<Integer, Double> camera, List<Double> gradient) {
    SortedMap<Integer, Double> next = new TreeMap<>();
    camera.forEach(
        (place, number) -> {
          Range range = box.get(place);
          double slope = gradient.get(place);
          double way = Double.isNaN(slope) ? 0 : Math.signum(slope);
          next.put(place, range.within(number + search.stepWidth() * range.width() * way));
        });
    return Collections.unmodifiableSortedMap(next);
  }
}
