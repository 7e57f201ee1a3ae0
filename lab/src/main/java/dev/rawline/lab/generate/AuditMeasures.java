package dev.rawline.lab.generate;

/**
 * What one judge measures of a set of scenes, compared with real ones that neither the model nor
 * the judge learned from.
 *
 * @param accuracy the share of the scenes of a class that the judge gives it, averaged over classes
 * @param kernelDistance ×1000, between features of the judge
 * @param rawKernelDistance ×1000, between statistics of the raw images
 * @param density in features of the judge, k = 5
 * @param coverage in features of the judge, k = 5
 * @param copyRatio the median ratio of nearest to second-nearest distance
 * @param copyShare the share of ratios below the lowest twentieth of those of held-out real scenes
 * @param copyProbability the one-sided p-value of ratios this small, compared with those of
 *     held-out real scenes
 */
public record AuditMeasures(
    double accuracy,
    double kernelDistance,
    double rawKernelDistance,
    double density,
    double coverage,
    double copyRatio,
    double copyShare,
    double copyProbability) {
  /** The number of neighbours of density and coverage. */
  static final int NEIGHBOURS = 5;
}
