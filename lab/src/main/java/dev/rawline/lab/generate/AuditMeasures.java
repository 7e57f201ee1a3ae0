package dev.rawline.lab.generate;

/**
 * What an audit measures of one set of generated scenes, against real ones that were not learned
 * from; means over the folds of the judge.
 *
 * @param accuracy the share of the scenes that a judge of real ones gives their own class
 * @param trained the accuracy on real scenes of a classifier that learned from these
 * @param kernelDistance ×1000, between features of the judge
 * @param rawKernelDistance ×1000, between statistics of the raw images
 * @param density in features of the judge, k = 5
 * @param coverage in features of the judge, k = 5
 * @param copyRatio the median ratio of nearest to second-nearest distance
 * @param copyProbability the probability that ratios this small are chance
 */
public record AuditMeasures(
    double accuracy,
    double trained,
    double kernelDistance,
    double rawKernelDistance,
    double density,
    double coverage,
    double copyRatio,
    double copyProbability) {}
