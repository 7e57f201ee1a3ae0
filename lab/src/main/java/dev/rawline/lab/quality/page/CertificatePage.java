package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Html;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report that somebody signs: what was measured of a camera's raw data, every number with its
 * unit, uncertainty, method and provenance, the rule by which it conforms, and whether it does.
 *
 * <p>The page needs nothing beside it, and prints on A4.
 *
 * @param number what the report is called, on each sheet of paper
 * @param subject what is certified: a camera, a batch
 * @param judgement whether all conforms
 * @param statement the statement of conformity, a sentence
 * @param identification what was examined: label and value
 * @param numbers the numbers
 * @param rule the rule of acceptance, and how often it errs, a sentence each
 * @param uncertainty what the intervals cover, and what they do not, a sentence each
 * @param provenance hashes, versions, seed, date: label and value
 * @param files the files that numbers come from
 * @param whole where all files are listed, in words; may be empty
 * @param signatures who signs: "measured by", "approved by" …
 */
public record CertificatePage(
    String number,
    String subject,
    Verdict judgement,
    String statement,
    List<Fact> identification,
    List<CertifiedValue> numbers,
    List<String> rule,
    List<String> uncertainty,
    List<Fact> provenance,
    List<HashedFile> files,
    String whole,
    List<String> signatures) {
  private static final int OPEN_FILES = 12;
  private static final int MOST_FILES = 200;

  /** Copies the lists. */
  public CertificatePage {
    identification = List.copyOf(identification);
    numbers = List.copyOf(numbers);
    rule = List.copyOf(rule);
    uncertainty = List.copyOf(uncertainty);
    provenance = List.copyOf(provenance);
    files = List.copyOf(files);
    signatures = List.copyOf(signatures);
  }

  /** Returns the page. */
  public String html() {
    return new Page(
            "Certification report " + number,
            subject,
            List.of(),
            conformity(),
            List.of(
                new Page.Section("identification", "What was examined", Html.facts(identification)),
                new Page.Section("numbers", "Results", results()),
                new Page.Section("rule", "Rule of acceptance", Html.list(rule)),
                new Page.Section("uncertainty", "Uncertainty", Html.list(uncertainty)),
                new Page.Section("provenance", "Provenance", Html.facts(provenance)),
                new Page.Section("signatures", "Signatures", ofSignatures()),
                new Page.Section("files", "Annex: files and their hashes", ofFiles())),
            onPaper())
        .html();
  }

  /** Each sheet of paper says which report it belongs to, and which of how many it is. */
  private String onPaper() {
    return """
        <style>
        @page { size: A4; margin: 16mm 16mm 20mm;
          @bottom-left { content: "%s"; font: 8pt sans-serif; color: #5a5a5a; }
          @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #5a5a5a; } }
        @media print { table { font-size: 8.5pt; } th, td { padding: .25rem .4rem; } thead { display: table-header-group; } code { font-size: 7.5pt; } }
        </style>
        """
        .formatted(quoted("Certification report " + number));
  }

  /** Returns a text as it stands in a string of a style sheet: all but letters by their numbers. */
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
    String said =
        switch (judgement) {
          case PASS -> "conforms";
          case WARN -> "conformity is not decided";
          case FAIL -> "does not conform";
        };
    return judgement.headline(said) + Html.paragraph(statement);
  }

  private String results() {
    if (numbers.isEmpty()) {
      return "";
    }
    return Html.table(
        List.of("quantity", "value and uncertainty", "limits", "conformity", "method and origin"),
        numbers.stream().map(CertificatePage::row).collect(Collectors.joining()));
  }

  private static String row(CertifiedValue number) {
    IntervalEstimate estimate = number.estimate();
    return "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td><td>%s</td><td>%s</td><td class=\"told\">%s<small>%s</small></td></tr>\n"
        .formatted(
            Html.text(number.name()),
            value(estimate, Html.text(number.unit())),
            QualityPage.limits(number.limits()),
            number.judgement().map(Verdict::html).orElse("not judged"),
            Html.text(number.method()),
            Html.text(number.from()));
  }

  private static String value(IntervalEstimate estimate, String unit) {
    if (!estimate.hasInterval()) {
      return "%s %s<small>the same in all images, uncertainty not known</small>"
          .formatted(EstimateFormat.value(estimate), unit);
    }
    double half = (estimate.high() - estimate.low()) / 2;
    Decimals decimals = Decimals.resolving(half);
    return "%s %s %s<small>%s: %s to %s</small>"
        .formatted(
            decimals.of(estimate.value()),
            EstimateFormat.reach(estimate, decimals),
            unit,
            EstimateFormat.level(estimate),
            decimals.of(estimate.low()),
            decimals.of(estimate.high()));
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
      words.add("The first %d stand here.".formatted(shown.size()));
    }
    if (!whole.isEmpty()) {
      words.add(whole);
    }
    return Html.paragraph(String.join(" ", words))
        + (shown.size() <= OPEN_FILES ? table : Html.details("Their hashes", table));
  }

  private static String row(HashedFile file) {
    return "<tr><th scope=\"row\">%s</th><td class=\"n\">%d</td><td><code>%s</code></td></tr>\n"
        .formatted(Html.text(file.name()), file.bytes(), Html.text(file.sha256()));
  }

  private String ofSignatures() {
    return signatures.stream()
        .map(
            who ->
                "<b>%s</b><span>name</span><span>signature</span><span>date</span>"
                    .formatted(Html.text(who)))
        .collect(Collectors.joining("\n", "<div class=\"signed\">\n", "\n</div>"));
  }
}
