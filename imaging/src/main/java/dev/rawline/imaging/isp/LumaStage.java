package dev.rawline.imaging.isp;

/**
 * A filter of the luma Y = 0.299 R + 0.587 G + 0.114 B (BT.601) that does not change the chroma.
 *
 * <p>Converting to YUV, filtering Y and converting back adds the change of Y to each colour:
 *
 * <p>out_c = in_c + (filter(Y) − Y),
 *
 * <p>because the first column of the inverse YUV matrix is (1, 1, 1). Two luma filters in a row
 * therefore act on one plane. Backwards the luma's cotangent is the sum of the three colours', and
 *
 * <p>∂L/∂in_c = ∂L/∂out_c + l_c · (filterᵀ(Σ_k ∂L/∂out_k) − Σ_k ∂L/∂out_k),
 *
 * <p>with l the three luma weights and filterᵀ the adjoint of the filter.
 */
public sealed interface LumaStage extends ColourStage
    permits LumaConvolution,
        SharpeningFilter,
        UnsharpMasking,
        GaussianDenoising,
        MedianDenoising,
        FftDenoising,
        TvChambolle,
        TvBregman,
        Bilateral {

  @Override
  default LumaStage with(double[] values) {
    return (LumaStage) ColourStage.super.with(values);
  }
}
