package dev.rawline.data.statistics;

import dev.rawline.imaging.frame.Described;

/**
 * The statistics of the training subset of a data set: {@code statistics.yaml}.
 *
 * @param standardization the numbers
 */
public record DataSetStatistics(
    @Described(
            meaning =
                "what was measured: mosaics, the name of a view, or pictures (processed already)",
            required = true)
        String of,
    @Described(
            meaning = "the camera whose scale and numbers made it; none for processed pictures",
            required = true)
        String camera,
    Standardization standardization,
    @Described(meaning = "how many pictures were measured", min = 1) int samples,
    @Described(meaning = "which split's training side they are", required = true) String split,
    @Described(
            key = "sha256",
            meaning = "SHA-256, 64 hexadecimal digits, of the data set's content",
            pattern = "[0-9a-f]{64}",
            required = true)
        String dataSet) {}
