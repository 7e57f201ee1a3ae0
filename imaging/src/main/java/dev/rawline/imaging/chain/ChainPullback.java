package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A chain's result for an input, stage by stage, and the pullback through all of them.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public final class ChainPullback<I extends Frame, O extends Frame> implements Pullback<I, O> {
  private final I input;
  private final List<Step> steps;

  /** A stage, and its own pullback. */
  private record Step(String name, int parameters, Pullback<Frame, Frame> pullback) {}

  private ChainPullback(I input, List<Step> steps) {
    this.input = input;
    this.steps = List.copyOf(steps);
  }

  @SuppressWarnings("unchecked") // a chain admits only stages that fit
  static <I extends Frame, O extends Frame> ChainPullback<I, O> of(Chain<I, O> chain, I input) {
    List<Step> steps = new ArrayList<>();
    Frame frame = input;
    for (Stage<?, ?> stage : chain.stages()) {
      if (!(stage instanceof Differentiable<?, ?> differentiable)) {
        throw new IllegalArgumentException(
            "stage %s has no pullback, so that this chain has no gradient: leave the stage out"
                .formatted(stage.name()));
      }
      Pullback<Frame, Frame> pullback = ((Differentiable<Frame, Frame>) differentiable).pull(frame);
      steps.add(new Step(stage.name(), differentiable.values().length, pullback));
      frame = pullback.value();
    }
    return new ChainPullback<>(input, steps);
  }

  @Override
  @SuppressWarnings("unchecked") // the last stage of the chain makes what the chain makes
  public O value() {
    return (O) steps.getLast().pullback.value();
  }

  @Override
  public Gradient<I> back(O cotangent) {
    return back(cotangent, step -> {});
  }

  /** Propagates a gradient back and keeps the frame and the gradient after every stage. */
  public GradientTrace<I> trace(O cotangent) {
    List<GradientTrace.Step> traced = new ArrayList<>();
    Gradient<I> gradient = back(cotangent, traced::addFirst);
    traced.addFirst(new GradientTrace.Step("input", input, gradient.input()));
    return new GradientTrace<>(traced, gradient);
  }

  /**
   * Propagates a gradient back; a gradient that the observer does not keep can be freed once the
   * next one exists.
   */
  @SuppressWarnings("unchecked") // the gradient of a frame is a frame of its kind
  private Gradient<I> back(O cotangent, Consumer<GradientTrace.Step> observer) {
    double[] parameters = new double[steps.stream().mapToInt(Step::parameters).sum()];
    int end = parameters.length;
    Frame gradient = cotangent;
    for (Step step : steps.reversed()) {
      observer.accept(new GradientTrace.Step(step.name, step.pullback.value(), gradient));
      Gradient<Frame> before = step.pullback.back(gradient);
      end -= step.parameters;
      System.arraycopy(before.parameters(), 0, parameters, end, step.parameters);
      gradient = before.input();
    }
    return new Gradient<>((I) gradient, parameters);
  }
}
