package dev.rawline.lab.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.CertifiedRegion;
import dev.rawline.lab.forensics.certify.SampleCertificate;
import dev.rawline.lab.statistic.RankAgreement;
import dev.rawline.lab.tolerance.JointBox;
import dev.rawline.lab.tolerance.ToleranceBound;
import dev.rawline.lab.tolerance.ToleranceCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Findings of forensics → {@code worst-cases.csv}, {@code tolerances.csv}, {@code curves.csv},
 * {@code certified.csv} where regions were certified, and {@code findings.json}.
 */
final class ForensicsFiles {
  private static final String WORST = "worst-cases.csv";
  private static final String TOLERANCES = "tolerances.csv";
  private static final String CURVES = "curves.csv";
  private static final String CERTIFIED = "certified.csv";
  private static final String FINDINGS = "findings.json";

  private ForensicsFiles() {}

  /** Returns the names of all files that may be written for so many models. */
  static List<String> names(int models) {
    return Stream.concat(
            Stream.of(WORST, TOLERANCES, CURVES, CERTIFIED, FINDINGS),
            IntStream.rangeClosed(1, models).mapToObj(SpecificationWriter::name))
        .toList();
  }

  /**
   * Writes the files.
   *
   * @param provenance the provenance of the numbers
   * @return the files
   */
  static List<Path> write(ForensicsFindings findings, Map<String, Object> provenance, Path folder)
      throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(worst(findings).write(folder.resolve(WORST)));
    files.add(tolerances(findings).write(folder.resolve(TOLERANCES)));
    files.add(curves(findings).write(folder.resolve(CURVES)));
    if (!findings.certified().isEmpty()) {
      files.add(certified(findings).write(folder.resolve(CERTIFIED)));
    }
    JsonRecords.write(Findings.of(findings, provenance), folder.resolve(FINDINGS));
    files.add(folder.resolve(FINDINGS));
    return files;
  }

  private static CsvText worst(ForensicsFindings findings) {
    CsvText text =
        CsvText.of(
            "split,group,restraint,search,evaluations,closeness,%s,lost,lost_low,lost_high,random,advantage,advantage_low,advantage_high,kind,camera"
                .formatted(findings.metric()));
    for (WorstCases each : findings.worst()) {
      for (WorstCameraResult found : each.cases()) {
        text.add(
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
            found.advantage().high(),
            SearchedGroup.isPhysical(each.group()) ? "physical" : "adversarial",
            found.camera().orElse(""));
      }
    }
    return text;
  }

  private static CsvText tolerances(ForensicsFindings findings) {
    CsvText text =
        CsvText.of(
            "split,parameter,unit,usual,low,low_open,low_from,low_to,high,high_open,high_from,high_to");
    findings
        .curves()
        .forEach(
            (split, curves) -> {
              for (ToleranceCurve curve : curves) {
                CameraParameter parameter = curve.parameter();
                ToleranceBound low = curve.interval().low();
                ToleranceBound high = curve.interval().high();
                text.add(
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
                    high.high());
              }
            });
    return text;
  }

  private static CsvText curves(ForensicsFindings findings) {
    CsvText text =
        CsvText.of("split,parameter,value,%s,low,high,outcome".formatted(findings.metric()));
    findings
        .curves()
        .forEach(
            (split, curves) -> {
              for (ToleranceCurve curve : curves) {
                for (ToleranceCurve.Point point : curve.points()) {
                  text.add(
                      split,
                      curve.parameter().name(),
                      point.value(),
                      point.metric(),
                      point.low(),
                      point.high(),
                      point.outcome());
                }
              }
            });
    return text;
  }

  private static CsvText certified(ForensicsFindings findings) {
    CsvText text =
        CsvText.of("split,parameters,sample,truth,single,decision,votes,draws,radius,searched");
    for (CertifiedRegion region : findings.certified()) {
      String names = CertifiedAccuracy.of(List.of(region)).names();
      for (SampleCertificate each : region.certificates()) {
        text.add(
            region.split(),
            names,
            each.sample(),
            each.truth(),
            each.single(),
            each.decision(),
            each.votes(),
            region.budget().draws(),
            each.radius(),
            each.searched());
      }
    }
    return text;
  }

  /** The form of {@code findings.json}. */
  private record Findings(
      String metric,
      SequencedMap<Integer, Double> baselines,
      List<Ranked> ranking,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RankAgreement> agreementOfRankings,
      List<Worst> worstCases,
      Map<Integer, List<ToleranceCurve>> tolerances,
      Map<Integer, JointBox> jointBoxes,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CertifiedAccuracy> certified,
      Map<String, Object> provenance) {
    static Findings of(ForensicsFindings findings, Map<String, Object> provenance) {
      Map<Integer, JointBox> boxes = new LinkedHashMap<>();
      findings
          .together()
          .forEach((split, joint) -> joint.box().ifPresent(box -> boxes.put(split, box)));
      return new Findings(
          findings.metric(),
          findings.baselines(),
          findings.ranking().stream().map(Ranked::of).toList(),
          findings.agreement(),
          findings.worst().stream()
              .flatMap(each -> each.cases().stream().map(found -> new Worst(each.split(), found)))
              .toList(),
          findings.curves(),
          boxes,
          findings.certifiedAccuracies(),
          provenance);
    }
  }

  /** The drop of a group: mean, least and most over the models. */
  private record Ranked(String group, double lost, double least, double most) {
    static Ranked of(ForensicsFindings.Rank rank) {
      return new Ranked(rank.group(), rank.lost(), rank.lowest(), rank.highest());
    }
  }

  /** A worst case of the model of one split. */
  private record Worst(int split, @JsonUnwrapped WorstCameraResult found) {}
}
