package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Stages in their order, which is stated here and nowhere else.
 *
 * <p>{@link #then} and {@link #after} accept only a stage that fits the chain's end, so a chain
 * that exists is a chain that fits.
 *
 * @param <I> the frame that comes in
 * @param <O> the frame that goes out
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

  /** Returns what the chain makes of a frame. */
  public O apply(I input) {
    return apply(input, step -> {});
  }

  /**
   * Returns what the chain makes of a frame, and shows the frame before the first and after every
   * stage to an onlooker. A frame that the onlooker lets go can be freed once the next is made.
   */
  @SuppressWarnings("unchecked") // of, then and after admit only stages that fit
  public O apply(I input, Consumer<Trace.Step> onlooker) {
    Frame frame = input;
    onlooker.accept(new Trace.Step("input", frame));
    for (Stage<?, ?> stage : stages) {
      frame = ((Stage<Frame, Frame>) stage).apply(frame);
      onlooker.accept(new Trace.Step(stage.name(), frame));
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
   * Applies every stage and returns the way back through all of them.
   *
   * @throws IllegalArgumentException if a stage is not {@link Differentiable}
   */
  public ChainPullback<I, O> pull(I input) {
    return ChainPullback.of(this, input);
  }
}
