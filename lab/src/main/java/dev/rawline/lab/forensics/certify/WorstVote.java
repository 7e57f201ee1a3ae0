package dev.rawline.lab.forensics.certify;

import java.util.List;

/**
 * The worst camera found for all samples of a model at once: one camera, not one a sample.
 *
 * @param split which split of the data set, from 1
 * @param radius the largest distance that was allowed [σ]
 * @param accuracy the share of samples whose vote is right there
 * @param evaluations how many cameras were tried
 * @param place its coordinates, in the order of the parameters [σ]
 */
public record WorstVote(
    int split, double radius, double accuracy, int evaluations, List<Double> place) {}
