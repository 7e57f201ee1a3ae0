package dev.rawline.learning.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;

/** Replaces, or only looks at, the gradients of tensors; it lives as long as the process. */
public final class GradientReplacement {
  /** The engine calls them from its own memory, which the garbage collector does not see. */
  private static final List<TensorTensorHook> HOOKS = new CopyOnWriteArrayList<>();

  private final TensorTensorHook hook;

  /**
   * Prepares a replacement.
   *
   * @param replacing returns the new gradient for the computed one, or the same; must not throw
   */
  public GradientReplacement(UnaryOperator<Tensor> replacing) {
    hook =
        new TensorTensorHook() {
          @Override
          public TensorBase call(TensorBase gradient) {
            return replacing.apply(new Tensor(new org.bytedeco.pytorch.Tensor(gradient))).handle;
          }
        };
    Scope.release(hook);
    HOOKS.add(hook);
  }

  TensorTensorHook hook() {
    return hook;
  }
}
