package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sequence of stages; the order of stages is stated only here.
 *
 * <p>{@link #then} and {@link #after} accept only a stage that fits the chain's end, so every chain
 * is valid.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public final class Chain<I extends Frame, O extends Frame> {
  private final List<Stage<?, ?>> stages;

  private Chain(List<Stage<?, ?>> stages) {
    this.stages = List.copyOf(stages);
  }

  /** Returns the chain of one stage. */
  public static <I extends Frame, O extends Frame> Chain<I, O> of(Stage<I, O> first) {
    return new Chain<>(List.of(first));
  }

  /** Returns this chain with one more stage at its end. */
  public <P extends Frame> Chain<I, P> then(Stage<? super O, P> next) {
    List<Stage<?, ?>> longer = new ArrayList<>(stages);
    longer.add(next);
    return new Chain<>(longer);
  }

  /** Returns this chain with one more stage at its beginning. */
  public <H extends Frame> Chain<H, O> after(Stage<H, ? extends I> previous) {
    List<Stage<?, ?>> longer = new ArrayList<>();
    longer.add(previous);
    longer.addAll(stages);
    return new Chain<>(longer);
  }

  /** Returns the stages, first to last. */
  public List<Stage<?, ?>> stages() {
    return stages;
  }

  /** Returns the chain's output for a frame. */
  public O apply(I input) {
    return apply(input, step -> {});
  }

  /**
   * Returns the chain's output for a frame, and passes the input and the frame after every stage to
   * an observer. A frame that the observer does not keep can be freed once the next one exists.
   */
  @SuppressWarnings("unchecked") // of, then and after admit only stages that fit
  public O apply(I input, Consumer<Trace.Step> observer) {
    Frame frame = input;
    observer.accept(new Trace.Step("input", frame));
    for (Stage<?, ?> stage : stages) {
      frame = ((Stage<Frame, Frame>) stage).apply(frame);
      observer.accept(new Trace.Step(stage.name(), frame));
    }
    return (O) frame;
  }

  /** Returns the frame before the first and after every stage. */
  public Trace trace(I input) {
    List<Trace.Step> steps = new ArrayList<>();
    apply(input, steps::add);
    return new Trace(steps);
  }

  /**
   * Applies every stage and returns the pullback through all of them.
   *
   * @throws IllegalArgumentException if a stage is not {@link Differentiable}
   */
  public ChainPullback<I, O> pull(I input) {
    return ChainPullback.of(this, input);
  }
}
