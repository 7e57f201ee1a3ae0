package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.drift.Disagreement.ModelOutput;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import dev.rawline.workbench.page.SuggestedCommand;
import dev.rawline.workbench.text.EstimateFormat;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DriftPageTest {
  private static final Pattern ADDRESS = Pattern.compile("(src|href)=\"([^\"]*)\"|url\\(|@import");
  private static final int LARGEST = 5_000_000;

  private static Stream<DriftFindings> findings() {
    return Stream.of(
        ExampleDrifts.of(ExampleDrifts.VIEWS, 5, 0.012),
        ExampleDrifts.of(ExampleDrifts.FOUR, 1, 0.02),
        ExampleDrifts.of(ExampleDrifts.FOUR, 3, 0),
        ExampleDrifts.of(List.of("menon-unsharp-median"), 2, 0),
        ExampleDrifts.ofCameras("iou"));
  }

  private static String page(DriftFindings findings) {
    PagePicture picture = new PagePicture("Sheet", "What it shows.", noise(1900, 1200));
    return new DriftPage(
            "a <b> & \"c\"",
            findings,
            DriftReport.drawings(findings),
            List.of(new Fact("data", "smears")),
            Optional.of(picture),
            Optional.of(picture),
            Optional.of(picture),
            List.of(
                new AdaptedDrop(
                    "batch_norm",
                    new Estimate(0.13, 0.1, 0.16),
                    new Estimate(0.02, 0.01, 0.03),
                    Optional.of(new Estimate(0.85, 0.8, 0.9)),
                    Optional.of(new Estimate(0.002, -0.001, 0.005)),
                    AdaptedDrop.Variation.SPLITS,
                    5)),
            List.of(
                new Disagreement(
                    0.77,
                    "000012",
                    "eosinophil",
                    "bilinear-sharpen-median",
                    "menon-unsharp-median",
                    2,
                    new ModelOutput("eosinophil", 0.91),
                    new ModelOutput("basophil", 0.77))),
            List.of(new SuggestedCommand("Look again.", "./rawline lab show 1")),
            List.of(new Fact("plan", "0123")))
        .html();
  }

  /** Noise is the worst case for compression. */
  private static BufferedImage noise(int width, int height) {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = 128 + (int) (20 * random.nextGaussian());
        image.setRGB(x, y, 0x010101 * Math.clamp(level, 0, 255));
      }
    }
    return image;
  }

  private static Document parsed(String page) throws Exception {
    String xml = page.substring(page.indexOf("<html")).replaceAll("<(meta|img)([^>]*)>", "<$1$2/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void thePageIsWellFormedAndSelfContained(DriftFindings findings) throws Exception {
    String page = page(findings);

    assertThat(page).startsWith("<!DOCTYPE html>").contains("a &lt;b&gt; &amp; &quot;c&quot;");
    ADDRESS
        .matcher(page)
        .results()
        .forEach(
            address ->
                assertThat(address.group(2))
                    .matches(at -> at.startsWith("data:image/") || at.startsWith("#")));
    String words = page.replaceAll("base64,[A-Za-z0-9+/=]*", "");
    assertThat(words)
        .doesNotContain("http", "<script", "NaN", "Infinity", "null", "%s", "%d", "Optional");
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
    parsed(page);
  }

  @ParameterizedTest
  @MethodSource("findings")
  void thePageBeginsWithTheSummary(DriftFindings findings) throws Exception {
    Document page = parsed(page(findings));

    NodeList paragraphs =
        ((Element) page.getElementsByTagName("div").item(0)).getElementsByTagName("p");
    assertThat(Stream.of(0, 1, 2).map(i -> paragraphs.item(i).getTextContent()))
        .isEqualTo(DriftSummary.of(findings).sentences());
  }

  @Test
  void thePageCanBeReadInABrowser() throws Exception {
    BrowserPage.requireReadable(
        "drift/page", page(ExampleDrifts.of(ExampleDrifts.VIEWS, 5, 0.012)));
    BrowserPage.requireReadable(
        "drift/page", page(ExampleDrifts.ofCameras("iou")), "corruptions", "ranks");
  }

  @Test
  void everyPictureHasADescription() throws Exception {
    Document page = parsed(page(ExampleDrifts.of(ExampleDrifts.FOUR, 3, 0.02)));

    NodeList pictures = page.getElementsByTagName("img");
    for (int i = 0; i < pictures.getLength(); i++) {
      assertThat(((Element) pictures.item(i)).getAttribute("alt")).isNotBlank();
    }
    NodeList drawings = page.getElementsByTagName("svg");
    assertThat(drawings.getLength()).isGreaterThanOrEqualTo(10);
    for (int i = 0; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      assertThat(drawing.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
      assertThat(drawing.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }
  }

  @Test
  void linksLeadToSections() throws Exception {
    String text = page(ExampleDrifts.of(ExampleDrifts.FOUR, 3, 0.02));
    NodeList links = parsed(text).getElementsByTagName("a");

    assertThat(links.getLength()).isEqualTo(13);
    for (int i = 0; i < links.getLength(); i++) {
      String id = ((Element) links.item(i)).getAttribute("href").substring(1);
      assertThat(text).contains("<section id=\"" + id + "\">");
    }
  }

  @Test
  void thereIsNoSectionForWhatWasNotMeasured() {
    String page = page(ExampleDrifts.ofCameras("iou"));

    assertThat(page).doesNotContain("Corruptions compared with drift", "Ranking of models");
  }

  @Test
  void publishedFiguresAreShownWithTheirAxes() {
    assertThat(page(ExampleDrifts.of(ExampleDrifts.FOUR, 3, 0.02)))
        .contains(
            "Only cells of the same name stand next to each other, 4 by 4 of the matrix. No difference is tested",
            "matched accuracy (4 models)",
            "drop under other processing (12 cells)",
            "drop under corruptions, severity 3 (40 cells)")
        .doesNotContain("10.3", "0.0236");
    assertThat(page(ExampleDrifts.ofCameras("iou")))
        .contains("1 by 1 of the matrix", "matched IoU (1 model)")
        .doesNotContain("drop under corruptions, severity 3", "drop under other processing");
  }

  @Test
  void withoutCommonConditionsThereIsNoComparisonWithPublishedFigures() {
    assertThat(page(ExampleDrifts.of(List.of("one.yaml", "other.yaml"), 2, 0.02)))
        .doesNotContain("Published results", ".828", "10.3");
  }

  @Test
  void ofOneSeverityThereIsNoCurve() {
    assertThat(page(ExampleDrifts.of(ExampleDrifts.FOUR, 3, 0.02, 1)))
        .doesNotContain("Drop under corruptions and under drift")
        .contains("drop under corruptions of severity 1", "Drop under each corruption");
    assertThat(page(ExampleDrifts.of(ExampleDrifts.FOUR, 3, 0.02, 2)))
        .contains("Drop under corruptions and under drift");
  }

  @Test
  void everyCellOfTheMatrixIsInATable() {
    DriftFindings findings = ExampleDrifts.of(ExampleDrifts.FOUR, 5, 0.02);
    String page = page(findings);

    findings
        .matrix()
        .cells()
        .forEach(
            row ->
                row.forEach(
                    cell ->
                        assertThat(page)
                            .contains(
                                "<td class=\"n\">%s<small>%s</small></td>"
                                    .formatted(
                                        EstimateFormat.value(cell.orElseThrow().interval()),
                                        EstimateFormat.interval(cell.orElseThrow().interval())))));
  }
}
