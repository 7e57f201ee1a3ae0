package dev.rawline.lab.forensics.search;

/**
 * The worst point of a search.
 *
 * @param numbers the camera's numbers there
 * @param value how the model does there
 * @param evaluations how often the model was evaluated
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a layer has samples, perhaps
public record WorstPoint(double[] numbers, Objective.Value value, int evaluations) {}
