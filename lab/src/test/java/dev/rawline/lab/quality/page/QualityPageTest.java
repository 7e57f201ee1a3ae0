package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.certificate.CertificateRecord;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.check.BatchCharts;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.DriftComparisons;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictEffect.TaskEffect;
import dev.rawline.lab.quality.verdict.JudgedNumber.Spread;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.page.BrowserPage;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

public class QualityPageTest {
  private static final Pattern ADDRESS = Pattern.compile("(src|href)=\"([^\"]*)\"");
  private static final String HOSTILE = "</style><script>alert(\"1\")</script>&";

  /** Requires a self-contained page in which every element is closed. */
  public static void assertWhole(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>");
    assertThat(page).doesNotContain("http:", "https:", "<script", "NaN", "Infinity", "null", "%s");
    ADDRESS
        .matcher(page)
        .results()
        .map(address -> address.group(2))
        .forEach(
            address ->
                assertThat(address)
                    .matches(
                        at ->
                            at.startsWith("data:image/")
                                || (at.startsWith("#")
                                    && page.contains("id=\"%s\"".formatted(at.substring(1))))));
    String xml =
        page.substring(page.indexOf("<html")).replaceAll("<(meta|img|br)([^>]*)>", "<$1$2/>");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void thePageIsWellFormedAndShowsTheVerdictByWordAndShape() throws Exception {
    String page = ExamplePages.page("line <7>").html();
    assertWhole(page);
    assertThat(page)
        .contains("Quality of line &lt;7&gt;", "<p class=\"headline fail\">", "not fit for use")
        .contains("FAIL</span>", "WARN</span>", "PASS</span>")
        .contains("exposure −38.0 % (95 %: −40.0 to −36.0 %); everything else inside.")
        .contains("Limitations", "Provenance");
    assertThat(page.indexOf("headline fail")).isLessThan(page.indexOf("class=\"story\""));
  }

  @Test
  void thePageCanBeReadInABrowser() throws Exception {
    BrowserPage.requireReadable("quality/page", ExamplePages.page("line 7").html());
  }

  @Test
  void everyQuantityHasItsUnitReferenceIntervalAndLimits() {
    assertThat(ExamplePages.page("line").html())
        .contains("<td class=\"n\">0.28020<small>± 0.00310</small></td>")
        .contains("<td class=\"n\">0.27970<small>0.27880 to 0.28060</small></td>")
        .contains("sensor: 0.274 to 0.286<br>task: 0.2 to 0.4")
        .contains("<small>DN/e⁻</small>", "sensor: at most 2.55", "<small>drifts</small>")
        .contains("no interval is available", "no limit", "not assessed");
  }

  @Test
  void theWorstQuantitiesComeFirstAndThoseWithoutLimitsLast() {
    String page = ExamplePages.page("line").html();
    String table = page.substring(page.indexOf("<section id=\"quantities\""));
    assertThat(
            List.of(
                table.indexOf("mean of green above black<small>"),
                table.indexOf("noise without light, quantization included<small>"),
                table.indexOf("level of no light<small>"),
                table.indexOf(Quantity.NEIGHBOUR_CORRELATION.means() + "<small>")))
        .isSorted()
        .doesNotContain(-1);
  }

  @Test
  void keyNumbersCountTheVerdicts() {
    assertThat(ExamplePages.page("line").html())
        .contains("<span>quantities that fail</span><b>1 of 6</b><span>1 more warn</span>")
        .contains("<span>significant drift tests</span><b>4 of 7</b>")
        .contains("<span>accuracy, predicted</span><b>0.872</b><span>0.851 to 0.893</span>")
        .contains("<span>new defective pixels</span><b>6</b><span>17 are known</span>");
  }

  @Test
  void testsShowTheirPValuesAndInsignificantOnesAreFolded() {
    String page = ExamplePages.page("line").html();
    String folded = page.substring(page.indexOf("The other 2 quantities, of which none drifted"));
    assertThat(page)
        .contains("<td class=\"n\">&lt; 0.001</td>", "MMD, quadratic", "Kolmogorov–Smirnov, exact");
    assertThat(folded).contains("<th scope=\"row\">width of edges");
    assertThat(page.indexOf("raw statistics")).isLessThan(page.indexOf(folded));
  }

  @Test
  void explanationsAreComparedWithTheBest() {
    assertThat(ExamplePages.page("line").html())
        .contains(
            "<td class=\"n\">48.1</td><td class=\"n\">42.9</td><td>p &lt; 0.001, 1 parameter</td>");
  }

  @Test
  void anomaliesNameTheirFilesAndThoseOfTheReferencePass() {
    assertThat(ExamplePages.page("line").html())
        .contains("<th scope=\"row\">metadata</th>")
        .contains("white lies below the brightest pixel (line-0001.dng and 1 others)")
        .contains("and 15 others); also present in the reference's images");
  }

  @Test
  void thereIsNoSectionForWhatWasNotChecked() throws Exception {
    String page =
        new QualityPage(
                ExamplePages.withoutEffect("line", ExamplePages.bare("line")),
                new BatchCharts(ExamplePages.bare("line")).nearest(),
                Map.of(),
                List.of(),
                Map.of())
            .html();
    assertWhole(page);
    assertThat(page)
        .contains("headline pass", "<b>0 of 0</b>")
        .doesNotContain(
            "<h2>Control charts", "<h2>Cause", "<h2>Defective", "<h2>Anomalies", "<h2>Drift tests");
  }

  @Test
  void hostileNamesAreEscaped() throws Exception {
    QualitySummary summary =
        new QualitySummary(
            ExamplePages.plan(HOSTILE),
            hostileCheck(),
            Optional.of(new TaskEffect(hostileEffect(), Optional.empty())),
            "0".repeat(64));
    Map<String, Object> origin = Map.of(HOSTILE, HOSTILE);
    Map<String, BufferedImage> thumbnails = Map.of(HOSTILE, ExamplePages.picture(9));
    assertWhole(
        new QualityPage(
                summary,
                new BatchCharts(summary.check()).nearest(),
                thumbnails,
                List.of(HOSTILE),
                origin)
            .html());
    assertWhole(
        ExamplePages.certificate(
                summary,
                ExamplePages.details(HOSTILE),
                List.of(
                    new CertificateRecord.Image(
                        HOSTILE, Optional.of(1L), Optional.empty(), "0".repeat(64))))
            .html());
  }

  private static BatchCheck hostileCheck() {
    InspectedImage image =
        new InspectedImage(
            HOSTILE,
            new Inspection(
                128,
                96,
                Cfa.RGGB,
                new LinkedHashMap<>(),
                List.of(new Anomaly(Anomaly.Kind.METADATA, HOSTILE)),
                1));
    Attribution found =
        new Attribution(
            Attribution.Conclusion.NOTHING,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            1,
            OptionalDouble.empty(),
            List.of(new Attribution.Hypothesis(HOSTILE, 1, 0, 1)),
            List.of(),
            List.of());
    return new BatchCheck(
        ExamplePages.reference(),
        new MeasuredBatch(HOSTILE, List.of(image), Optional.empty()),
        QualityLimits.usual(),
        List.of(),
        new DriftComparisons(List.of(), List.of(ExamplePages.test(HOSTILE, 1, 0.5, 0.5)), 0.05),
        Optional.of(found),
        List.of(),
        List.of(new FlaggedImage(0, HOSTILE, Verdict.WARN, List.of(HOSTILE))),
        Optional.empty());
  }

  private static MetricEffect hostileEffect() {
    return new MetricEffect(
        HOSTILE,
        ExamplePages.about(1, 0.1),
        ExamplePages.about(1, 0.1),
        ExamplePages.about(0, 0.1),
        List.of(),
        OptionalDouble.empty(),
        Optional.empty(),
        HOSTILE);
  }

  @Test
  void longListsAreTruncatedWithANote() {
    List<Defect> defects = ExamplePages.defects(400);
    BatchCheck usual = ExamplePages.check("line");
    BatchCheck check =
        new BatchCheck(
            usual.reference(),
            ExamplePages.batch("line", 400, 30),
            usual.limits(),
            List.of(),
            usual.tests(),
            Optional.empty(),
            List.of(),
            Collections.nCopies(30, ExamplePages.flagged().getFirst()),
            Optional.of(ExamplePages.everyFourth(defects)));
    String page =
        new QualityPage(
                ExamplePages.withoutEffect("line", check), List.of(), Map.of(), List.of(), Map.of())
            .html();
    assertThat(page)
        .contains("The first 40 of 400 positions, new ones first", "The worst 24 of 30");
    assertThat(page.split("<figcaption>", -1)).hasSize(1 + 24);
  }

  @Test
  void theWorstVerdictCounts() {
    assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.PASS);
    assertThat(Verdict.worst(List.of(Verdict.WARN, Verdict.PASS))).isEqualTo(Verdict.WARN);
    assertThat(Verdict.worst(List.of(Verdict.WARN, Verdict.FAIL, Verdict.PASS)))
        .isEqualTo(Verdict.FAIL);
    assertThat(Verdict.FAIL.word()).isEqualTo("fail");
  }

  @Test
  void valuesHaveTheDigitsOfTheirIntervals() {
    assertThat(decimals(ExamplePages.about(503.8, 17.5), Optional.empty())).isEqualTo(0);
    assertThat(decimals(ExamplePages.about(0.2797, 0.0009), Optional.empty())).isEqualTo(5);
    Estimate alone = Estimate.withoutInterval(3.2, 0.95);
    assertThat(decimals(alone, Optional.of(new Spread(3, 0.2)))).isEqualTo(2);
    assertThat(decimals(alone, Optional.empty())).isEqualTo(3);
    assertThat(decimals(Estimate.withoutInterval(0, 0.95), Optional.empty())).isZero();
  }

  private static int decimals(Estimate estimate, Optional<Spread> spread) {
    return new JudgedRow(new ExampleNumber(spread, estimate, List.of())).decimals().count();
  }

  @Test
  void invalidSpreadsAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Spread(1, -1))
        .withMessageContaining("not below 0");
  }
}
