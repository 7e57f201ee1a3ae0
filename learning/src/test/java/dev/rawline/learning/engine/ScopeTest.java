package dev.rawline.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @BeforeAll
  static void start() {
    Engine.cpu();
  }

  @Test
  void tensorsOfAScopeAreFreedAtItsEnd() {
    Tensor within;
    try (Scope _ = new Scope()) {
      within = Tensor.of(new float[] {1, 2}, 2);
    }
    assertThatThrownBy(within::size).isInstanceOf(NullPointerException.class);
  }

  /** With any number of open scopes, closed before or after the tensor. */
  @Test
  void detachedTensorsLiveUntilTheyAreClosed() {
    Tensor kept = Tensor.of(new float[] {1, 2}, 2).outliveScopes();
    Tensor closedWithin;
    Tensor inner;
    try (Scope _ = new Scope()) {
      closedWithin = Tensor.of(new float[] {3, 4}, 2).outliveScopes();
      try (Scope _ = new Scope()) {
        inner = Tensor.of(new float[] {5, 6}, 2).outliveScopes();
        assertThat(closedWithin.toArray()).containsExactly(3, 4);
        assertThat(inner.toArray()).containsExactly(5, 6);
        assertThat(inner.outliveScopes().toArray()).containsExactly(5, 6);
      }
      closedWithin.close();
      assertThatThrownBy(closedWithin::size).isInstanceOf(NullPointerException.class);
    }
    assertThat(kept.toArray()).containsExactly(1, 2);
    assertThat(inner.toArray()).containsExactly(5, 6);
    kept.close();
    inner.close();
    assertThatThrownBy(inner::size).isInstanceOf(NullPointerException.class);
  }
}
