/**
 * Rows of float32 → rows of float32: the vector kernels of {@link dev.rawline.imaging.isp.fast}.
 *
 * <p>{@code …Kernel} computes a stage forward, {@code …PullbackKernel} and {@code …Adjoint}
 * backward; {@code …Rows} reads, writes or keeps rows, {@code …Sums} sums over pixels for the
 * gradient of a parameter. A {@link dev.rawline.imaging.isp.fast.kernel.RowStep} computes one row
 * at a time from the rows of the steps before it; a {@link
 * dev.rawline.imaging.isp.fast.kernel.RowRing} keeps the rows in use.
 *
 * <p>A kernel is small: beyond the compiler's node budget (about a hundred vector operations in one
 * compiled method) it allocates a vector for every operation and is many times slower.
 */
package dev.rawline.imaging.isp.fast.kernel;
