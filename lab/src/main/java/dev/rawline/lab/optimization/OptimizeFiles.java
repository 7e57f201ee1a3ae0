package dev.rawline.lab.optimization;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import dev.rawline.lab.drift.DriftFiles;
import dev.rawline.lab.drift.DriftScore;
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
 * @param told where it comes from
 */
record OptimizeFiles(
    Optional<JointFindings> joint,
    Optional<ParetoFront> front,
    List<DriftScore> scores,
    Map<String, Object> told) {
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
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("sentences", OptimizationSummary.of(joint, front));
    joint.ifPresent(found -> findings.put("joint", record(found)));
    front.ifPresent(found -> findings.put("acquisition", record(found)));
    findings.put("provenance", told);
    JsonFile.write(findings, folder.resolve(FINDINGS));
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
      line.add(front.isSurelyBeaten(way) ? "yes" : "");
      lines.add(String.join(",", line));
    }
    return lines;
  }

  private static Map<String, Object> record(JointFindings joint) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("metric", joint.metric());
    record.put("learned", record(joint.learned()));
    record.put("frozen", record(joint.frozen()));
    record.put("gain", record(joint.gain()));
    record.put(
        "probability", joint.probability().isPresent() ? joint.probability().getAsDouble() : null);
    joint
        .ofSamples()
        .ifPresent(
            gain -> {
              Map<String, Object> samples = new LinkedHashMap<>();
              samples.put("measure", gain.measure());
              samples.put("samples", gain.samples());
              samples.put("groups", gain.groups());
              samples.put("gain", record(gain.mean()));
              record.put("samples", samples);
            });
    List<Object> reached = new ArrayList<>();
    for (EpochsToTarget one : joint.reached()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("arm", one.arm().word());
      each.put(joint.validated(), one.target());
      each.put("splits", one.splits());
      each.put("reached", one.reached());
      each.put("epochs", one.epochs().isPresent() ? one.epochs().getAsDouble() : null);
      each.put("steps", one.steps().isPresent() ? one.steps().getAsDouble() : null);
      reached.add(each);
    }
    record.put("reach", reached);
    record.put("camera_of_split", joint.best());
    return record;
  }

  private static Map<String, Object> record(ParetoFront front) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("metric", front.metric());
    record.put("keep", front.keep());
    record.put("reference", record(front, front.reference()));
    record.put("knee", front.knee().map(way -> record(front, way)).orElse(null));
    record.put("sure_knee", front.sureKnee().map(way -> record(front, way)).orElse(null));
    record.put("front", front.front().stream().map(way -> record(front, way)).toList());
    return record;
  }

  private static Map<String, Object> record(ParetoFront front, PricedCondition way) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("way", way.words());
    record.put("cost", way.cost().total());
    record.put("parts", way.cost().parts());
    record.put("metric", record(front.reached(way)));
    record.put("kept", front.kept(way).map(OptimizeFiles::record).orElse(null));
    return record;
  }

  private static Map<String, Object> record(IntervalEstimate estimate) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("value", estimate.value());
    record.put("low", estimate.hasInterval() ? estimate.low() : null);
    record.put("high", estimate.hasInterval() ? estimate.high() : null);
    record.put("level", estimate.level());
    return record;
  }
}
