/**
 * RawImage → LinearRgb → View: image signal processing, one file a stage.
 *
 * <p>Every stage is a record of its parameters. Its definition is the plain computation in double
 * precision beside it; where a vectorised path exists, that path is the tested twin of the
 * definition.
 *
 * <p>The twins are named after what they compute: {@code …Kernel} is a stage forwards, {@code
 * …PullbackKernel} and {@code …Back} backwards, {@code …Rows} rows that are kept, {@code …Sums}
 * sums over pixels that become gradients by parameters. {@link
 * dev.rawline.imaging.isp.RenderingTree} renders with them, a {@link
 * dev.rawline.imaging.isp.BatchEngine} goes forwards and backwards.
 */
package dev.rawline.imaging.isp;
