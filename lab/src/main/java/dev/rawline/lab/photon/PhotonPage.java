package dev.rawline.lab.photon;

import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What photon noise does to predictions as one HTML page for a person: the story, how sure each
 * answer is, how little light is enough, whether redrawing agrees, and what all this does not show.
 *
 * <p>The page needs nothing beside it: its drawings and pictures stand in it, and it loads nothing.
 *
 * @param name what was asked
 * @param findings the numbers
 * @param facts what was measured: label and value
 * @param shown samples with where noise moves the answer; may be empty
 * @param provenance where the numbers come from: label and value
 */
public record PhotonPage(
    String name,
    PhotonFindings findings,
    List<Fact> facts,
    List<PagePicture> shown,
    List<Fact> provenance) {
  private static final int MOST_ROWS = 40;

  private static final List<String> NOT_SHOWN =
      List.of(
          "It is the noise of recording the same scene again with the same sensor, and no more: not whether the answer is right, nor what another slide, lens, stain or camera would change.",
          "Predictions are first order: the logits along the gradient at the recording. Where the noise is so strong that the model bends within it, they are off, as the check by redrawing shows.",
          "The recording stands for its own mean. It carries noise itself, so an answer that hangs on it is judged from where it fell; another recording would tell a somewhat different probability.",
          "Less light is meant at the same brightness of the picture, as by a gain of 1/share. Underexposed pictures that stay dark change for another reason.",
          "Saturated samples are taken to be without noise; what light they missed nobody knows. Fixed patterns (PRNU, DSNU) and defects repeat in every recording and are no part of it.");

  /** Copies the lists. */
  public PhotonPage {
    facts = List.copyOf(facts);
    shown = List.copyOf(shown);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Photon noise: " + name,
            "How sure the light leaves what a model says, from one recording of each scene",
            story(),
            keyNumbers(),
            List.of(
                new Page.Section("measured", "What was measured", Html.facts(facts)),
                new Page.Section(
                    "light",
                    "How little light is enough",
                    Html.figure(PhotonPlot.budget(findings))),
                new Page.Section("redrawn", "Whether redrawing agrees", check()),
                new Page.Section("pictures", "How it looks", Html.pictures(shown)),
                new Page.Section("samples", "The least sure samples", samples()),
                new Page.Section("limits", "What this does not show", Html.list(NOT_SHOWN)),
                new Page.Section(
                    "provenance", "Where the numbers come from", Html.facts(provenance))))
        .html();
  }

  private List<String> story() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "If each scene were recorded once more, %s of the %d answers would be others, by photon and read noise alone; %s not sure to %s in the light they were recorded in."
            .formatted(
                percent(findings.change()),
                findings.samples().size(),
                findings.unsure() == 1 ? "1 is" : findings.unsure() + " are",
                confidence()));
    sentences.add(
        "Half of the answers would stay with %s confidence in %s of the light, nine in ten in %s."
            .formatted(
                confidence(), findings.medianBudget().words(), findings.budgetOf(0.9).words()));
    if (!findings.checks().isEmpty()) {
      OptionalDouble down = findings.agreesDownTo();
      sentences.add(
          down.isPresent()
              ? "Redrawing the noise agrees within 10 %% down to %s of the light.%s"
                  .formatted(light(down.getAsDouble()), below(down.getAsDouble()))
              : "Redrawing the noise does not agree within 10 % in any light that was checked: the model bends within the noise, and the first order does not hold here.");
    }
    return sentences;
  }

  private String below(double down) {
    boolean ends = findings.byLight().stream().anyMatch(check -> check.light() < down);
    return ends ? " In less, the model bends within the noise, and predictions are off." : "";
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

  private String keyNumbers() {
    List<String> numbers = new ArrayList<>();
    numbers.add(
        Html.key("answered otherwise next time", percent(findings.change()), "of recordings"));
    numbers.add(
        Html.key(
            "least light of the median sample", findings.medianBudget().words(), confidence()));
    numbers.add(
        Html.key(
            "detected photons", NumberText.brief(Math.rint(findings.electrons())), "e⁻ a pixel"));
    numbers.add(
        Html.key(
            "of the variance from read-out", percent(findings.readOutShare()), "rest: photons"));
    return numbers.stream().collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
  }

  private String check() {
    if (findings.checks().isEmpty()) {
      return "<p>Nothing was redrawn.</p>";
    }
    StringBuilder body = new StringBuilder();
    body.append(Html.figure(PhotonPlot.agreement(findings)));
    body.append(Html.figure(PhotonPlot.changes(findings)));
    body.append("<div class=\"wide\"><table>\n<thead><tr>");
    for (String column :
        List.of(
            "light",
            "σ measured / predicted",
            "covariance off by",
            "curved",
            "mean shifted",
            "of it not predicted",
            "changes predicted",
            "measured",
            "agrees (σ within %.0f %%)".formatted(100 * RedrawCheck.WITHIN))) {
      body.append("<th scope=\"col\">").append(column).append("</th>");
    }
    body.append("</tr></thead>\n<tbody>\n");
    findings.byLight().forEach(check -> body.append(row(light(check.light()), check)));
    findings.atBudget().ifPresent(check -> body.append(row("each sample’s least", check)));
    body.append("</tbody></table></div>\n<p class=\"faint\">");
    body.append(
        Html.text(
            "Covariance: of all numbers that the model says, relative, what chance makes taken out. Curved: the share of the variance that is not first order. Mean shifted: by the noise, since the model bends. Recordings are drawn about the one that there is and so carry its noise, too; what that moves the mean by is taken off."));
    findings
        .atBudget()
        .ifPresent(
            check ->
                body.append(
                    Html.text(
                        " In the least light of each of %d samples %s should change; %s ± %s did."
                            .formatted(
                                check.samples(),
                                percent(1 - findings.confidence()),
                                percent(check.change()),
                                percent(check.changeError())))));
    return body.append("</p>").toString();
  }

  private static String row(String label, RedrawCheck check) {
    return "<tr><th scope=\"row\">%s</th>%s</tr>\n"
        .formatted(
            Html.text(label),
            List.of(
                    String.format(Locale.ROOT, "%.3f", check.deviationRatio()),
                    percent(check.covarianceError()),
                    percent(check.curved()),
                    String.format(Locale.ROOT, "%.2f σ", check.shift()),
                    String.format(Locale.ROOT, "%.2f σ", check.unpredictedShift()),
                    percent(check.predictedChange()),
                    percent(check.change()),
                    check.agrees() ? "yes" : "no")
                .stream()
                .map(cell -> "<td class=\"n\">" + Html.text(cell) + "</td>")
                .collect(Collectors.joining()));
  }

  private String samples() {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
    for (String column :
        List.of(
            "sample",
            "true",
            "said",
            "rival",
            "decides",
            "σ",
            "answered otherwise",
            "least light")) {
      table.append("<th scope=\"col\">").append(column).append("</th>");
    }
    table.append("</tr></thead>\n<tbody>\n");
    findings.samples().stream()
        .sorted(
            Comparator.comparingDouble((SampleNoise sample) -> sample.change())
                .thenComparingDouble(sample -> sample.budget().light())
                .reversed())
        .limit(MOST_ROWS)
        .forEach(
            sample ->
                table.append(
                    "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
                        .formatted(
                            Html.text(sample.id()),
                            Html.text(sample.truth()),
                            Html.text(sample.said()),
                            Html.text(sample.rival()),
                            Html.text(NumberText.signed(sample.deciding(), 3)),
                            Html.text(NumberText.signed(sample.deviation(1), 3)),
                            Html.text(percent(sample.change())),
                            Html.text(sample.budget().words()))));
    table.append("</tbody></table></div>\n");
    return table
        .append("<p class=\"faint\">")
        .append(
            Html.text(
                "The %d least sure of %d; all stand in photon-noise.csv. What decides is the logit of the class that is said less that of the rival that most probably takes its place; or the number itself."
                    .formatted(
                        Math.min(MOST_ROWS, findings.samples().size()), findings.samples().size())))
        .append("</p>")
        .toString();
  }
}
