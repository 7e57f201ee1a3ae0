package dev.rawline.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.demo.RunDemo.DemoScale;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.learning.engine.Device;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDemoTest {
  @TempDir private Path scratch;

  private RunDemo demo(LabBook book, String folder, Optional<RunDemo.DemoData> given) {
    return demo(book, folder, given, DemoScale.QUICK);
  }

  private RunDemo demo(
      LabBook book, String folder, Optional<RunDemo.DemoData> given, DemoScale scale) {
    return new RunDemo(
        scratch.resolve(folder),
        given,
        scale,
        new StepStore(scratch.resolve("steps")),
        Resources.ofThisMachine(),
        book,
        Device.CPU);
  }

  private LabBook book() throws IOException {
    return LabBook.open(BookLocation.Folder.of(scratch.resolve("book")));
  }

  private static DriftResult run(RunDemo demo) throws IOException {
    return demo.run(Progress.SILENT, StepListener.SILENT);
  }

  @Test
  void aSecondDemoReusesEverythingAndANewOneFindsTheSame() throws IOException {
    try (LabBook book = book()) {
      DriftResult first = run(demo(book, "demo", Optional.empty()));
      String scores = Files.readString(scratch.resolve("demo/scores.csv"));
      DriftResult second = run(demo(book, "demo", Optional.empty()));
      Path smears = scratch.resolve("demo").resolve(DemoScale.QUICK.dataSet());
      DriftResult given =
          run(demo(book, "given", Optional.of(new RunDemo.DemoData(smears.toString(), "data"))));

      assertThat(first.models()).isEqualTo(4);
      assertThat(first.reused()).isZero();
      assertThat(second.reused()).isEqualTo(second.steps()).isEqualTo(given.reused());
      assertThat(Files.readString(scratch.resolve("demo/scores.csv"))).isEqualTo(scores);
      assertThat(Files.readString(scratch.resolve("given/scores.csv"))).isEqualTo(scores);
      assertThat(Files.readString(scratch.resolve("demo/report.html")))
          .contains(
              "Drift synthesis: demo",
              "Where only the camera’s processing is different",
              "The same raw image through each of the twelve named views",
              "4, severity 3, constants")
          .doesNotContain("[3]");
      BrowserPage.requireReadable(
          "drift/page",
          Files.readString(scratch.resolve("demo/report.html")),
          "adaptation",
          "worst",
          "ranks",
          "samples");
    }
  }

  @Test
  void aQuickDemoDoesNotBlockAFullOne() throws IOException {
    try (LabBook book = book()) {
      for (DemoScale scale : List.of(DemoScale.WHOLE, DemoScale.QUICK)) {
        RunDemo demo = demo(book, "demo", Optional.empty(), scale);
        assertThatThrownBy(() -> demo.run(stopping(demo), StepListener.SILENT))
            .isInstanceOf(CancellationException.class);
      }
    }
  }

  private static Progress stopping(RunDemo demo) {
    return new Progress() {
      @Override
      public void end(String result) {
        demo.requestStop();
      }
    };
  }

  @Test
  void aStoppedDemoKeepsItsScenes() throws IOException {
    try (LabBook book = book()) {
      RunDemo demo = demo(book, "demo", Optional.empty());
      assertThatThrownBy(() -> demo.run(stopping(demo), StepListener.SILENT))
          .isInstanceOf(CancellationException.class);
      assertThat(scratch.resolve("demo/smears-quick/images/000001.tiff")).exists();
      assertThat(scratch.resolve("demo/report.html")).doesNotExist();
    }
  }
}
