package dev.rawline.lab.photon;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings → {@code photon-noise.csv}, a line a sample; {@code photon-check.csv}, a line for each
 * sample that was redrawn in each share of the light; and {@code photon-noise.json}, all of it.
 */
public final class PhotonFiles {
  /** The table of samples. */
  public static final String SAMPLES = "photon-noise.csv";

  /** The table of what was redrawn. */
  public static final String CHECKS = "photon-check.csv";

  /** The record of all, and of where it comes from. */
  public static final String RECORD = "photon-noise.json";

  private static final String HEAD =
      "sample,truth,said,rival,deciding,deviation,bend_in_half_the_light,change,least_light,least_light_is,least_electrons,electrons,read_out_share,saturated";
  private static final String CHECK_HEAD =
      "sample,light,at,draws,predicted_deviation,deviation,covariance_error_squared,shift,predicted_shift,curved,predicted_change,changed";

  private PhotonFiles() {}

  /**
   * Writes the files.
   *
   * @param told where the numbers come from, as values of a JSON file
   * @return the files
   * @throws IOException if one cannot be written
   */
  public static List<Path> write(PhotonFindings findings, Map<String, Object> told, Path folder)
      throws IOException {
    Path samples = folder.resolve(SAMPLES);
    write(samples(findings), samples);
    Path checks = folder.resolve(CHECKS);
    write(checks(findings), checks);
    Path record = folder.resolve(RECORD);
    JsonFile.write(record(findings, told), record);
    return List.of(samples, checks, record);
  }

  private static void write(List<String> lines, Path file) throws IOException {
    AtomicFile.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> samples(PhotonFindings findings) {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    for (SampleNoise sample : findings.samples()) {
      PredictionNoise noise = sample.noise();
      lines.add(
          String.join(
              ",",
              CsvLine.field(sample.id()),
              CsvLine.field(sample.truth()),
              CsvLine.field(sample.said()),
              CsvLine.field(sample.rival()),
              String.valueOf(sample.deciding()),
              String.valueOf(sample.deviation(1)),
              String.valueOf(sample.bend(0.5)),
              String.valueOf(sample.change()),
              String.valueOf(sample.budget().light()),
              word(sample.budget().end()),
              String.valueOf(sample.budget().light() * noise.electrons()),
              String.valueOf(noise.electrons()),
              String.valueOf(sample.readOutShare()),
              String.valueOf(noise.saturated())));
    }
    return lines;
  }

  private static String word(PhotonBudget.End end) {
    return switch (end) {
      case FOUND -> "found";
      case LESS -> "or less";
      case MORE -> "or more";
    };
  }

  private static List<String> checks(PhotonFindings findings) {
    List<String> lines = new ArrayList<>(List.of(CHECK_HEAD));
    findings.checks().forEach(each -> lines.add(line(each, "given light")));
    findings.budgets().forEach(each -> lines.add(line(each, "least light")));
    return lines;
  }

  private static String line(RedrawnPredictions each, String at) {
    return String.join(
        ",",
        CsvLine.field(each.id()),
        String.valueOf(each.light()),
        at,
        String.valueOf(each.draws()),
        String.valueOf(each.predictedDeviation()),
        String.valueOf(each.deviation()),
        String.valueOf(each.covarianceError()),
        String.valueOf(each.shift()),
        String.valueOf(each.predictedShift()),
        String.valueOf(each.curved()),
        String.valueOf(each.predictedChange()),
        String.valueOf(each.changed()));
  }

  private static Map<String, Object> record(PhotonFindings findings, Map<String, Object> told) {
    Map<String, Object> record = new LinkedHashMap<>(told);
    record.put("confidence", findings.confidence());
    record.put("summary", summary(findings));
    record.put("checks", findings.byLight().stream().map(PhotonFiles::check).toList());
    findings.atBudget().ifPresent(check -> record.put("at_least_light", check(check)));
    record.put(
        "samples",
        findings.samples().stream()
            .map(
                sample -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("sample", sample.id());
                  one.put("values", sample.noise().values());
                  one.put("covariance_of_photons", sample.noise().photons().rows());
                  one.put("covariance_of_read_out", sample.noise().readOut().rows());
                  one.put("bend_in_lights", sample.noise().bend().lights());
                  one.put("bend", sample.noise().bend().moved());
                  return one;
                })
            .toList());
    return record;
  }

  /** Returns the numbers that tell most, by name. */
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

  private static Map<String, Object> check(RedrawCheck check) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("light", check.light());
    one.put("samples", check.samples());
    one.put("draws", check.draws());
    one.put("deviation_ratio", check.deviationRatio());
    one.put("covariance_error", check.covarianceError());
    one.put("shift", check.shift());
    one.put("unpredicted_shift", check.unpredictedShift());
    one.put("curved", check.curved());
    one.put("predicted_change", check.predictedChange());
    one.put("change", check.change());
    one.put("change_error", check.changeError());
    one.put("agrees", check.agrees());
    return one;
  }
}
