package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;

/**
 * How much of the drop one stage of the view explains, or one number of the camera.
 *
 * <p>The drops of all cells, the diagonal with its 0 among them, are explained by a sum: drop =
 * constant + Σ effect of every axis in which row and column differ, by least squares. Where all
 * combinations of stages are there, as of the twelve views, an effect is the mean drop of the cells
 * that differ in the stage, less that of the cells that agree in it; where some are missing it is
 * the same difference with all other axes held alike. (Without the diagonal the difference of means
 * would be astray: of the cells off it, those that agree in one stage differ more often in the
 * others.)
 *
 * <p>The share is the analysis of variance's: how much of the variance of the drops over cells the
 * axis explains. Where axes are not independent, it is the mean over all orders in which they may
 * be let in (Lindeman, Merenda and Gold 1980). Shares are not below 0 and add up to R², at most 1;
 * what is missing to 1 is no sum of effects, such as one bad combination of two stages.
 *
 * @param stage demosaicing, sharpening or denoising; processing, where chains are no named views;
 *     light, blur, defocus, read noise, gain, bits, sampling or binning; several joined by " + "
 *     where rows and columns always differ in them together
 * @param effect the effect, in the metric's unit; above 0 where more is lost
 * @param share the share of the variance of drops that it explains, 0 to 1
 */
public record MainEffect(String stage, Estimate effect, double share) {}
