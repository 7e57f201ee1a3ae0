package dev.rawline.data.statistics;

/**
 * The statistics of the training side of a data set: {@code statistics.yaml}.
 *
 * @param of what was measured: mosaics, the name of a view, or pictures that were processed already
 * @param camera the camera whose scale and numbers made it; none for processed pictures
 * @param samples how many pictures, at least 1
 * @param dataSet the sum of the data set ({@code DataSet.hash})
 * @param split which split's training side, in words
 * @param standardization the numbers
 */
public record DataSetStatistics(
    String of,
    String camera,
    int samples,
    String dataSet,
    String split,
    Standardization standardization) {}
