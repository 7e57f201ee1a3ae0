package dev.rawline.lab.optimization;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.drift.DriftFiles;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.statistic.PairedBootstrap;
import dev.rawline.learning.train.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Findings of an optimization → tables: {@code scores.csv}, {@code curves.csv}, {@code theta.csv},
 * {@code acquisition.csv} and {@code findings.json}.
 *
 * @param joint the gain of learning θ, where it was measured
 * @param front cost and performance of acquisitions, where some were compared
 * @param confirmed what one half of the samples chose of them, by the other half
 * @param scores how every model does
 * @param provenance the provenance
 */
record OptimizeFiles(
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
    Optional<ParetoConfirmation> confirmed,
    List<DriftScore> scores,
    Map<String, Object> provenance) {
  private static final String SCORES = "scores.csv";
  private static final String CURVES = "curves.csv";
  private static final String THETA = "theta.csv";
  private static final String ACQUISITION = "acquisition.csv";
  private static final String FINDINGS = "findings.json";

  /** The names of all files. */
  static final List<String> NAMES = List.of(SCORES, CURVES, THETA, ACQUISITION, FINDINGS);

  /**
   * Writes all that there is.
   *
   * @return the files
   */
  List<Path> write(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(DriftFiles.writeScores(scores, folder.resolve(SCORES)));
    if (joint.isPresent()) {
      files.add(curves(joint.get()).write(folder.resolve(CURVES)));
      files.add(theta(joint.get()).write(folder.resolve(THETA)));
    }
    if (front.isPresent()) {
      files.add(ways(front.get()).write(folder.resolve(ACQUISITION)));
    }
    JsonRecords.write(
        new Findings(
            OptimizationSummary.of(joint, front, confirmed),
            joint.map(Joint::of),
            front.map(Acquisition::of),
            confirmed,
            provenance),
        folder.resolve(FINDINGS));
    files.add(folder.resolve(FINDINGS));
    return files;
  }

  private static CsvText curves(JointFindings joint) {
    CsvText text =
        CsvText.of(
            "arm,split,epoch,training_loss,validation_loss,%s,best".formatted(joint.validated()));
    for (ArmRun run : joint.runs()) {
      for (EpochReport report : run.history()) {
        text.add(
            run.arm().word(),
            run.split(),
            report.epoch(),
            report.trainingLoss(),
            report.validationLoss(),
            report.metric(),
            report.best() ? "yes" : "");
      }
    }
    return text;
  }

  private static CsvText theta(JointFindings joint) {
    CsvText text = CsvText.of("split,epoch,name,value");
    for (ArmRun run : joint.runs()) {
      if (run.arm() == Arm.LEARNED) {
        for (EpochReport report : run.history()) {
          for (int i = 0; i < report.theta().size(); i++) {
            text.add(run.split(), report.epoch(), joint.theta().get(i), report.theta().get(i));
          }
        }
      }
    }
    return text;
  }

  private static CsvText ways(ParetoFront front) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "way", "light", "bits", "sampling", "blur", "read_noise", "binning", "aperture"));
    columns.addAll(front.reference().cost().parts().keySet());
    columns.addAll(
        List.of("cost", front.metric(), "low", "high", "kept", "front", "surely_beaten"));
    CsvText text = new CsvText(columns);
    for (PricedAcquisition way : front.ways()) {
      Condition condition = way.way().chosen();
      Estimate metric = front.reached(way);
      Optional<Estimate> known = Optional.of(metric).filter(Estimate::hasInterval);
      List<Object> line =
          new ArrayList<>(
              List.of(
                  way.words(),
                  condition.light(),
                  condition.bits(),
                  condition.sampling(),
                  condition.blur(),
                  condition.readNoise(),
                  condition.binning().map(YamlNames::of),
                  way.way().aperture()));
      line.addAll(way.cost().parts().values());
      line.addAll(
          List.of(
              way.cost().total(),
              metric.value(),
              known.map(Estimate::low),
              known.map(Estimate::high),
              front.kept(way).map(Estimate::value),
              front.front().contains(way) ? "yes" : "",
              front.isSignificantlyBeaten(way) ? "yes" : ""));
      text.add(line.toArray());
    }
    return text;
  }

  /** The form of {@code findings.json}. */
  private record Findings(
      List<String> sentences,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Joint> joint,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Acquisition> acquisition,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ParetoConfirmation> confirmed,
      Map<String, Object> provenance) {}

  /** What learning θ gains. */
  private record Joint(
      String metric,
      Estimate learned,
      Estimate frozen,
      Estimate gain,
      OptionalDouble probability,
      List<Double> learningRates,
      double learnedRate,
      double frozenRate,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<PairedBootstrap.Gain> samples,
      List<Map<String, Object>> reach,
      int cameraOfSplit) {
    static Joint of(JointFindings joint) {
      return new Joint(
          joint.metric(),
          joint.learned(),
          joint.frozen(),
          joint.gain(),
          joint.probability(),
          joint.rates(),
          joint.rate(Arm.LEARNED),
          joint.rate(Arm.FROZEN),
          joint.ofSamples(),
          joint.reached().stream().map(one -> reached(one, joint.validated())).toList(),
          joint.best());
    }

    /** The key of the target is the name of the metric. */
    private static Map<String, Object> reached(EpochsToTarget one, String metric) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("arm", one.arm().word());
      each.put(metric, one.target());
      each.put("splits", one.splits());
      each.put("reached", one.reached());
      each.put("epochs", one.epochs());
      each.put("steps", one.steps());
      return each;
    }
  }

  /** Cost and performance of acquisitions. */
  private record Acquisition(
      String metric,
      double keep,
      Way reference,
      Optional<Way> knee,
      Optional<Way> sureKnee,
      List<Way> front) {
    static Acquisition of(ParetoFront front) {
      return new Acquisition(
          front.metric(),
          front.keep(),
          Way.of(front, front.reference()),
          front.knee().map(way -> Way.of(front, way)),
          front.sureKnee().map(way -> Way.of(front, way)),
          front.front().stream().map(way -> Way.of(front, way)).toList());
    }
  }

  /** A way to acquire samples. */
  private record Way(
      String way, double cost, AcquisitionCost parts, Estimate metric, Optional<Estimate> kept) {
    static Way of(ParetoFront front, PricedAcquisition way) {
      return new Way(
          way.words(), way.cost().total(), way.cost(), front.reached(way), front.kept(way));
    }
  }
}
