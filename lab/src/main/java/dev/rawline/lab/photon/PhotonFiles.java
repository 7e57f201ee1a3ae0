package dev.rawline.lab.photon;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings → {@code photon-noise.csv}, a line a sample; {@code photon-check.csv}, a line for each
 * sample that was redrawn in each share of the light; and {@code photon-noise.json}, all of it.
 */
public final class PhotonFiles {
  /** The table of samples. */
  public static final String SAMPLES = "photon-noise.csv";

  /** The table of what was redrawn. */
  public static final String CHECKS = "photon-check.csv";

  /** The record of all results and their provenance. */
  public static final String RECORD = "photon-noise.json";

  private static final String HEAD =
      "sample,truth,said,rival,deciding,deviation,bend_in_half_the_light,change,least_light,least_light_is,least_electrons,electrons,read_out_share,saturated";
  private static final String CHECK_HEAD =
      "sample,light,at,draws,predicted_deviation,deviation,covariance_error_squared,shift,predicted_shift,curved,predicted_change,changed";

  private PhotonFiles() {}

  /**
   * Writes the files.
   *
   * @param provenance the provenance of the numbers, as values of a JSON file
   * @return the files
   * @throws IOException if one cannot be written
   */
  public static List<Path> write(
      PhotonFindings findings, Map<String, Object> provenance, Path folder) throws IOException {
    Path samples = samples(findings).write(folder.resolve(SAMPLES));
    Path checks = checks(findings).write(folder.resolve(CHECKS));
    Path record = folder.resolve(RECORD);
    Map<String, Object> all = new LinkedHashMap<>(provenance);
    all.putAll(JsonRecords.values(Findings.of(findings)));
    JsonFile.write(all, record);
    return List.of(samples, checks, record);
  }

  private static CsvText samples(PhotonFindings findings) {
    CsvText text = CsvText.of(HEAD);
    for (SampleNoise sample : findings.samples()) {
      PredictionNoise noise = sample.noise();
      text.add(
          sample.id(),
          sample.truth(),
          sample.predicted(),
          sample.rival(),
          sample.deciding(),
          sample.deviation(1),
          sample.bend(0.5),
          sample.change(),
          sample.budget().light(),
          sample.budget().end().word(),
          sample.budget().light() * noise.electrons(),
          noise.electrons(),
          sample.readOutShare(),
          noise.saturated());
    }
    return text;
  }

  private static CsvText checks(PhotonFindings findings) {
    CsvText text = CsvText.of(CHECK_HEAD);
    findings.checks().forEach(each -> add(text, each, "given light"));
    findings.budgets().forEach(each -> add(text, each, "least light"));
    return text;
  }

  private static void add(CsvText text, RedrawnPredictions each, String at) {
    text.add(
        each.id(),
        each.light(),
        at,
        each.draws(),
        each.predictedDeviation(),
        each.deviation(),
        each.covarianceError(),
        each.shift(),
        each.predictedShift(),
        each.curved(),
        each.predictedChange(),
        each.changed());
  }

  /** Returns the most informative numbers, by name. */
  public static Map<String, Double> summary(PhotonFindings findings) {
    Map<String, Double> summary = new LinkedHashMap<>();
    summary.put("samples", (double) findings.samples().size());
    summary.put("change", findings.change());
    summary.put("unsure", (double) findings.unsure());
    summary.put("median_least_light", findings.medianBudget().light());
    summary.put("least_light_of_90_percent", findings.budgetOf(0.9).light());
    summary.put("electrons", findings.electrons());
    summary.put("read_out_share", findings.readOutShare());
    summary.put("saturated", findings.saturated());
    findings.agreesDownTo().ifPresent(light -> summary.put("agrees_down_to_light", light));
    findings.atBudget().ifPresent(check -> summary.put("change_in_least_light", check.change()));
    return summary;
  }

  /** What follows the provenance in the record. */
  private record Findings(
      double confidence,
      Map<String, Double> summary,
      List<Check> checks,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Check> atLeastLight,
      List<OfSample> samples) {
    static Findings of(PhotonFindings findings) {
      return new Findings(
          findings.confidence(),
          PhotonFiles.summary(findings),
          findings.byLight().stream().map(Check::of).toList(),
          findings.atBudget().map(Check::of),
          findings.samples().stream().map(OfSample::of).toList());
    }
  }

  /** The noise of the predictions of one sample. */
  private record OfSample(
      String sample,
      List<Double> values,
      List<List<Double>> covarianceOfPhotons,
      List<List<Double>> covarianceOfReadOut,
      List<Double> bendInLights,
      List<List<Double>> bend) {
    static OfSample of(SampleNoise sample) {
      PredictionNoise noise = sample.noise();
      return new OfSample(
          sample.id(),
          noise.values(),
          noise.photons().rows(),
          noise.readOut().rows(),
          noise.bend().lights(),
          noise.bend().moved());
    }
  }

  /** How redrawing compares with the prediction. */
  private record Check(@JsonUnwrapped RedrawCheck check, boolean agrees) {
    static Check of(RedrawCheck check) {
      return new Check(check, check.agrees());
    }
  }
}
