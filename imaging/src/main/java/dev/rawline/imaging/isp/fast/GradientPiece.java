package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.MosaicSource;
import dev.rawline.imaging.frame.SampleMemory;
import dev.rawline.imaging.isp.fast.kernel.PartialSums;

/**
 * Rows of one mosaic to which the gradient of its view is propagated back, and what belongs to its
 * batch.
 *
 * @param raw the mosaic
 * @param viewGradients the gradients with respect to the views
 * @param viewAt the index of the first of this view
 * @param rawGradients receives the gradients with respect to the mosaics
 * @param rawAt the index of the first of this mosaic
 * @param totals receives the partial sums of the parameter gradients: for every {@link
 *     PartialSums#ROWS_A_SUM} rows of the picture as many numbers as the chain has sums
 * @param totalsAt the index of the first of this mosaic
 * @param first the first row, a multiple of {@link PartialSums#ROWS_A_SUM}
 * @param end the row after the last, also a multiple, or the picture's end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GradientPiece(
    MosaicSource raw,
    SampleMemory viewGradients,
    int viewAt,
    SampleMemory rawGradients,
    int rawAt,
    double[] totals,
    int totalsAt,
    int first,
    int end) {}
