package dev.rawline.lab.forensics;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import dev.rawline.lab.tolerance.CameraParameter;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings of forensics → {@code worst-cases.csv}, {@code tolerances.csv}, {@code curves.csv} and
 * {@code findings.json}.
 */
final class ForensicsFiles {
  private static final String WORST = "worst-cases.csv";
  private static final String TOLERANCES = "tolerances.csv";
  private static final String CURVES = "curves.csv";
  private static final String FINDINGS = "findings.json";

  private ForensicsFiles() {}

  /** Returns the names of all files that may be written for so many models. */
  static List<String> names(int models) {
    return Stream.concat(
            Stream.of(WORST, TOLERANCES, CURVES, FINDINGS),
            IntStream.rangeClosed(1, models).mapToObj(SpecificationWriter::name))
        .toList();
  }

  /**
   * Writes the files.
   *
   * @param provenance where the numbers come from
   * @return the files
   */
  static List<Path> write(ForensicsFindings findings, Map<String, Object> provenance, Path folder)
      throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(written(worst(findings), folder.resolve(WORST)));
    files.add(written(tolerances(findings), folder.resolve(TOLERANCES)));
    files.add(written(curves(findings), folder.resolve(CURVES)));
    JsonFile.write(told(findings, provenance), folder.resolve(FINDINGS));
    files.add(folder.resolve(FINDINGS));
    return files;
  }

  private static Path written(List<String> lines, Path file) throws IOException {
    AtomicFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static List<String> worst(ForensicsFindings findings) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "split,group,restraint,search,evaluations,closeness,%s,lost,lost_low,lost_high,random,advantage,advantage_low,advantage_high"
            .formatted(findings.metric()));
    for (WorstCases each : findings.worst()) {
      for (WorstCameraResult found : each.cases()) {
        lines.add(
            line(
                each.split(),
                each.group(),
                found.restraint(),
                found.search(),
                found.evaluations(),
                found.closeness(),
                found.metric(),
                found.lost().value(),
                found.lost().low(),
                found.lost().high(),
                found.control(),
                found.advantage().value(),
                found.advantage().low(),
                found.advantage().high()));
      }
    }
    return lines;
  }

  private static List<String> tolerances(ForensicsFindings findings) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "split,parameter,unit,usual,low,low_open,low_from,low_to,high,high_open,high_from,high_to");
    findings
        .curves()
        .forEach(
            (split, curves) -> {
              for (ToleranceCurve curve : curves) {
                CameraParameter parameter = curve.parameter();
                ToleranceBound low = curve.interval().low();
                ToleranceBound high = curve.interval().high();
                lines.add(
                    line(
                        split,
                        parameter.name(),
                        parameter.unit(),
                        parameter.usual(),
                        low.value(),
                        low.open(),
                        low.low(),
                        low.high(),
                        high.value(),
                        high.open(),
                        high.low(),
                        high.high()));
              }
            });
    return lines;
  }

  private static List<String> curves(ForensicsFindings findings) {
    List<String> lines = new ArrayList<>();
    lines.add("split,parameter,value,%s,low,high".formatted(findings.metric()));
    findings
        .curves()
        .forEach(
            (split, curves) ->
                curves.forEach(
                    curve ->
                        curve
                            .points()
                            .forEach(
                                point ->
                                    lines.add(
                                        line(
                                            split,
                                            curve.parameter().name(),
                                            point.value(),
                                            point.metric(),
                                            point.low(),
                                            point.high())))));
    return lines;
  }

  private static String line(Object... fields) {
    return Stream.of(fields)
        .map(String::valueOf)
        .map(CsvLine::field)
        .reduce((one, other) -> one + "," + other)
        .orElse("");
  }

  private static Map<String, Object> told(
      ForensicsFindings findings, Map<String, Object> provenance) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("metric", findings.metric());
    Map<String, Object> baselines = new LinkedHashMap<>();
    findings.baselines().forEach((split, value) -> baselines.put(String.valueOf(split), value));
    told.put("baselines", baselines);
    told.put(
        "ranking",
        findings.ranking().stream()
            .map(
                rank ->
                    Map.of(
                        "group", rank.group(),
                        "lost", rank.lost(),
                        "least", rank.lowest(),
                        "most", rank.highest()))
            .toList());
    findings
        .agreement()
        .ifPresent(
            agreement ->
                told.put(
                    "agreement_of_rankings",
                    Map.of(
                        "kendall", agreement.kendall(),
                        "spearman", agreement.spearman(),
                        "pairs", agreement.pairs())));
    told.put(
        "worst_cases",
        findings.worst().stream()
            .flatMap(
                each ->
                    each.cases().stream()
                        .map(
                            found -> {
                              Map<String, Object> one = new LinkedHashMap<>();
                              one.put("split", each.split());
                              one.putAll(found.told());
                              return one;
                            }))
            .toList());
    Map<String, Object> curves = new LinkedHashMap<>();
    findings
        .curves()
        .forEach(
            (split, all) ->
                curves.put(
                    String.valueOf(split), all.stream().map(ToleranceCurvesFile::told).toList()));
    told.put("tolerances", curves);
    Map<String, Object> boxes = new LinkedHashMap<>();
    findings
        .together()
        .forEach(
            (split, all) ->
                all.box()
                    .ifPresent(
                        box -> boxes.put(String.valueOf(split), JointToleranceStep.told(box))));
    told.put("joint_boxes", boxes);
    told.put("provenance", provenance);
    return told;
  }
}
