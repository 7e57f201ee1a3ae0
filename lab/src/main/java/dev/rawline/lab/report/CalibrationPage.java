package dev.rawline.lab.report;

import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.Estimate;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A calibration as one HTML page for a person: what was measured and whether it may be trusted, the
 * numbers with their intervals, the plots, and what all this does not show.
 *
 * <p>The page needs nothing beside it: its plots stand in it, and it links to nothing.
 *
 * @param name what the sensor is called
 * @param facts what was measured: label and value
 * @param calibration the numbers
 * @param figures the plots and maps
 * @param provenance where the numbers came from: label and value
 */
public record CalibrationPage(
    String name,
    List<Fact> facts,
    SensorCalibration calibration,
    List<Figure> figures,
    List<Fact> provenance) {

  /**
   * One line of a table of two columns.
   *
   * @param label what it is
   * @param value what it says
   */
  public record Fact(String label, String value) {}

  /**
   * A picture with what a person should see in it.
   *
   * @param title what it is called
   * @param caption what it shows, and how to read it
   * @param isMap whether it is a map of the sensor, which may be tall
   * @param png the file of the picture
   */
  @SuppressWarnings("ArrayRecordComponent") // written into the page once, never compared
  public record Figure(String title, String caption, boolean isMap, byte[] png) {}

  private static final String STYLE =
      """
      :root { color-scheme: light; --ink: #1c1c1c; --faint: #5a5a5a; --rule: #cfcfcf; --ground: #f4f4f4; }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--ground); color: var(--ink);
        font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
      main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
      h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; }
      h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
      p { margin: .5rem 0; max-width: 46rem; }
      .faint, figcaption, caption { color: var(--faint); }
      .held { border-left: 4px solid #009e73; background: #fff; padding: .75rem 1rem; margin: 1.25rem 0; }
      .held p { margin: 0 0 .25rem; }
      .held details { margin: 0; color: var(--faint); font-size: .9rem; }
      .key { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
      .key div { background: #fff; border: 1px solid var(--rule); padding: .7rem .9rem; }
      .key b { display: block; font-size: 1.3rem; font-weight: 600; white-space: nowrap; }
      .key small { font-size: .85rem; font-weight: 400; }
      .key span { color: var(--faint); font-size: .85rem; display: block; }
      .wide { overflow-x: auto; background: #fff; border: 1px solid var(--rule); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .4rem .75rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
      tr:last-child > * { border-bottom: 0; }
      th[scope=rowgroup] { background: var(--ground); font-size: .85rem; padding-top: .8rem; }
      th[scope=row] { font-weight: 400; min-width: 8rem; }
      td.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
      td small, th small { font-weight: 400; color: var(--faint); display: block; font-size: .8rem; }
      .s, td.u { white-space: nowrap; }
      .s { color: var(--faint); margin-left: .3rem; }
      sub { line-height: 0; }
      figure { margin: 1.5rem 0; break-inside: avoid; }
      figure img { display: block; width: 100%; max-width: 52rem; height: auto; border: 1px solid var(--rule); }
      figure.map img { width: auto; max-width: 100%; max-height: min(32rem, 50vh); }
      figcaption { max-width: 46rem; margin-top: .5rem; font-size: .9rem; }
      ul { max-width: 46rem; padding-left: 1.25rem; }
      li { margin: .35rem 0; }
      details { margin: 1rem 0; }
      summary { cursor: pointer; }
      code { font: .85rem ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
      @media (max-width: 40rem) { main { padding: 1.25rem .75rem 3rem; } th, td { padding: .35rem .5rem; } }
      @media print {
        @page { margin: 16mm; }
        :root { font-size: 10pt; }
        body { background: #fff; }
        main { max-width: none; padding: 0; }
        .wide { overflow: visible; border: 0; }
        tr, .key { break-inside: avoid; }
        h2 { break-after: avoid; }
        figure img { max-width: 130mm; }
        figure.map img { max-height: 120mm; }
      }
      """;

  private static final List<String> CHECKED =
      List.of(
          "Nine exposures or more lie up to 70 % of saturation, and the brightest ones saturate: their variance falls below half of its maximum.",
          "Every flat exposure time has dark frames of the same time.",
          "At most 0.5 % of the samples of a frame that counts are clipped, at either end.",
          "The two frames of a pair differ by at most 2 % in their means, and brighter exposures are brighter: the lamp is steady.",
          "Variance grows with the signal along a straight line (the slope changes by at most 10 %), and the signal with the light (mean deviation of at most 3 %).",
          "No code of the converter is missing among frequent ones, and neighbours share no noise (correlation of at most 0.05): nothing was compressed or smoothed.",
          "No frame stands in for another.",
          "Stacks for the spatial part hold 16 frames or more, the flat ones at 30 % to 70 % of saturation.");

  private static final String UNRESOLVED =
      "Not resolved: the number is too small for these frames. Its variance, less the temporal noise in it, came out below 0 and was clipped there; the upper end of the interval is all that is known. Each variance is clipped by itself, so that the squares of the parts need not add up to that of the whole.";

  private static final List<String> NOT_SHOWN =
      List.of(
          "It holds for the settings of this measurement: gain setting, read-out mode, temperature and wavelength. Another setting is another calibration.",
          "Intervals cover chance in these frames. They do not cover what was set up wrongly, such as a light meter that is 3 % off: the quantum efficiency, the responsivity and all light in photons would be 3 % off with it.",
          "PRNU of all pixels holds what is uneven in the lamp and the lens too; PRNU′ has a smooth fall-off taken out, and with it whatever of the sensor is as smooth.",
          "Noise that changes with the signal otherwise than shot noise does, cross-talk between pixels, lag between frames and the dependence on wavelength were not measured.",
          "The formulas are those of EMVA 1288 Release 4.0 Linear. Nobody has certified the set-up, the frames or this report.");

  /** Copies the lists. */
  public CalibrationPage {
    facts = List.copyOf(facts);
    figures = List.copyOf(figures);
    provenance = List.copyOf(provenance);
  }

  /** Returns the page. */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Calibration of %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>Calibration of %s</h1>
        <p class="faint">Photon transfer; implements the formulas of EMVA 1288 Release 4.0 Linear</p>
        %s
        %s
        <h2>What was measured</h2>
        %s
        <h2>The numbers</h2>
        %s
        <h2>The plots</h2>
        %s
        <h2>What this does not show</h2>
        <ul>
        %s
        </ul>
        <h2>Where the numbers come from</h2>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(
            Html.text(name),
            STYLE,
            Html.text(name),
            verdict(),
            keyNumbers(),
            facts(facts),
            numbers(),
            figures.stream().map(CalibrationPage::figure).collect(Collectors.joining("\n")),
            items(NOT_SHOWN),
            facts(provenance));
  }

  private String verdict() {
    String missing = missing();
    return """
        <div class="held"><p><b>The preconditions hold</b>; otherwise the calibration would have been refused.</p>%s
        <details><summary>What was checked</summary><ul>
        %s
        </ul></details></div>"""
        .formatted(
            missing.isEmpty()
                ? ""
                : "<p>Not measured, for lack of frames or of a light meter: " + missing + ".</p>",
            items(CHECKED));
  }

  private static String items(List<String> sentences) {
    return sentences.stream()
        .map(each -> "<li>" + Html.text(each) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  private String missing() {
    return Quantity.GROUPS.stream()
        .flatMap(group -> group.quantities().stream())
        .filter(quantity -> !quantity.isMeasuredIn(calibration.channels()))
        .filter(quantity -> !quantity.key().contains("."))
        .map(quantity -> Html.text(quantity.name() + " ") + Html.symbol(quantity.symbol()))
        .collect(Collectors.joining(", "));
  }

  /** Returns the numbers that most people look for first, of the first channel or of all. */
  private String keyNumbers() {
    Set<String> wanted =
        Set.of("gain", "quantumEfficiency", "darkNoise", "saturation", "dynamicRange");
    ChannelCalibration channel =
        calibration.channels().get(calibration.channels().size() > 1 ? 1 : 0);
    String of =
        calibration.channels().size() > 1 ? ", " + ChannelStyle.name(channel.channel()) : "";
    return Quantity.GROUPS.stream()
        .flatMap(group -> group.quantities().stream())
        .filter(quantity -> wanted.contains(quantity.key()))
        .flatMap(
            quantity ->
                quantity.of().apply(channel).stream()
                    .map(
                        estimate ->
                            "<div><span>%s%s</span><b>%s <small>%s</small></b><span>%s</span></div>"
                                .formatted(
                                    Html.text(quantity.name()),
                                    Html.text(of),
                                    Html.text(Measured.of(estimate).value()),
                                    Html.text(Measured.of(estimate).unit()),
                                    Html.text(Measured.of(estimate).interval()))))
        .collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
  }

  private static String facts(List<Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                    .formatted(Html.text(fact.label()), Html.text(fact.value())))
        .collect(Collectors.joining("\n", "<div class=\"wide\"><table>\n", "\n</table></div>"));
  }

  private String numbers() {
    List<ChannelCalibration> channels = calibration.channels();
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr><th></th>");
    for (ChannelCalibration channel : channels) {
      table
          .append("<th scope=\"col\">")
          .append(ChannelStyle.name(channel.channel()))
          .append("</th>");
    }
    table.append("<th scope=\"col\">unit<small>interval by</small></th></tr></thead>\n");
    for (Quantity.Group group : Quantity.GROUPS) {
      List<Quantity> measured =
          group.quantities().stream().filter(quantity -> quantity.isMeasuredIn(channels)).toList();
      if (!measured.isEmpty()) {
        table
            .append("<tbody><tr><th scope=\"rowgroup\" colspan=\"")
            .append(channels.size() + 2)
            .append("\">")
            .append(Html.text(group.name()))
            .append("</th></tr>\n");
        measured.forEach(quantity -> table.append(row(quantity, channels)));
        table.append("</tbody>\n");
      }
    }
    return table.append("</table></div>\n").append(methods(channels)).toString();
  }

  private static String row(Quantity quantity, List<ChannelCalibration> channels) {
    StringBuilder row =
        new StringBuilder(
            "<tr><th scope=\"row\">%s <span class=\"s\">%s</span></th>"
                .formatted(Html.text(quantity.name()), Html.symbol(quantity.symbol())));
    Estimate shown = null;
    for (ChannelCalibration channel : channels) {
      Optional<Estimate> estimate = quantity.of().apply(channel);
      shown = estimate.orElse(shown);
      row.append("<td class=\"n\">")
          .append(
              estimate
                  .map(Measured::of)
                  .map(
                      text ->
                          Html.text(text.value())
                              + "<small>"
                              + Html.text(text.interval())
                              + "</small>")
                  .orElse("–"))
          .append("</td>");
    }
    String unit = Measured.of(shown).unit();
    return row.append("<td class=\"u\">")
        .append(unit.isEmpty() ? "ratio" : Html.text(unit))
        .append("<small>")
        .append(shown.isResolved() && shown.halfWidth() == 0 ? "choice" : word(shown.method()))
        .append("</small></td></tr>\n")
        .toString();
  }

  private static String methods(List<ChannelCalibration> channels) {
    Set<Estimate.Method> used = EnumSet.noneOf(Estimate.Method.class);
    boolean resolved = true;
    for (Quantity.Group group : Quantity.GROUPS) {
      for (Quantity quantity : group.quantities()) {
        for (ChannelCalibration channel : channels) {
          Optional<Estimate> estimate = quantity.of().apply(channel);
          estimate.ifPresent(found -> used.add(found.method()));
          resolved &= estimate.map(Estimate::isResolved).orElse(true);
        }
      }
    }
    List<String> sentences = new ArrayList<>();
    sentences.add("Small numbers are 95 % confidence intervals.");
    for (Estimate.Method method : used) {
      sentences.add(sentence(method));
    }
    if (!resolved) {
      sentences.add(UNRESOLVED);
    }
    return "<p class=\"faint\">" + Html.text(String.join(" ", sentences)) + "</p>";
  }

  private static String word(Estimate.Method method) {
    return switch (method) {
      case ANALYTIC -> "formula";
      case PARAMETRIC_BOOTSTRAP -> "redrawing";
      case BLOCK_BOOTSTRAP -> "blocks";
    };
  }

  private static String sentence(Estimate.Method method) {
    return switch (method) {
      case ANALYTIC -> "By formula: from the known distribution of the estimator.";
      case PARAMETRIC_BOOTSTRAP ->
          "By redrawing: the measured means and variances were drawn anew within their standard errors, and all was evaluated again (parametric bootstrap).";
      case BLOCK_BOOTSTRAP ->
          "By blocks: blocks of the picture were drawn with replacement, and all was evaluated again (block bootstrap).";
    };
  }

  private static String figure(Figure figure) {
    return "<figure%s>\n<img alt=\"%s\" src=\"%s\">\n<figcaption><b>%s.</b> %s</figcaption>\n</figure>"
        .formatted(
            figure.isMap() ? " class=\"map\"" : "",
            Html.text(figure.title()),
            Html.png(figure.png()),
            Html.text(figure.title()),
            Html.text(figure.caption()));
  }
}
