package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.SuggestedCommand;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class QualityPageTest {
  private static final Pattern ADDRESS = Pattern.compile("(src|href)=\"([^\"]*)\"");
  private static final String HOSTILE = "</style><script>alert(\"1\")</script>&";

  /** Requires a page that needs nothing beside it, and in which every element is closed. */
  static void assertWhole(String page) throws Exception {
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
  void thePageIsWholeAndTellsTheVerdictByWordAndShape() throws Exception {
    String page = ExamplePages.page("line <7>").html();
    assertWhole(page);
    assertThat(page)
        .contains("Quality of line &lt;7&gt;", "<p class=\"headline fail\">", "not fit for use")
        .contains("FAIL</span>", "WARN</span>", "PASS</span>")
        .contains("exposure −38 % ± 2 %, everything else inside")
        .contains("What this does not show", "Where the numbers come from");
    assertThat(page.indexOf("headline fail")).isLessThan(page.indexOf("class=\"story\""));
  }

  @Test
  void everyQuantityStandsWithItsUnitReferenceIntervalAndLimits() {
    String page = ExamplePages.page("line").html();
    assertThat(page)
        .contains("<td class=\"n\">0.28020<small>± 0.00310</small></td>")
        .contains("<td class=\"n\">0.27970<small>0.27880 to 0.28060</small></td>")
        .contains("sensor: 0.274 to 0.286<br>task: 0.2 to 0.4")
        .contains("<small>DN/e⁻</small>", "sensor: at most 2.55", "wholly below 560 DN")
        .contains("no interval is known", "no limit", "not judged");
  }

  @Test
  void theWorstQuantitiesComeFirstAndThoseThatNothingJudgesLast() {
    String page = ExamplePages.page("line").html();
    String table = page.substring(page.indexOf("<section id=\"quantities\""));
    assertThat(
            List.of(
                table.indexOf("mean of green above black<small>"),
                table.indexOf("noise without light, quantization included<small>"),
                table.indexOf("level of no light<small>"),
                table.indexOf("correlation of neighbours’ noise<small>")))
        .isSorted()
        .doesNotContain(-1);
  }

  @Test
  void keyNumbersCountWhatWasDecided() {
    assertThat(ExamplePages.page("line").html())
        .contains("<span>quantities that fail</span><b>1 of 6</b><span>1 more warn</span>")
        .contains("<span>drift tests that reject</span><b>4 of 7</b>")
        .contains("<span>accuracy, predicted</span><b>0.872</b><span>0.851 to 0.893</span>")
        .contains("<span>new defective pixels</span><b>6</b><span>17 are known</span>");
  }

  @Test
  void testsTellTheirPValuesAndThoseThatDoNotRejectAreFoldedAway() {
    String page = ExamplePages.page("line").html();
    String folded = page.substring(page.indexOf("The other 2 quantities, of which none drifted"));
    assertThat(page).contains("<td class=\"n\">&lt; 0.001</td>", "MMD, 999 permutations");
    assertThat(folded).contains("<th scope=\"row\">width of edges</th>");
    assertThat(page.indexOf("all raw statistics")).isLessThan(page.indexOf(folded));
  }

  @Test
  void explanationsAreComparedWithTheBest() {
    assertThat(ExamplePages.page("line").html())
        .contains(
            "<td class=\"n\">48.1</td><td class=\"n\">42.9</td>", "the noise does not follow");
  }

  @Test
  void whatWasNotLookedForHasNoSection() throws Exception {
    String page = bare("line", List.of()).html();
    assertWhole(page);
    assertThat(page)
        .contains("headline pass", "<b>0 of 0</b>")
        .doesNotContain("Control charts", "Cause", "Defective", "Anomalies", "Drift tests<");
  }

  @Test
  void hostileNamesAreText() throws Exception {
    JudgedQuantity quantity =
        new JudgedQuantity(
            HOSTILE,
            HOSTILE,
            Optional.empty(),
            ExamplePages.about(1, 0.1),
            List.of(NamedLimits.atMost(HOSTILE, 2)),
            Optional.of(Verdict.PASS),
            HOSTILE);
    assertWhole(bare(HOSTILE, List.of(quantity)).html());
    assertWhole(
        new QualityPage(
                HOSTILE,
                Verdict.WARN,
                List.of(HOSTILE),
                List.of(new Fact(HOSTILE, HOSTILE)),
                List.of(),
                List.of(new FoundAnomaly(HOSTILE, Verdict.FAIL, HOSTILE)),
                List.of(new DriftComparison(HOSTILE, HOSTILE, 1, 0.5, 0.5, true, false)),
                Optional.of(
                    ControlChartPlot.of(List.of(ExamplePages.chart(HOSTILE, HOSTILE, 1, 1, 5, 0)))),
                Optional.of(
                    new CauseFindings(
                        HOSTILE,
                        List.of(
                            new FittedCause(HOSTILE, HOSTILE, ExamplePages.about(1, 1), 1, true)),
                        HOSTILE,
                        List.of(new CauseFindings.Explanation(HOSTILE, 0, HOSTILE)))),
                List.of(
                    new MetricEffect(
                        HOSTILE,
                        ExamplePages.about(1, 0.1),
                        ExamplePages.about(1, 0.1),
                        ExamplePages.about(0, 0.1),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        HOSTILE)),
                Optional.of(
                    new DefectFindings(
                        9,
                        9,
                        List.of(new DefectivePixel(8, 8, DefectivePixel.Kind.HOT, false, HOSTILE)),
                        HOSTILE)),
                List.of(
                    new JudgedImage(
                        HOSTILE,
                        HOSTILE,
                        Verdict.PASS,
                        HOSTILE,
                        Optional.of(ExamplePages.picture(9)))),
                List.of(HOSTILE),
                List.of(new SuggestedCommand(HOSTILE, HOSTILE)),
                List.of(new Fact(HOSTILE, HOSTILE)))
            .html());
  }

  @Test
  void longListsAreCutAndSaySo() {
    QualityPage page =
        new QualityPage(
            "line",
            Verdict.PASS,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(ExamplePages.defects(400)),
            Collections.nCopies(30, ExamplePages.images(1).getFirst()),
            List.of(),
            List.of(),
            List.of());
    assertThat(page.html())
        .contains("The first 40 of 400 positions, new ones first", "The worst 24 of 30");
    assertThat(page.html().split("<figcaption>", -1)).hasSize(1 + 24);
  }

  private static QualityPage bare(String name, List<JudgedQuantity> quantities) {
    return new QualityPage(
        name,
        Verdict.PASS,
        List.of(),
        List.of(new Fact("images", "1")),
        quantities,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void theWorstJudgementCounts() {
    assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.PASS);
    assertThat(Verdict.worst(List.of(Verdict.WARN, Verdict.PASS))).isEqualTo(Verdict.WARN);
    assertThat(Verdict.worst(List.of(Verdict.WARN, Verdict.FAIL, Verdict.PASS)))
        .isEqualTo(Verdict.FAIL);
    assertThat(Verdict.FAIL.word()).isEqualTo("fail");
  }

  @Test
  void numbersHaveTheDigitsOfTheirIntervals() {
    assertThat(decimals(ExamplePages.about(503.8, 17.5), Optional.empty())).isEqualTo(0);
    assertThat(decimals(ExamplePages.about(0.2797, 0.0009), Optional.empty())).isEqualTo(5);
    IntervalEstimate alone = IntervalEstimate.withoutInterval(3.2, 0.95);
    assertThat(decimals(alone, Optional.of(new JudgedQuantity.Spread(3, 0.2)))).isEqualTo(2);
    assertThat(decimals(alone, Optional.empty())).isEqualTo(3);
    assertThat(decimals(IntervalEstimate.withoutInterval(0, 0.95), Optional.empty())).isZero();
  }

  private static int decimals(
      IntervalEstimate estimate, Optional<JudgedQuantity.Spread> reference) {
    return new JudgedQuantity("", "", reference, estimate, List.of(), Optional.empty(), "")
        .decimals()
        .count();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NamedLimits("task", OptionalDouble.empty(), OptionalDouble.empty()))
        .withMessageContaining("one at least");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamedLimits.between("task", 2, 1))
        .withMessageContaining("in order");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamedLimits.atMost("task", Double.POSITIVE_INFINITY))
        .withMessageContaining("finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftComparison("q", "KS", 1, 1.2, 1, false, false))
        .withMessage("q: p 1.2, adjusted 1.0: expected 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FittedCause("gain", "%", ExamplePages.about(1, 1), 0, false))
        .withMessageContaining("gain")
        .withMessageContaining("above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JudgedQuantity.Spread(1, -1))
        .withMessageContaining("not below 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DefectFindings(
                    4, 4, List.of(new DefectivePixel(4, 0, DefectivePixel.Kind.HOT, true, "")), ""))
        .withMessage("a defective pixel in row 4, column 0: expected rows 0 to 3, columns 0 to 3");
  }
}
