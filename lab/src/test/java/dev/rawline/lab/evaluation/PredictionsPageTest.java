package dev.rawline.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.evaluation.PredictFiles.PredictionSummary;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.page.PagePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionsPageTest {
  /** Two of three images are lymphocytes, the less certain the later. */
  private static PredictionsPage page(int images) {
    List<PredictionSummary> answers =
        IntStream.range(0, images)
            .mapToObj(
                i ->
                    new PredictionSummary(
                        "cell-%04d".formatted(i),
                        i % 3 == 0 ? "monocyte" : "lymphocyte",
                        OptionalDouble.of(0.99 - 0.4 * i / images)))
            .toList();
    return new PredictionsPage(
        "model <1>",
        answers,
        List.of(new FileOutcome.Refused(Path.of("broken.dng"), "broken.dng: is cut off")),
        Optional.of(
            new PagePicture(
                "Images", "Some.", new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB))),
        Map.of("rawline", "1"));
  }

  @Test
  void classesAreCountedAndTheLeastCertainIsNamed() {
    assertThat(page(9).html())
        .contains("Predictions of model &lt;1&gt;", "9 predicted, 1 rejected.")
        .contains("Most are lymphocyte: 6 of 9 (66.7 %).")
        .contains("The least certain is cell-0008: lymphocyte with 63.4 %.")
        .contains("<th scope=\"row\">cell-0000</th><td>monocyte</td><td class=\"n\">99.0 %</td>")
        .contains("broken.dng: is cut off");
  }

  @Test
  void aLargeSetIsBounded() {
    assertThat(page(1000).html())
        .contains("The first 200 of 1000. predictions.csv lists all of them.", "cell-0199")
        .doesNotContain("cell-0200<");
  }

  @Test
  void thePageCanBeReadInABrowser() throws IOException {
    BrowserPage.requireReadable("evaluation/predictions", page(40).html());
  }
}
