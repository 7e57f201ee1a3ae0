package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.lab.quality.effect.Compensation;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.effect.MetricEffect;
import dev.rawline.lab.quality.effect.PredictCompensation;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.PagePicture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CompensationPageTest {
  private static CompensationPage page(String batch) {
    Compensation compensation =
        Compensation.of(
            ExamplePages.attribution(),
            new CompensationBounds(0.1, 1.5),
            ExamplePages.reference().frame());
    return new CompensationPage(
        batch,
        List.of(new Fact("batch", "line 7, 16 images")),
        ExamplePages.attribution(),
        compensation,
        Optional.empty(),
        Optional.of(
            new PredictCompensation.Result(
                Isp.parametrized(Camera.DRONE).theta(),
                List.of(step("reference camera", 0.914), step("compensated, predicted", 0.9)),
                Optional.empty(),
                Optional.empty(),
                List.of("The chain reads its levels from each file."))),
        Optional.of(new PagePicture("Images", "Before and after.", ExamplePages.picture(90))),
        ExamplePages.provenance());
  }

  private static MetricEffect step(String camera, double value) {
    return new MetricEffect(
        "accuracy",
        ExamplePages.about(0.914, 0.012),
        ExamplePages.about(value, 0.02),
        ExamplePages.about(0.914 - value, 0.01),
        List.of(),
        OptionalDouble.empty(),
        Optional.empty(),
        camera);
  }

  @Test
  void thePageShowsEveryChangeWithItsIntervalAndBound() throws Exception {
    String html = page("line <7>").html();
    QualityPageTest.assertWhole(html);
    assertThat(html)
        .contains("Compensation of line &lt;7&gt;", "nothing was changed", "The chain reads")
        .contains("<th scope=\"row\">white balance, red</th><td class=\"n\">× 1.5000</td>")
        .contains("× 1.6129<small>× 1.5", "at its bound", "the light that was not recorded")
        .contains("<th scope=\"row\">compensated, predicted</th><td class=\"n\">0.90<small>");
  }

  @Test
  void thePageCanBeReadInABrowser() throws Exception {
    BrowserPage.requireReadable("quality/compensation", page("line 7").html());
  }
}
