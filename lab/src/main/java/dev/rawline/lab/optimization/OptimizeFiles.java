package dev.rawline.lab.optimization;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.drift.DriftFiles;
import dev.rawline.lab.drift.DriftScore;
import dev.rawline.lab.statistic.PairedBootstrap;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.learning.train.EpochReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * @param joint what learning θ gains, where it was asked for
 * @param front what ways to acquire samples cost and reach, where some were compared
 * @param scores how every model does
 * @param provenance where it comes from
 */
record OptimizeFiles(
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
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
      files.add(written(curves(joint.get()), folder.resolve(CURVES)));
      files.add(written(theta(joint.get()), folder.resolve(THETA)));
    }
    if (front.isPresent()) {
      files.add(written(ways(front.get()), folder.resolve(ACQUISITION)));
    }
    JsonRecords.write(
        new Findings(
            OptimizationSummary.of(joint, front),
            joint.map(Joint::of),
            front.map(Acquisition::of),
            provenance),
        folder.resolve(FINDINGS));
    files.add(folder.resolve(FINDINGS));
    return files;
  }

  private static Path written(List<String> lines, Path file) throws IOException {
    AtomicFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static List<String> curves(JointFindings joint) {
    List<String> lines = new ArrayList<>();
    lines.add("arm,split,epoch,training_loss,validation_loss,%s,best".formatted(joint.validated()));
    for (ArmRun run : joint.runs()) {
      for (EpochReport report : run.history()) {
        lines.add(
            "%s,%d,%d,%s,%s,%s,%s"
                .formatted(
                    run.arm().word(),
                    run.split(),
                    report.epoch(),
                    report.trainingLoss(),
                    text(report.validationLoss()),
                    text(report.metric()),
                    report.best() ? "yes" : ""));
      }
    }
    return lines;
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? String.valueOf(number.getAsDouble()) : "";
  }

  private static List<String> theta(JointFindings joint) {
    List<String> lines = new ArrayList<>();
    lines.add("split,epoch,name,value");
    for (ArmRun run : joint.runs()) {
      if (run.arm() == Arm.LEARNED) {
        for (EpochReport report : run.history()) {
          for (int i = 0; i < report.theta().size(); i++) {
            lines.add(
                "%d,%d,%s,%s"
                    .formatted(
                        run.split(), report.epoch(), joint.theta().get(i), report.theta().get(i)));
          }
        }
      }
    }
    return lines;
  }

  private static List<String> ways(ParetoFront front) {
    List<String> lines = new ArrayList<>();
    List<String> parts = List.copyOf(front.reference().cost().parts().keySet());
    lines.add(
        "way,light,bits,sampling,blur,read_noise,%s,cost,%s,low,high,kept,front,surely_beaten"
            .formatted(String.join(",", parts), front.metric()));
    for (PricedCondition way : front.ways()) {
      IntervalEstimate metric = front.reached(way);
      List<String> line = new ArrayList<>();
      line.add(CsvLine.field(way.words()));
      line.add(way.condition().light().map(String::valueOf).orElse(""));
      line.add(way.condition().bits().map(String::valueOf).orElse(""));
      line.add(way.condition().sampling().map(String::valueOf).orElse(""));
      line.add(way.condition().blur().map(String::valueOf).orElse(""));
      line.add(way.condition().readNoise().map(String::valueOf).orElse(""));
      way.cost().parts().values().forEach(part -> line.add(String.valueOf(part)));
      line.add(String.valueOf(way.cost().total()));
      line.add(String.valueOf(metric.value()));
      line.add(metric.hasInterval() ? String.valueOf(metric.low()) : "");
      line.add(metric.hasInterval() ? String.valueOf(metric.high()) : "");
      line.add(front.kept(way).map(kept -> String.valueOf(kept.value())).orElse(""));
      line.add(front.front().contains(way) ? "yes" : "");
      line.add(front.isSignificantlyBeaten(way) ? "yes" : "");
      lines.add(String.join(",", line));
    }
    return lines;
  }

  /** The form of {@code findings.json}. */
  private record Findings(
      List<String> sentences,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Joint> joint,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Acquisition> acquisition,
      Map<String, Object> provenance) {}

  /** What learning θ gains. */
  private record Joint(
      String metric,
      IntervalEstimate learned,
      IntervalEstimate frozen,
      IntervalEstimate gain,
      OptionalDouble probability,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<OfSamples> samples,
      List<Map<String, Object>> reach,
      int cameraOfSplit) {
    static Joint of(JointFindings joint) {
      return new Joint(
          joint.metric(),
          joint.learned(),
          joint.frozen(),
          joint.gain(),
          joint.probability(),
          joint.ofSamples().map(OfSamples::of),
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

  /** The gain, paired by sample. */
  private record OfSamples(String measure, int samples, int groups, IntervalEstimate gain) {
    static OfSamples of(PairedBootstrap.Gain gain) {
      return new OfSamples(gain.measure(), gain.samples(), gain.groups(), gain.mean());
    }
  }

  /** What ways to acquire samples cost and reach. */
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
      String way,
      double cost,
      AcquisitionCost parts,
      IntervalEstimate metric,
      Optional<IntervalEstimate> kept) {
    static Way of(ParetoFront front, PricedCondition way) {
      return new Way(
          way.words(), way.cost().total(), way.cost(), front.reached(way), front.kept(way));
    }
  }
}
