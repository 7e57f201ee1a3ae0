package dev.rawline.lab.quality.page;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.page.Template;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A report to sign: what was measured on a batch, every number with its unit, uncertainty, method
 * and provenance, the rule by which it conforms, and whether it does.
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

  /**
   * A file that numbers come from.
   *
   * @param name its name
   * @param bytes its length [bytes]
   * @param sha256 its SHA-256, 64 hexadecimal digits
   */
  public record HashedFile(String name, long bytes, String sha256) {}

  /** Copies the list. */
  public CertificatePage {
    files = List.copyOf(files);
  }

  /** Returns the page. */
  public String html() {
    String title = "Certification report " + summary.plan().name();
    return Page.of(
            title,
            check().batch().name(),
            VerdictMark.style() + Template.html("quality/paper", quoted(title)),
            "quality/certificate-top",
            "quality/certificate",
            this)
        .html();
  }

  private BatchCheck check() {
    return summary.check();
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

  VerdictMark.Headline headline() {
    return new VerdictMark.Headline(
        check().verdict(),
        switch (check().verdict()) {
          case PASS -> "conforms";
          case WARN -> "conformity is not decided";
          case FAIL -> "does not conform";
        });
  }

  /** Returns what was checked, and the results for all images together. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(summary.facts());
    check().attribution().ifPresent(found -> facts.add(new Fact("the camera", found.sentence())));
    if (check().tests().isPossible()) {
      facts.add(new Fact("the population", summary.population()));
    }
    return facts;
  }

  /**
   * A number of the results.
   *
   * @param row what pages show of it
   * @param value the number with its uncertainty and its unit
   * @param uncertainty its interval
   * @param method the method that measured it
   * @param from what it was measured on
   */
  record Result(JudgedRow row, String value, String uncertainty, String method, String from) {}

  List<Result> results() {
    String from = images(check().batch().images().size());
    List<Result> rows = new ArrayList<>();
    for (QuantityAssessment line : check().lines()) {
      rows.add(row(line, method(line.quantity()), images(line.images())));
    }
    check()
        .pattern()
        .ifPresent(kept -> rows.add(row(kept, "covariance of two halves of the batch", from)));
    rows.add(
        row(
            check().imagesThatFail(),
            check().areJudgedOneByOne() ? "the worst image counts; " + COUNTED : COUNTED,
            "%s, of which %d are outliers".formatted(from, check().offenders().size())));
    check()
        .pixelsThatBecameDefective()
        .ifPresent(
            found ->
                rows.add(
                    row(
                        found,
                        "deviation from neighbours, summed over images; " + COUNTED,
                        "%s, %d of %d pixels"
                            .formatted(from, found.share().counted(), found.share().all()))));
    check().task().stream()
        .filter(ToleranceAssessment::isDetermined)
        .forEach(
            line ->
                rows.add(
                    row(
                        line,
                        "fit of the camera to the shift of all quantities",
                        from + " and the reference")));
    return rows;
  }

  static Result row(JudgedNumber number, String method, String from) {
    JudgedRow row = new JudgedRow(number);
    Estimate estimate = number.estimate();
    if (!estimate.hasInterval()) {
      return new Result(
          row,
          EstimateFormat.value(estimate) + " " + row.unit(),
          "the same in all images, uncertainty unknown",
          method,
          from);
    }
    Decimals decimals = Decimals.resolving(estimate.halfWidth());
    return new Result(
        row,
        "%s %s %s"
            .formatted(
                decimals.of(estimate.value()),
                EstimateFormat.reach(estimate, decimals),
                row.unit()),
        "%s: %s to %s"
            .formatted(
                EstimateFormat.level(estimate),
                decimals.of(estimate.low()),
                decimals.of(estimate.high())),
        method,
        from);
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
          "Images that fail on their own: %s."
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
                    "Newly defective pixels: %s."
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
                      "%s by the %s, because %s".formatted(line.label(), limit.source(), why)));
    }
    check().task().stream()
        .filter(line -> !line.isDetermined())
        .forEach(
            line ->
                undecided.add(
                    line.name() + " by the task, because these images do not determine it"));
    return undecided;
  }

  private String sentence() {
    return switch (check().verdict()) {
      case PASS ->
          check().lines().isEmpty()
              ? "No image has a fault of its own. These are too few images for tests of the batch."
              : "Every decided quantity conforms to its limits, including its uncertainty, and no test shows that the images come from another population than the reference.";
      case WARN ->
          "No quantity is shown not to conform, but not every quantity is shown to conform, or a quantity drifts within its limits.";
      case FAIL -> "At least one quantity does not conform, including its uncertainty.";
    };
  }

  /** The annex of files. */
  record Annex(String words, boolean folded, List<HashedFile> shown) {}

  Optional<Annex> annex() {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<HashedFile> shown = files.subList(0, Math.min(MOST_FILES, files.size()));
    String words = files.size() == 1 ? "1 file." : "%d files.".formatted(files.size());
    return Optional.of(
        new Annex(
            shown.size() < files.size()
                ? words + " The first %d are listed here.".formatted(shown.size())
                : words,
            shown.size() > OPEN_FILES,
            shown));
  }

  List<Fact> provenance() {
    return ReportFiles.facts(origin);
  }
}
