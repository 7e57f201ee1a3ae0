package dev.rawline.lab.calibrate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
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
   * A picture with what a person should see in it.
   *
   * @param title what it is called
   * @param caption what it shows, and how to read it
   * @param isMap whether it is a map of the sensor, which may be tall
   * @param png the file of the picture
   */
  @SuppressWarnings("ArrayRecordComponent") // written into the page once, never compared
  public record Figure(String title, String caption, boolean isMap, byte[] png) {}

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
    return new Page(
            "Calibration of " + name,
            "Photon transfer; implements the formulas of EMVA 1288 Release 4.0 Linear",
            List.of(),
            verdict() + "\n" + keyNumbers(),
            List.of(
                new Page.Section("measured", "What was measured", Html.facts(facts)),
                new Page.Section("numbers", "The numbers", numbers()),
                new Page.Section(
                    "plots",
                    "The plots",
                    figures.stream()
                        .map(CalibrationPage::figure)
                        .collect(Collectors.joining("\n"))),
                new Page.Section("limits", "What this does not show", Html.list(NOT_SHOWN)),
                new Page.Section(
                    "provenance", "Where the numbers come from", Html.facts(provenance))))
        .html();
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
            Html.items(CHECKED));
  }

  private String missing() {
    return CalibrationQuantity.GROUPS.stream()
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
    return CalibrationQuantity.GROUPS.stream()
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
                                    Html.text(MeasurementText.of(estimate).value()),
                                    Html.text(MeasurementText.of(estimate).unit()),
                                    Html.text(MeasurementText.of(estimate).interval()))))
        .collect(Collectors.joining("\n", "<div class=\"key\">\n", "\n</div>"));
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
    for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
      List<CalibrationQuantity> measured =
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

  private static String row(CalibrationQuantity quantity, List<ChannelCalibration> channels) {
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
                  .map(MeasurementText::of)
                  .map(
                      text ->
                          Html.text(text.value())
                              + "<small>"
                              + Html.text(text.interval())
                              + "</small>")
                  .orElse("–"))
          .append("</td>");
    }
    String unit = MeasurementText.of(shown).unit();
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
    for (CalibrationQuantity.Group group : CalibrationQuantity.GROUPS) {
      for (CalibrationQuantity quantity : group.quantities()) {
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
