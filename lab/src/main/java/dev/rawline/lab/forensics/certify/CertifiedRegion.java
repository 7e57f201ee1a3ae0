package dev.rawline.lab.forensics.certify;

import java.util.List;

/**
 * The cameras that one model tolerates by certificate, sample by sample.
 *
 * @param split which split of the data set, from 1
 * @param parameters what was drawn
 * @param law the law that cameras were drawn by
 * @param budget how many, and how sure
 * @param certificates one a sample
 * @param cameras the worst single cameras found for all samples at once
 */
public record CertifiedRegion(
    int split,
    List<SmoothedParameter> parameters,
    SmoothingLaw law,
    SmoothingBudget budget,
    List<SampleCertificate> certificates,
    List<WorstVote> cameras) {}
