package dev.rawline.lab.photon;

import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.KeyNumber;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Cell;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What photon noise does to predictions as one HTML page for a person: the story, how sure each
 * prediction is, how little light is enough, whether simulated recordings agree, and limitations.
 *
 * <p>The page is self-contained: its drawings and pictures are in it, and it loads nothing.
 *
 * @param name what was measured
 * @param findings the numbers
 * @param facts what was measured: label and value
 * @param budget the drawing of the least light
 * @param agreement the drawing of measured and predicted noise, where some was redrawn
 * @param changes the drawing of changed predictions, where some were redrawn
 * @param shown samples with where noise moves the answer; may be empty
 * @param provenance the provenance of the numbers: label and value
 */
public record PhotonPage(
    String name,
    PhotonFindings findings,
    List<Fact> facts,
    Drawing budget,
    Optional<Drawing> agreement,
    Optional<Drawing> changes,
    List<PagePicture> shown,
    List<Fact> provenance) {
  private static final int MOST_ROWS = 40;

  /** Returns the page. */
  public String html() {
    return Page.of(
            "Photon noise: " + name,
            "Certainty of predictions under photon noise, from one recording of each scene",
            story(),
            keyNumbers(),
            "photon/page",
            this)
        .html();
  }

  private List<String> story() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "If each scene were recorded again, %s of the %d predictions would change because of photon and read noise alone; %s not certain to %s at the recorded intensity."
            .formatted(
                percent(findings.change()),
                findings.samples().size(),
                findings.unsure() == 1 ? "1 is" : findings.unsure() + " are",
                confidence()));
    sentences.add(
        "Half of the predictions would stay the same with %s confidence in %s of the light, nine in ten in %s."
            .formatted(
                confidence(), findings.medianBudget().words(), findings.budgetOf(0.9).words()));
    if (!findings.checks().isEmpty()) {
      OptionalDouble down = findings.agreesDownTo();
      sentences.add(
          down.isPresent()
              ? "Re-recording in simulation agrees within 10 %% down to %s of the light.%s"
                  .formatted(light(down.getAsDouble()), below(down.getAsDouble()))
              : "Re-recording in simulation does not agree within 10 % at any intensity checked:"
                  + " the model is not linear within the noise, and the first-order prediction is"
                  + " not valid here.");
    }
    return sentences;
  }

  private String below(double down) {
    boolean ends = findings.byLight().stream().anyMatch(check -> check.light() < down);
    return ends
        ? " At lower intensities the model is not linear within the noise, and the predictions are"
            + " not valid."
        : "";
  }

  private String confidence() {
    return NumberText.brief(100 * findings.confidence()) + " %";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.2f %%" : "%.1f %%", 100 * share);
  }

  private static String light(double share) {
    return share > 1
        ? NumberText.brief(share) + " times"
        : String.format(Locale.ROOT, share < 0.01 ? "%.2f %%" : "%.1f %%", 100 * share);
  }

  private List<KeyNumber> keyNumbers() {
    return List.of(
        new KeyNumber(
            "predictions that would change", percent(findings.change()), "", "of recordings"),
        new KeyNumber(
            "least light of the median sample",
            findings.medianBudget().words(),
            "",
            confidence() + " confidence"),
        new KeyNumber(
            "detected photons",
            NumberText.brief(Math.rint(findings.electrons())),
            "",
            "e⁻ per pixel"),
        new KeyNumber(
            "of the variance from read-out",
            percent(findings.readOutShare()),
            "",
            "rest: photons"));
  }

  boolean checked() {
    return !findings.checks().isEmpty();
  }

  Table checks() {
    List<Row> rows = new ArrayList<>();
    findings.byLight().forEach(check -> rows.add(row(light(check.light()), check)));
    findings.atBudget().ifPresent(check -> rows.add(row("least light of each sample", check)));
    return new Table(
        List.of(
            "light",
            "σ measured / predicted ± 95 % over samples",
            "error of the covariance",
            "curved",
            "mean shifted",
            "part not predicted",
            "changes predicted",
            "measured",
            "agrees (σ within %.0f %%)".formatted(100 * RedrawCheck.WITHIN)),
        rows);
  }

  private static Row row(String label, RedrawCheck check) {
    return Row.of(
        label,
        check.deviationRatioText(),
        percent(check.covarianceError()),
        percent(check.curved()),
        String.format(Locale.ROOT, "%.2f σ", check.shift()),
        String.format(Locale.ROOT, "%.2f σ", check.unpredictedShift()),
        percent(check.predictedChange()),
        percent(check.change()),
        check.agrees() ? "yes" : "no");
  }

  Optional<RedrawCheck> atBudget() {
    return findings.atBudget();
  }

  String expected() {
    return percent(1 - findings.confidence());
  }

  String measured() {
    RedrawCheck check = findings.atBudget().orElseThrow();
    return "%s ± %s".formatted(percent(check.change()), percent(check.changeError()));
  }

  int rows() {
    return Math.min(MOST_ROWS, count());
  }

  int count() {
    return findings.samples().size();
  }

  Table leastCertain() {
    return new Table(
        List.of(
            "sample",
            "true",
            "predicted",
            "rival",
            "decision margin",
            "σ",
            "changed predictions",
            "least light"),
        findings.leastCertain(MOST_ROWS).stream().map(PhotonPage::row).toList());
  }

  private static Row row(SampleNoise sample) {
    return new Row(
        sample.id(),
        List.of(
            Cell.words(sample.truth()),
            Cell.words(sample.predicted()),
            Cell.words(sample.rival()),
            Cell.of(NumberText.signed(sample.deciding(), 3)),
            Cell.of(NumberText.signed(sample.deviation(1), 3)),
            Cell.of(percent(sample.change())),
            Cell.of(sample.budget().words())));
  }
}
