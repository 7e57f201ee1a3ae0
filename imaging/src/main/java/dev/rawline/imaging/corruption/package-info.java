/**
 * View → View: what post-hoc corruptions do to finished pictures, whatever camera made them.
 *
 * <p>They are those of ImageNet-C and CIFAR-10-C (Hendrycks and Dietterich, "Benchmarking neural
 * network robustness to common corruptions and perturbations", ICLR 2019). {@link
 * dev.rawline.imaging.corruption.CorruptionKind} lists them, {@link
 * dev.rawline.imaging.corruption.CorruptionConstants} says which numbers they have at a severity.
 */
package dev.rawline.imaging.corruption;
