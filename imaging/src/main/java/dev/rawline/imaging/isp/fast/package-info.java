/**
 * RawImage → LinearRgb → View, fast: the definitions of {@link dev.rawline.imaging.isp} in float32,
 * tiled, fused, vectorised and on several threads, forward and backward.
 *
 * <ul>
 *   <li>{@link dev.rawline.imaging.isp.fast.FastDemosaicing} is one stage of a chain, computed
 *       fast.
 *   <li>{@link dev.rawline.imaging.isp.fast.RenderingTree} renders several views of one mosaic;
 *       common steps are computed once.
 *   <li>{@link dev.rawline.imaging.isp.fast.BatchEngine} runs batches through one chain, forward
 *       and backward, for training.
 * </ul>
 *
 * <p>There are two implementations of the last. The types {@code Rendering…} run a black level and
 * a rendering whose stages all have a fast twin, step by step in strips; {@code Parametrized…},
 * {@code ForwardRows} and {@code BackwardRows} run the parametrized chain, block by block. {@code
 * FastPath} decides which stages, borders and parameter values they support; the definitions handle
 * the rest. Randomised tests make engine and definitions agree.
 *
 * <p>Only {@code dev.rawline.imaging.camera}, where the light path is assembled, depends on this
 * package; the definitions do not depend on it.
 */
package dev.rawline.imaging.isp.fast;
