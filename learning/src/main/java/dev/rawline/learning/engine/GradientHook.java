package dev.rawline.learning.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorTensorHook;

/** Looks at gradients of tensors, or changes them in place; it lives as long as the process. */
public final class GradientHook {
  /** The engine calls them from its own memory, which the garbage collector does not see. */
  private static final List<TensorTensorHook> HOOKS = new CopyOnWriteArrayList<>();

  private final TensorTensorHook hook;

  /**
   * Prepares a hook.
   *
   * @param use receives the computed gradient, which it may change in place and must not keep: the
   *     engine copies a gradient that others still have; must not throw
   */
  public GradientHook(Consumer<Tensor> use) {
    hook =
        new TensorTensorHook() {
          @Override
          public TensorBase call(TensorBase gradient) {
            try (Tensor own = new Tensor(new org.bytedeco.pytorch.Tensor(gradient))) {
              use.accept(own);
            }
            return gradient;
          }
        };
    Scope.release(hook);
    HOOKS.add(hook);
  }

  TensorTensorHook hook() {
    return hook;
  }
}
