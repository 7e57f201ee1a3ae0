package dev.rawline.learning.engine;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The lifetime of tensors: those that this thread creates within a scope are freed when it closes.
 *
 * <p>Tensors are outside the Java heap, whose collector does not know their size. So a step of
 * training opens a scope and closes it: memory then stays flat. What must live longer is marked
 * ({@link Tensor#outliveScopes}).
 *
 * <pre>{@code
 * try (Scope _ = new Scope()) {
 *   Tensor loss = network.forward(pictures).crossEntropy(targets);
 *   return loss.value();
 * }
 * }</pre>
 */
public final class Scope implements AutoCloseable {
  private final PointerScope pointers = new PointerScope();

  /** Opens a scope within the open one, if any. */
  public Scope() {}

  /** Removes something from all open scopes: it lives until it is closed. */
  static void release(Pointer pointer) {
    PointerScope.getScopeIterator()
        .forEachRemaining(
            scope -> {
              // A scope frees what leaves it if there is no other reference.
              pointer.retainReference();
              scope.detach(pointer);
            });
  }

  /** Frees what was created within. */
  @Override
  public void close() {
    pointers.close();
  }
}
