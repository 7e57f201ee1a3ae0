package dev.rawline.lab.quality.check;

import dev.rawline.data.yaml.RecordFile;
import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.quality.verdict.QualityLimits;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is checked, against what, and how strictly: {@code quality.yaml}. */
public record QualityPlan(
    @Described(meaning = "the name of the check") String name,
    @Described(
            path = "REFERENCE",
            meaning = "a reference.json, the folder of one, or a data set to build one from",
            required = true)
        String reference,
    @Described(
            path = "DATASET",
            meaning = "the batch: a data set, a folder of raw files, or files",
            required = true)
        WordList data,
    @Described(
            meaning =
                "the sensor's specification, for building a reference: a preset or a sensor.yaml")
        Optional<String> sensor,
    @Described(
            meaning = "the tolerance of the task model, for building a reference: a tolerance.yaml")
        Optional<String> tolerance,
    @Described(meaning = "the task model: the folder or file of a trained model, or run:17")
        Optional<String> model,
    @Described(
            path = "DATASET",
            meaning = "a labelled data set, on which the effect on the task is predicted")
        Optional<String> labelled,
    @Described(
            path = "FILE",
            meaning =
                "a compensation.json, whose correction is applied to the measured levels, so that"
                    + " the recovery becomes visible")
        Optional<String> compensation,
    @Described(
            path = "FILE",
            meaning = "a certificate.yaml: what the laboratory states on the certificate")
        Optional<String> certificate,
    @Described(meaning = "the limits by sensor and reference") QualityLimits limits,
    @Described(meaning = "the statistical test that compares quantities with the reference")
        TwoSampleComparison test,
    @Described(
            meaning =
                "the false-alarm rate of the verdict (warn and fail together) on in-control batches",
            min = 0.001,
            max = 0.5)
        Double falseAlarms,
    @Described(meaning = "random seed of permutations, resampled metrics and noise of images")
        Long seed,
    @Described(
            meaning = "the number of threads that measure images (default: the number of cores)",
            min = 1)
        Optional<Integer> threads) {
  /** The name of a plan that has none. */
  public static final String UNNAMED = "quality";

  /** {@code quality.yaml}; docs/reference/formats.md describes the file. */
  public static final RecordFile<QualityPlan> FILE =
      RecordFile.of("quality", QualityPlan.class).withOptions(ExperimentPlanFiles::flag);

  /** Fills in the defaults. */
  public QualityPlan {
    name = name == null ? UNNAMED : name;
    limits = limits == null ? QualityLimits.usual() : limits;
    test = test == null ? TwoSampleComparison.KOLMOGOROV_SMIRNOV : test;
    falseAlarms = falseAlarms == null ? Double.valueOf(0.05) : falseAlarms;
    seed = seed == null ? Long.valueOf(1) : seed;
  }

  /**
   * Returns this plan with other words for the places that it names; a sensor's preset is none.
   *
   * @param place a word of the plan → what replaces it
   */
  public QualityPlan at(UnaryOperator<String> place) {
    return new QualityPlan(
        name,
        place.apply(reference),
        new WordList(data.words().stream().map(place).toList()),
        sensor.map(word -> SensorSpec.preset(word).isPresent() ? word : place.apply(word)),
        tolerance.map(place),
        model.map(place),
        labelled.map(place),
        compensation.map(place),
        certificate.map(place),
        limits,
        test,
        falseAlarms,
        seed,
        threads);
  }

  /** Returns on how many threads images are measured on this machine. */
  public int threadsHere() {
    return threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }
}
