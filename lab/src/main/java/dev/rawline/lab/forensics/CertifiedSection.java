package dev.rawline.lab.forensics;

import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.SmoothedParameter;
import dev.rawline.lab.forensics.certify.WorstVote;
import dev.rawline.workbench.page.Table;
import dev.rawline.workbench.page.Table.Column;
import dev.rawline.workbench.page.Table.Row;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the page shows of a certified region.
 *
 * @param found the accuracies
 * @param drawing the drawing, where it is shown
 */
record CertifiedSection(CertifiedAccuracy found, Optional<Drawing> drawing) {
  /** Fewer samples are stated to be few. */
  static final int ENOUGH = 1000;

  private static final double AIM = 2;
  private static final int DIGITS = 3;

  /** Returns the finding in a sentence. */
  String sentence() {
    String clean =
        String.format(
            Locale.ROOT,
            "The vote over drawn cameras (%s) is right for %.3f of the samples at the default"
                + " camera, the model without a vote for %.3f.",
            found.names(),
            found.clean(),
            found.single());
    return found
        .certifiedHalf()
        .map(half -> clean + " " + half(half))
        .orElse(clean + " Nothing could be certified.");
  }

  private String half(double half) {
    String certified =
        String.format(
            Locale.ROOT,
            "Half of that is certified up to %.2f σ (%s)%s.",
            half,
            reach(half),
            found.isLimitedByDraws()
                ? ", as far as %d draws can certify".formatted(found.draws())
                : "");
    String searched =
        found
            .searchedHalf()
            .map(
                distance ->
                    String.format(
                        Locale.ROOT,
                        "The search leaves half of it at %.2f σ, %.2f times as far (aim: at most"
                            + " %.0f).",
                        distance,
                        found.ratio().orElseThrow(),
                        AIM))
            .orElseGet(
                () ->
                    String.format(
                        Locale.ROOT,
                        "The search leaves more than half of it up to %s σ, %.2f times as far (aim:"
                            + " at most %.0f): it did not reach further.",
                        NumberText.plain(found.reach()),
                        found.reach() / half,
                        AIM));
    return certified + " " + searched;
  }

  private String reach(double radius) {
    return found.parameters().stream()
        .map(parameter -> parameter.name() + " " + parameter.reach(radius))
        .collect(
            Collectors.joining("; ", "", found.parameters().size() > 1 ? ", one at a time" : ""));
  }

  /** Returns how much the number of samples bears; empty where there are enough. */
  Optional<String> few() {
    return found.samples() < ENOUGH
        ? Optional.of(
            "Only %d samples were certified, fewer than the %d that such a statement needs: read the band."
                .formatted(found.samples(), ENOUGH))
        : Optional.empty();
  }

  /** Returns the design: draws, confidence, samples. */
  String design() {
    return String.format(
        Locale.ROOT,
        "%d draws chose each class and %d others bounded its probability (Clopper and Pearson);"
            + " each region holds with confidence %s, so that at most %s of all regions are expected"
            + " to be wrong; all at once hold with at least %s. Abstentions count as errors (%.3f of"
            + " the samples). The searches count %d votes at each place.",
        found.selection(),
        found.draws(),
        percent(found.confidence()),
        percent(1 - found.confidence()),
        percent(Math.max(0, 1 - found.samples() * (1 - found.confidence()))),
        found.abstained(),
        found.searchDraws());
  }

  private static String percent(double share) {
    return NumberText.plain(100 * share) + " %";
  }

  /** Returns the size of the region in the units of its parameters. */
  Table sizes() {
    List<String> heads = new ArrayList<>(List.of("distance (σ)"));
    found.parameters().forEach(parameter -> heads.add(parameter.name() + " alone"));
    heads.addAll(List.of("certified", "searched"));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < found.curve().size(); i += 5) {
      CertifiedAccuracy.Point at = found.curve().get(i);
      List<String> cells = new ArrayList<>();
      for (SmoothedParameter parameter : found.parameters()) {
        cells.add(parameter.reach(at.radius()));
      }
      cells.add(
          String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", at.certified(), at.low(), at.high()));
      cells.add(String.format(Locale.ROOT, "%.3f", at.searched()));
      rows.add(Row.of(NumberText.signed(at.radius(), DIGITS), cells));
    }
    return new Table(heads, rows);
  }

  /** Returns the worst single cameras. */
  Optional<Table> cameras() {
    return found.cameras().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                found.cameras(),
                new Column<>("model", camera -> String.valueOf(camera.split())),
                new Column<>("distance allowed (σ)", camera -> number(camera.radius())),
                new Column<>("accuracy of the vote", camera -> number(camera.accuracy())),
                new Column<>("cameras tried", camera -> String.valueOf(camera.evaluations())),
                new Column<>("the worst (σ)", this::place)));
  }

  private String place(WorstVote camera) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < camera.place().size(); i++) {
      words.add("%s %s".formatted(found.parameters().get(i).name(), number(camera.place().get(i))));
    }
    return String.join(", ", words);
  }

  private static String number(double value) {
    return NumberText.signed(value, DIGITS);
  }
}
