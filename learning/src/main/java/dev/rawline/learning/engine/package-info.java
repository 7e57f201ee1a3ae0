/**
 * Arrays → arrays, with gradients: the ML engine, libtorch, behind {@link Tensor}.
 *
 * <p>No other package depends on the engine's own types. {@link Engine} decides where and on how
 * many threads it computes, {@link Scope} how long memory outside the Java heap lives, {@link
 * Precision} how precisely it multiplies.
 */
package dev.rawline.learning.engine;
