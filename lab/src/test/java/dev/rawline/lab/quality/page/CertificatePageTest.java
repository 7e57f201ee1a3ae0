package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificatePageTest {
  @Test
  void everyValueHasUnitUncertaintyMethodAndOrigin() throws Exception {
    String page = ExamplePages.certificate("Q-17", 3).html();
    QualityPageTest.assertWhole(page);
    assertThat(page)
        .contains("Certification report Q-17", "does not conform")
        .contains("0.27970 ± 0.00090 DN/e⁻<small>95 %: 0.27880 to 0.28060</small>")
        .contains("sensor: 0.274 to 0.286<br>task: 0.2 to 0.4")
        .contains("mean over images, Student's t<small>16 raw images")
        .contains("uncertainty unknown")
        .contains("sha256 " + "a1".repeat(32));
    for (QuantityAssessment quantity : ExamplePages.quantities()) {
      assertThat(page).contains("<th scope=\"row\">%s</th>".formatted(quantity.label()));
    }
  }

  /** ± 39 about 44 would mean 5 to 83, which differs from the interval. */
  @Test
  void asymmetricIntervalsAreWrittenWithBothSides() {
    Estimate uneven = new Estimate(44, -14, 64, 0.95);
    assertThat(EstimateFormat.reach(uneven, Decimals.resolving(39))).isEqualTo("+20 −58");
    assertThat(EstimateFormat.reach(new Estimate(2.1, 1.6, 2.62, 0.95), new Decimals(2)))
        .isEqualTo("± 0.51");
  }

  @Test
  void theCertificateCanBeReadInABrowserAndOnPaper() throws Exception {
    BrowserPage.requireReadable("quality/certificate", ExamplePages.certificate("Q-17", 60).html());
  }

  @Test
  void theCertificateHasRoomForSignatures() {
    assertThat(ExamplePages.certificate("Q-17", 1).html())
        .contains("<b>measured by</b>", "<b>approved by</b>")
        .contains("<span>name</span><span>signature</span><span>date</span>");
  }

  @Test
  void everyPrintedPageNamesItsReport() {
    assertThat(ExamplePages.certificate("Q-17", 1).html())
        .contains("size: A4", "counter(page) \" / \" counter(pages)")
        .contains("content: \"Certification\\20 report\\20 Q\\2d 17\"");
  }

  @Test
  void hostileReportNumbersAreEscaped() throws Exception {
    String page = ExamplePages.certificate("\"; } </style><script>x</script>\\", 1).html();
    QualityPageTest.assertWhole(page);
    String style = page.substring(page.indexOf("@bottom-left"), page.indexOf("@bottom-right"));
    assertThat(style).doesNotContain("<", ">").contains("\\22 \\3b \\20 \\7d ");
  }

  @Test
  void longFileListsAreFoldedAndTruncated() {
    assertThat(ExamplePages.certificate("Q", 12).html())
        .contains("12 files. images.csv lists all quantities of all images.", "line-0012.dng")
        .doesNotContain("<details>");
    assertThat(ExamplePages.certificate("Q", 200).html())
        .contains("<summary>Their hashes</summary>", "line-0200.dng", "3512543")
        .doesNotContain("The first");
    assertThat(ExamplePages.certificate("Q", 201).html())
        .contains("201 files. The first 200 are listed here. images.csv")
        .doesNotContain("line-0201.dng");
    assertThat(ExamplePages.certificate("Q", 0).html()).doesNotContain("Annex");
  }

  /** The certificate must show what these images do not decide. */
  @Test
  void theCertificateListsUndecidedLimits() {
    QuantityAssessment wide =
        new QuantityAssessment(
            Quantity.EDGE_WIDTH,
            new Estimate(1.5, 1.4, 1.6),
            1,
            new Estimate(1.5, 0.5, 2.5),
            /* images= */ 8,
            List.of(new AcceptanceLimits(1, 2, AcceptanceLimits.Source.SENSOR)),
            Optional.empty(),
            false);
    assertThat(certificate(List.of(wide), List.of(), Optional.empty()).html())
        .contains(
            "Not decided: %s by the sensor, because the uncertainty is wider than they are."
                .formatted(Quantity.EDGE_WIDTH.means()))
        .contains("sensor, not decided")
        .contains("<td>not judged</td>");
  }

  private static CertificatePage certificate(
      List<QuantityAssessment> lines, List<FlaggedImage> images, Optional<List<Defect>> defects) {
    BatchCheck check =
        new BatchCheck(
            ExamplePages.reference(),
            ExamplePages.batch("batch", 0),
            QualityLimits.usual(),
            lines,
            new DriftComparisons(List.of(), List.of(), 0.05),
            Optional.empty(),
            List.of(),
            images,
            defects);
    return new CertificatePage(ExamplePages.withoutEffect("Q", check), List.of(), Map.of());
  }

  /** Each is a failure by itself: the certificate has a row that shows it. */
  @Test
  void everyFailureHasARowOfTheCertificate() {
    List<FlaggedImage> failing = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      failing.add(new FlaggedImage(i, "same-00" + i, Verdict.FAIL, List.of("is odd")));
    }
    List<Defect> defects = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      defects.add(new Defect(i, 2 * i, Defect.Kind.HOT, 9));
    }
    CertificatePage page = certificate(List.of(), failing, Optional.of(defects));
    BatchCheck check = page.summary().check();
    assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check.imagesThatFail().estimate())
        .isEqualTo(
            new Estimate(
                100 * 6 / 16.0,
                100 * new SampledShare(6, 16).low(),
                100 * new SampledShare(6, 16).high(),
                0.95));
    assertThat(check.imagesThatFail().limits())
        .containsExactly(AcceptanceLimits.atMost(5, AcceptanceLimits.Source.PLAN));
    assertThat(check.pixelsThatBecameDefective().orElseThrow().estimate().high())
        .isEqualTo(100 * new SampledShare(14, 128 * 96).high());
    assertThat(page.statement())
        .contains("Images that fail on their own: same-000 (is odd); same-001 (is odd);")
        .contains("Newly defective pixels: row 0, column 0 (hot); row 1, column 2 (hot);")
        .endsWith("; and 2 more, which quality.json lists.");
    assertThat(page.html())
        .contains(
            "plan: at most 0.01", "plan: at most 5", "fraction of images that fail on their own")
        .contains("fraction of newly defective pixels", "Clopper and Pearson")
        .doesNotContain("NaN");
    assertThat(page.html().split("FAIL</span></td>", -1)).hasSize(1 + 2);
  }
}
