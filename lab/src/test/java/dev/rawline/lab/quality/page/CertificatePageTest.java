package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.certificate.CertificateDetails;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificatePageTest {
  @Test
  void everyValueHasUnitUncertaintyMethodAndOrigin() throws Exception {
    String page = ExamplePages.certificate("Q-17", 3).html();
    QualityPageTest.assertWhole(page);
    assertThat(page)
        .contains("Certificate of camera AB-1234", "No. Q-17", "does not conform")
        .contains("0.27970 ± 0.00090 DN/e⁻<small>95 %: 0.27880 to 0.28060</small>")
        .contains("sensor: 0.274 to 0.286<br>task: 0.2 to 0.4")
        .contains(
            "mean over 16 raw images, Student's t; expanded by k = 2.13 (15 degrees of freedom)")
        .contains("uncertainty unknown")
        .contains("SHA-256 of the reference</th><td>" + "a1".repeat(32));
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
        .contains("<b>measured by</b>", "<b>authorised by</b>")
        .contains("<i>A. Example, technical manager</i><span>name and function</span>")
        .contains("<span>name</span>", "<span>signature</span>", "<span>date</span>");
  }

  @Test
  void everyPrintedPageNamesItsReport() {
    assertThat(ExamplePages.certificate("Q-17", 1).html())
        .contains("size: A4", "\"page \" counter(page) \" of \" counter(pages)")
        .contains("AB\\2d 1234\\2c \\20 No\\2e \\20 Q\\2d 17\"");
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
        .contains("201 files. The first 200 are listed here, all in the record of this page.")
        .doesNotContain("<th scope=\"row\">line-0201.dng");
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
        .contains("<td>not assessed</td>");
  }

  /** A noise of −27 DN passed limits that began below 0. */
  @Test
  void whatImagesDoNotResolveIsNotAssessed() {
    QuantityAssessment noise =
        new QuantityAssessment(
            Quantity.READ_NOISE,
            new Estimate(40, 20, 60),
            30,
            new Estimate(-27, -60, 41),
            /* images= */ 8,
            List.of(AcceptanceLimits.atMost(158, AcceptanceLimits.Source.REFERENCE)),
            Optional.empty(),
            false);
    assertThat(noise.judged()).isEmpty();
    assertThat(certificate(List.of(noise), List.of(), Optional.empty()).html())
        .contains("Not assessed, because these images do not resolve it from 0: noise without")
        .contains("not resolved<small>95 %: below 41 DN</small>")
        .contains("<td>not assessed</td>")
        .doesNotContain("−27", "−60");
    QuantityAssessment smooth =
        new QuantityAssessment(
            Quantity.READ_NOISE,
            new Estimate(40, 30, 50),
            5,
            new Estimate(-2, -4, 6),
            /* images= */ 8,
            List.of(new AcceptanceLimits(25, 55, AcceptanceLimits.Source.REFERENCE)),
            Optional.empty(),
            false);
    assertThat(smooth.judged()).contains(Verdict.FAIL);
  }

  /** 9104 DN were certified as the black level, of which the darkest parts are only a bound. */
  @Test
  void theBlackLevelIsCertifiedOnlyIfItWasMeasured() {
    assertThat(ExamplePages.reference().frame().opticalBlack()).isFalse();
    assertThat(ExamplePages.certificate("Q", 1).html())
        .contains("<th scope=\"row\">level of no light</th><td class=\"n\">not measured<small>")
        .contains(
            "<th scope=\"row\">level of the darkest parts</th><td class=\"n\">64.050 ± 0.030 DN")
        .contains("of the darkest parts, an upper bound of the black level");
  }

  /** ISO/IEC 17025:2017, 7.8: what a program cannot know is marked, never guessed. */
  @Test
  void whatTheLaboratoryDoesNotStateIsMarked() {
    String page = certificate(List.of(), List.of(), Optional.empty()).html();
    assertThat(page)
        .contains("Not stated by the laboratory: number of the certificate, laboratory, ")
        .contains("<th scope=\"row\">customer</th><td><em>not stated</em></td>")
        .contains("The results relate only to the items tested", "End of the certificate, number");
    assertThat(ExamplePages.certificate("Q-17", 1).html())
        .contains("<th scope=\"row\">serial number</th><td>SN 004217</td>")
        .contains("ISO 100\n1/500 s")
        .contains("<th scope=\"row\">make</th><td><em>not stated</em></td>");
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
    return ExamplePages.certificate(
        ExamplePages.withoutEffect("Q", check), CertificateDetails.none(), List.of());
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
