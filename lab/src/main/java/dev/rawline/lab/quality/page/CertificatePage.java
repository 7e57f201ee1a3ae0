package dev.rawline.lab.quality.page;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.certificate.CertificateDetails;
import dev.rawline.lab.certificate.CertificateHead;
import dev.rawline.lab.certificate.CertificateRecord;
import dev.rawline.lab.certificate.SealedPage;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.check.ToleranceAssessment;
import dev.rawline.lab.quality.reference.FrameMetadata;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.statistic.Moments;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.Page;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A certificate to sign, with the content of ISO/IEC 17025:2017, 7.8: what was measured on a batch,
 * every number with its unit and expanded uncertainty, the rule by which it conforms, and whether
 * it does.
 *
 * <p>The page needs no other file, prints on A4, and names no path of the machine that wrote it. It
 * holds a record for {@code quality verify}.
 *
 * @param summary the check and its sentences
 * @param details what the laboratory states
 * @param record what programs check it by
 * @param origin hashes, versions, seed, date
 */
public record CertificatePage(
    QualitySummary summary,
    CertificateDetails details,
    CertificateRecord record,
    Map<String, Object> origin) {
  /** The name of the file. */
  public static final String FILE = "certificate.html";

  /** The parts of the origin that the identification states. */
  private static final Set<String> IDENTIFIED =
      Set.of("checked", "reference", "commit", "data", "data_set");

  private static final int OPEN_FILES = 12;
  private static final int MOST_FILES = 200;
  private static final int MOST_NAMED = 12;
  private static final String COUNTED = "counted, interval of Clopper and Pearson";

  /** Returns the page, sealed. */
  public String html() {
    CertificateHead head = head();
    return SealedPage.sealed(
        Page.of(
                head.title(),
                head.subtitle(),
                SealedPage.element(record) + VerdictMark.style() + head.style(),
                "quality/certificate-top",
                "quality/certificate",
                this)
            .html());
  }

  private BatchCheck check() {
    return summary.check();
  }

  CertificateHead head() {
    return new CertificateHead(
        details, "Quality certificate of raw images", item(), record.evaluated(), method());
  }

  private List<Fact> item() {
    FrameMetadata frame = check().reference().frame();
    return List.of(
        new Fact(
            "images",
            "%s of %s".formatted(images(check().batch().images().size()), check().batch().name())),
        new Fact(
            "frames of the reference",
            "%d × %d px, %s, %d bits"
                .formatted(frame.width(), frame.height(), frame.cfa(), frame.bits())),
        new Fact("SHA-256 of the images", record.batch().sha256()));
  }

  private List<Fact> method() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("method", summary.method()));
    facts.add(new Fact("plan", summary.plan().name()));
    facts.add(new Fact("program", record.program().words()));
    facts.add(new Fact("SHA-256 of the program", record.program().sha256()));
    facts.add(
        new Fact(
            "reference",
            "%s, %d images"
                .formatted(record.reference().name(), check().reference().images().images())));
    facts.add(new Fact("SHA-256 of the reference", record.reference().sha256()));
    facts.addAll(summary.specifications());
    return facts;
  }

  String seal() {
    return record.sha256();
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

  /** Returns what the images show together: the camera, and the population. */
  List<String> together() {
    List<String> sentences = new ArrayList<>();
    check().attribution().ifPresent(found -> sentences.add(found.sentence()));
    if (check().tests().isPossible()) {
      sentences.add(summary.population());
    }
    return sentences;
  }

  /**
   * A number of the results.
   *
   * @param label what it is
   * @param value the number with its expanded uncertainty and its unit
   * @param uncertainty its interval
   * @param row its limits; empty where it was not measured
   * @param mark the verdict
   * @param method what measured it, and on what
   */
  record Result(
      String label,
      String value,
      String uncertainty,
      Optional<JudgedRow> row,
      String mark,
      String method) {}

  /** A result, and the letter of its method in the list below the table. */
  record LetteredResult(Result result, String letter) {}

  /** Returns the methods of the results, in the order in which they occur. */
  List<String> methods() {
    return measured().stream().map(Result::method).distinct().toList();
  }

  List<LetteredResult> results() {
    List<String> methods = methods();
    return measured().stream()
        .map(
            result ->
                new LetteredResult(
                    result, Character.toString('a' + methods.indexOf(result.method()))))
        .toList();
  }

  private List<Result> measured() {
    String from = images(check().batch().images().size());
    List<Result> rows = new ArrayList<>();
    for (QuantityAssessment line : check().lines()) {
      rows.addAll(rows(line));
    }
    check()
        .pattern()
        .ifPresent(kept -> rows.add(row(kept, "covariance of two halves of the batch; " + from)));
    rows.add(
        row(
            check().imagesThatFail(),
            "%s%s; %s, of which %d are outliers"
                .formatted(
                    check().areJudgedOneByOne() ? "the worst image counts; " : "",
                    COUNTED,
                    from,
                    check().offenders().size())));
    check()
        .pixelsThatBecameDefective()
        .ifPresent(
            found ->
                rows.add(
                    row(
                        found,
                        "deviation from neighbours, summed over images; %s; %s, %d of %d pixels"
                            .formatted(
                                COUNTED, from, found.share().counted(), found.share().all()))));
    check().task().stream()
        .filter(ToleranceAssessment::isDetermined)
        .forEach(
            line ->
                rows.add(
                    row(
                        line,
                        "fit of the camera to the shift of all quantities; %s and the reference"
                            .formatted(from))));
    return rows;
  }

  /**
   * Returns the rows of a quantity. The black level is certified only where masked pixels measured
   * it: the darkest parts of images bound it from above, and are named as what they are.
   */
  private List<Result> rows(QuantityAssessment line) {
    String method = method(line);
    if (line.quantity() != Quantity.BLACK_LEVEL) {
      return List.of(row(line, method));
    }
    if (check().reference().frame().opticalBlack()) {
      return List.of(row(line, method + "; of the masked pixels"));
    }
    Result darkest =
        row(line, method + "; of the darkest parts, an upper bound of the black level");
    return List.of(
        new Result(
            line.label(),
            "not measured",
            "these files have no masked pixels",
            Optional.empty(),
            VerdictMark.html(Optional.empty()),
            "the level of masked pixels"),
        new Result(
            "level of the darkest parts",
            darkest.value(),
            darkest.uncertainty(),
            darkest.row(),
            darkest.mark(),
            darkest.method()));
  }

  private static String method(QuantityAssessment line) {
    return "mean over %s, Student's t; expanded by k = %.2f (%d degrees of freedom)"
        .formatted(images(line.images()), Moments.coverageFactor(line.images()), line.images() - 1);
  }

  static Result row(JudgedNumber number, String method) {
    JudgedRow row = new JudgedRow(number);
    Estimate estimate = number.possible();
    String mark = VerdictMark.html(number.judged());
    if (!number.isResolved()) {
      return new Result(
          number.label(),
          row.value(),
          "95 %%: %s %s".formatted(row.interval(), row.unit()).strip(),
          Optional.of(row),
          mark,
          method);
    }
    if (!estimate.hasInterval()) {
      return new Result(
          number.label(),
          EstimateFormat.value(estimate) + " " + row.unit(),
          "the same in all images, uncertainty unknown",
          Optional.of(row),
          mark,
          method);
    }
    Decimals decimals = Decimals.resolving(estimate.halfWidth());
    return new Result(
        number.label(),
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
        Optional.of(row),
        mark,
        method);
  }

  private static String images(int count) {
    return count == 1 ? "1 raw image" : "%d raw images".formatted(count);
  }

  /** Returns the statement of conformity, and all that fails or is not decided by name. */
  String statement() {
    List<String> sentences = new ArrayList<>(List.of(sentence()));
    List<String> unresolved =
        check().lines().stream()
            .filter(line -> !line.isResolved() && line.judged().isEmpty())
            .map(QuantityAssessment::label)
            .toList();
    if (!unresolved.isEmpty()) {
      sentences.add(
          "Not assessed, because these images do not resolve it from 0: %s."
              .formatted(String.join("; ", unresolved)));
    }
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
    for (QuantityAssessment line :
        check().lines().stream().filter(QuantityAssessment::isResolved).toList()) {
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
  record Annex(String words, boolean folded, List<CertificateRecord.Image> shown) {}

  Optional<Annex> annex() {
    List<CertificateRecord.Image> all = record.batch().images();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<CertificateRecord.Image> shown = all.subList(0, Math.min(MOST_FILES, all.size()));
    String words = all.size() == 1 ? "1 file." : "%d files.".formatted(all.size());
    return Optional.of(
        new Annex(
            shown.size() < all.size()
                ? words
                    + " The first %d are listed here, all in the record of this page."
                        .formatted(shown.size())
                : words,
            shown.size() > OPEN_FILES,
            shown));
  }

  List<Fact> provenance() {
    Map<String, Object> others = new LinkedHashMap<>(origin);
    others.keySet().removeAll(IDENTIFIED);
    return ReportFiles.facts(others);
  }
}
