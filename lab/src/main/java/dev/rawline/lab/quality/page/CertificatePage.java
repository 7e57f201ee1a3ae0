package dev.rawline.lab.quality.page;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ShareAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A report that somebody signs: what was measured on a batch, every number with its unit,
 * uncertainty, method and provenance, the rule by which it conforms, and whether it does.
 *
 * <p>The page needs no other file, and prints on A4.
 *
 * @param summary the check and its sentences
 * @param files the files that numbers come from
 * @param origin hashes, versions, seed, date
 */
public record CertificatePage(
    QualitySummary summary, List<HashedFile> files, Map<String, Object> origin) {
  /** The name of the file. */
  public static final String FILE = "certificate.html";

  private static final int OPEN_FILES = 12;
  private static final int MOST_FILES = 200;
  private static final int MOST_NAMED = 12;
  private static final String COUNTED = "counted, interval of Clopper and Pearson";

  private static final List<String> SIGNATURES = List.of("measured by", "approved by");

  private static final List<String> UNCERTAINTY =
      List.of(
          "Intervals cover the mean of a quantity over images drawn again from the same population in 95 % of cases: what scenes do to a number is part of its uncertainty.",
          "Not covered: what all images share, such as a wrong statement of the black level, and the systematic error of the noise-level function (5 % of the gain).");

  /** Copies the list. */
  public CertificatePage {
    files = List.copyOf(files);
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            title(),
            check().batch().name(),
            List.of(),
            conformity(),
            List.of(
                new Page.Section("identification", "What was examined", Html.facts(facts())),
                new Page.Section("numbers", "Results", results()),
                new Page.Section("rule", "Rule of acceptance", Html.list(summary.rule())),
                new Page.Section("uncertainty", "Uncertainty", Html.list(UNCERTAINTY)),
                new Page.Section("provenance", "Provenance", Html.facts(ReportFiles.facts(origin))),
                new Page.Section("signatures", "Signatures", ofSignatures()),
                new Page.Section("files", "Annex: files and their hashes", ofFiles())),
            onPaper())
        .html();
  }

  private BatchCheck check() {
    return summary.check();
  }

  private String title() {
    return "Certification report " + summary.plan().name();
  }

  /** Each sheet of paper shows the report that it belongs to, and its number. */
  private String onPaper() {
    return """
        <style>
        @page { size: A4; margin: 16mm 16mm 20mm;
          @bottom-left { content: "%s"; font: 8pt sans-serif; color: #5a5a5a; }
          @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #5a5a5a; } }
        @media print { table { font-size: 8.5pt; } th, td { padding: .25rem .4rem; } thead { display: table-header-group; } code { font-size: 7.5pt; } }
        </style>
        """
        .formatted(quoted(title()));
  }

  /** Returns a text for a string of a style sheet: all but letters by their numbers. */
  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            code ->
                Character.isLetterOrDigit(code) && code < 128
                    ? Character.toString(code)
                    : "\\%x ".formatted(code))
        .collect(Collectors.joining());
  }

  private String conformity() {
    String meaning =
        switch (check().verdict()) {
          case PASS -> "conforms";
          case WARN -> "conformity is not decided";
          case FAIL -> "does not conform";
        };
    return VerdictMark.headline(check().verdict(), meaning) + Html.paragraph(statement());
  }

  /** Returns what was checked, and the results for all images together. */
  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(summary.facts());
    check().attribution().ifPresent(found -> facts.add(new Fact("the camera", found.sentence())));
    if (check().tests().isPossible()) {
      facts.add(new Fact("the population", summary.population()));
    }
    return facts;
  }

  private String results() {
    String from = images(check().batch().images().size());
    List<String> rows = new ArrayList<>();
    for (QuantityAssessment line : check().lines()) {
      rows.add(row(line, method(line.quantity()), images(line.measured().images())));
    }
    check()
        .pattern()
        .ifPresent(kept -> rows.add(row(kept, "covariance of two halves of the batch", from)));
    rows.add(ofImages(check().imagesThatFail(), from));
    check().pixelsThatBecameDefective().ifPresent(found -> rows.add(ofDefects(found, from)));
    for (ToleranceAssessment line : check().task()) {
      if (line.isDetermined()) {
        rows.add(
            row(
                line,
                "fit of the camera to the shift of all quantities",
                from + " and the reference"));
      }
    }
    return Html.table(
        List.of("quantity", "value and uncertainty", "limits", "conformity", "method and origin"),
        String.join("", rows));
  }

  private static String images(int count) {
    return count == 1 ? "1 raw image" : "%d raw images".formatted(count);
  }

  private String method(Quantity quantity) {
    String mean = "mean over images, Student's t";
    return quantity == Quantity.BLACK_LEVEL && !check().reference().frame().opticalBlack()
        ? mean + "; found in their darkest parts: an upper bound of the black level"
        : mean;
  }

  private String ofImages(ShareAssessment share, String from) {
    return row(
        share,
        check().areJudgedOneByOne() ? "the worst of the images counts; " + COUNTED : COUNTED,
        "%s, of which %d stand out".formatted(from, check().offenders().size()));
  }

  private static String ofDefects(ShareAssessment found, String from) {
    return row(
        found,
        "deviation from neighbours, summed over images; " + COUNTED,
        "%s, %d of %d pixels".formatted(from, found.share().counted(), found.share().all()));
  }

  static String row(JudgedNumber number, String method, String from) {
    return "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td>%s</td><td>%s</td><td class=\"told\">%s<small>%s</small></td></tr>\n"
        .formatted(
            Html.text(number.label()),
            value(number.estimate(), Html.text(JudgedRow.unit(number))),
            JudgedRow.limits(number),
            VerdictMark.html(number.judged()),
            Html.text(method),
            Html.text(from));
  }

  private static String value(IntervalEstimate estimate, String unit) {
    if (!estimate.hasInterval()) {
      return "%s %s<small>the same in all images, uncertainty not known</small>"
          .formatted(EstimateFormat.value(estimate), unit);
    }
    Decimals decimals = Decimals.resolving((estimate.high() - estimate.low()) / 2);
    return "%s %s %s<small>%s: %s to %s</small>"
        .formatted(
            decimals.of(estimate.value()),
            EstimateFormat.reach(estimate, decimals),
            unit,
            EstimateFormat.level(estimate),
            decimals.of(estimate.low()),
            decimals.of(estimate.high()));
  }

  /** Returns the statement of conformity, and all that fails or is not decided by name. */
  String statement() {
    List<String> sentences = new ArrayList<>(List.of(sentence()));
    List<String> undecided = undecided();
    if (!undecided.isEmpty()) {
      sentences.add("Not decided: %s.".formatted(String.join("; ", undecided)));
    }
    List<FlaggedImage> failing = check().failing();
    if (!failing.isEmpty()) {
      sentences.add(
          "Images that fail by themselves: %s."
              .formatted(
                  listed(
                      failing,
                      image -> "%s (%s)".formatted(image.image(), image.why().getFirst()))));
    }
    check()
        .newDefects()
        .filter(found -> !found.isEmpty())
        .ifPresent(
            found ->
                sentences.add(
                    "Pixels that became defective: %s."
                        .formatted(
                            listed(
                                found,
                                defect ->
                                    "row %d, column %d (%s)"
                                        .formatted(
                                            defect.row(),
                                            defect.column(),
                                            DefectMap.word(defect.kind()))))));
    return String.join(" ", sentences);
  }

  private static <T> String listed(List<T> all, Function<T, String> words) {
    List<String> named = new ArrayList<>(all.stream().limit(MOST_NAMED).map(words).toList());
    if (all.size() > MOST_NAMED) {
      named.add(
          "and %d more, which %s lists".formatted(all.size() - MOST_NAMED, QualitySummary.RECORD));
    }
    return String.join("; ", named);
  }

  /** Returns the numbers that are not known well enough for their limits, and why. */
  private List<String> undecided() {
    List<String> undecided = new ArrayList<>();
    for (QuantityAssessment line : check().lines()) {
      line.undecided()
          .forEach(
              (limit, why) ->
                  undecided.add(
                      "%s by the %s, since %s".formatted(line.label(), limit.source(), why)));
    }
    check().task().stream()
        .filter(line -> !line.isDetermined())
        .forEach(
            line ->
                undecided.add(
                    line.name() + " by the task, since these images do not determine it"));
    return undecided;
  }

  private String sentence() {
    return switch (check().verdict()) {
      case PASS ->
          check().lines().isEmpty()
              ? "No image has a fault of its own. These are too few images to judge what they have in common."
              : "Every number that is decided conforms to its limits, its uncertainty included, and no test shows that the images are of another population than the reference.";
      case WARN ->
          "No number is proved not to conform, but not every number is proved to conform, or something drifts within its limits.";
      case FAIL -> "At least one number does not conform, uncertainty included.";
    };
  }

  private String ofFiles() {
    if (files.isEmpty()) {
      return "";
    }
    List<HashedFile> shown = files.subList(0, Math.min(MOST_FILES, files.size()));
    String table =
        Html.table(
            List.of("file", "bytes", "SHA-256"),
            shown.stream().map(CertificatePage::row).collect(Collectors.joining()));
    List<String> words = new ArrayList<>();
    words.add(files.size() == 1 ? "1 file." : "%d files.".formatted(files.size()));
    if (shown.size() < files.size()) {
      words.add("The first %d are listed here.".formatted(shown.size()));
    }
    words.add("images.csv holds every number of every image.");
    return Html.paragraph(String.join(" ", words))
        + (shown.size() <= OPEN_FILES ? table : Html.details("Their hashes", table));
  }

  private static String row(HashedFile file) {
    return "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td><code>%s</code></td></tr>\n"
        .formatted(Html.text(file.name()), file.bytes(), Html.text(file.sha256()));
  }

  private static String ofSignatures() {
    return SIGNATURES.stream()
        .map(
            who ->
                "<b>%s</b><span>name</span><span>signature</span><span>date</span>"
                    .formatted(Html.text(who)))
        .collect(Collectors.joining("\n", "<div class=\"signed\">\n", "\n</div>"));
  }
}
