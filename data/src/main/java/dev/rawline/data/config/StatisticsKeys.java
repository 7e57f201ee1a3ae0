package dev.rawline.data.config;

import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.Rgb;

/** The keys of {@code statistics.yaml}. */
record StatisticsKeys(
    @Described(
            meaning =
                "what was measured: mosaics, the name of a view, or pictures (processed already)",
            required = true)
        String of,
    @Described(
            meaning = "the camera whose scale and numbers made it; none for processed pictures",
            required = true)
        String camera,
    @Described(meaning = "the mean of each colour", required = true) Rgb mean,
    @Described(meaning = "the standard deviation of each colour", above = 0, required = true)
        Rgb deviation,
    @Described(meaning = "how many pictures were measured", min = 1, required = true)
        Integer samples,
    @Described(meaning = "which split's training side they are", required = true) String split,
    @Described(
            meaning = "SHA-256, 64 hexadecimal digits, of the data set's content",
            pattern = "[0-9a-f]{64}",
            required = true)
        String sha256) {

  static StatisticsKeys of(DataSetStatistics statistics) {
    return new StatisticsKeys(
        statistics.of(),
        statistics.camera(),
        statistics.standardization().mean(),
        statistics.standardization().deviation(),
        statistics.samples(),
        statistics.split(),
        statistics.dataSet());
  }

  DataSetStatistics toStatistics() {
    return new DataSetStatistics(
        of, camera, samples, sha256, split, new Standardization(mean, deviation));
  }
}
