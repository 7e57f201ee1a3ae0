/**
 * View → View: post-hoc corruptions of rendered pictures, independent of the camera.
 *
 * <p>They are those of ImageNet-C and CIFAR-10-C (Hendrycks and Dietterich, "Benchmarking neural
 * network robustness to common corruptions and perturbations", ICLR 2019). {@link
 * dev.rawline.imaging.corruption.CorruptionKind} lists them, {@link
 * dev.rawline.imaging.corruption.CorruptionConstants} holds their parameters at a severity.
 */
package dev.rawline.imaging.corruption;
