package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.EstimateFormat;
import org.junit.jupiter.api.Test;

class CertificatePageTest {
  @Test
  void everyNumberBearsUnitUncertaintyMethodAndOrigin() throws Exception {
    String page = ExamplePages.certificate("Q-17", 3).html();
    QualityPageTest.assertWhole(page);
    assertThat(page)
        .contains("Certification report Q-17", "does not conform")
        .contains("0.27970 ± 0.00090 DN/e⁻<small>95 %: 0.27880 to 0.28060</small>")
        .contains("sensor: 0.274 to 0.286<br>task: 0.2 to 0.4")
        .contains("t interval, 63 degrees of freedom<small>batch line, data sha256 d4d4d4d4")
        .contains("uncertainty not known")
        .contains("sha256 " + "a1".repeat(32));
    for (JudgedQuantity quantity : ExamplePages.quantities()) {
      assertThat(page).contains("<th scope=\"row\">%s</th>".formatted(quantity.name()));
    }
  }

  /** ± 39 about 44 would say 5 to 83, beside an interval that says otherwise. */
  @Test
  void unevenSidesOfAnIntervalAreToldOneByOne() {
    IntervalEstimate uneven = new IntervalEstimate(44, -14, 64, 0.95);
    assertThat(EstimateFormat.reach(uneven, Decimals.resolving(39))).isEqualTo("+20 −58");
    assertThat(EstimateFormat.reach(new IntervalEstimate(2.1, 1.6, 2.62, 0.95), new Decimals(2)))
        .isEqualTo("± 0.51");
    assertThat(
            new FittedCause(
                    "exposure", "%", new IntervalEstimate(-38.6, -46.4, -29.6, 0.95), 3, true)
                .words())
        .isEqualTo("−38.6 +9.0 −7.8 %");
  }

  @Test
  void thereIsPlaceToSign() {
    assertThat(ExamplePages.certificate("Q-17", 1).html())
        .contains("<b>measured by</b>", "<b>checked by</b>", "<b>approved by</b>")
        .contains("<span>name</span><span>signature</span><span>date</span>");
  }

  @Test
  void eachSheetOfPaperSaysWhichReportItBelongsTo() {
    assertThat(ExamplePages.certificate("Q-17", 1).html())
        .contains("size: A4", "counter(page) \" / \" counter(pages)")
        .contains("content: \"Certification\\20 report\\20 Q\\2d 17\"");
  }

  @Test
  void aHostileNumberEndsNeitherTheStyleNorItsString() throws Exception {
    String page = ExamplePages.certificate("\"; } </style><script>x</script>\\", 1).html();
    QualityPageTest.assertWhole(page);
    String style = page.substring(page.indexOf("@bottom-left"), page.indexOf("@bottom-right"));
    assertThat(style).doesNotContain("<", ">").contains("\\22 \\3b \\20 \\7d ");
  }

  @Test
  void fewFilesStandOpenManyAreFoldedAndVeryManyAreCut() {
    assertThat(ExamplePages.certificate("Q", 12).html())
        .contains("12 files. All stand in files.json.", "line-0012.dng")
        .doesNotContain("<details>");
    assertThat(ExamplePages.certificate("Q", 200).html())
        .contains("<summary>Their hashes</summary>", "line-0200.dng", "3512543")
        .doesNotContain("The first");
    assertThat(ExamplePages.certificate("Q", 201).html())
        .contains("201 files. The first 200 stand here. All stand in files.json.")
        .doesNotContain("line-0201.dng");
    assertThat(ExamplePages.certificate("Q", 0).html()).doesNotContain("Annex");
  }
}
