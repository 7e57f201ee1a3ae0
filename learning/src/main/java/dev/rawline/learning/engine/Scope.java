package dev.rawline.learning.engine;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * How long tensors live: what is made within a scope, by this thread, is freed when it closes.
 *
 * <p>Tensors lie outside the Java heap, whose collector does not know how large they are. So a step
 * of training opens a scope and closes it: memory then stays flat. What must live longer is marked
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

  /** Opens a scope within the one that is open, if there is one. */
  public Scope() {}

  /** Takes something out of all scopes that are open: it lives until it is closed. */
  static void release(Pointer pointer) {
    PointerScope.getScopeIterator()
        .forEachRemaining(
            scope -> {
              // A scope frees what leaves it if nothing else holds it.
              pointer.retainReference();
              scope.detach(pointer);
            });
  }

  /** Frees what was made within. */
  @Override
  public void close() {
    pointers.close();
  }
}
