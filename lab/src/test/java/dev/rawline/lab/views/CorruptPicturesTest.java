package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptPicturesTest {
  @TempDir private Path work;
  private Path photo;
  private Path out;

  @BeforeEach
  void makePicture() throws IOException {
    float[] samples = new float[3 * 24 * 17];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i * 7 % 256 / 255f;
    }
    photo = work.resolve("photo.png");
    out = work.resolve("deep/out");
    PngFile.write(new View(24, 17, samples), photo);
  }

  @Test
  void corruptionDependsOnTheNameAndTheSeed() throws IOException {
    List<CorruptionKind> kinds = List.of(CorruptionKind.SHOT_NOISE, CorruptionKind.FOG);
    List<FileOutcome> outcomes = command(kinds, true, false).run(List.of(photo), Progress.SILENT);

    assertThat(outcomes).singleElement().isInstanceOf(FileOutcome.Rendered.class);
    View picture = PictureReader.read(photo);
    for (CorruptionKind kind : kinds) {
      View expected =
          kind.at(4, CorruptionConstants.THIRTY_TWO).draw(new Seed(9, "photo.png")).apply(picture);
      View written = PictureReader.read(out.resolve("photo-" + kind.word() + "-4.png"));
      for (int i = 0; i < expected.samples().length; i++) {
        assertThat(Math.round(written.samples()[i] * 255))
            .isEqualTo((int) (expected.samples()[i] * 255.0 + 0.5));
      }
    }
    assertThat(out.resolve("photo-corruptions.png")).exists();
    Map<String, Object> record = JsonFile.read(out.resolve("photo-corrupt.json"));
    assertThat(record)
        .containsEntry("corruptions", List.of("shot_noise", "fog"))
        .containsEntry("severity", 4)
        .containsEntry("constants", "32px")
        .containsEntry("seed", 9);
  }

  @Test
  void aMosaicIsRefused() throws IOException {
    Path chart = Path.of("..", "examples", "chart.png");
    List<FileOutcome> outcomes =
        command(List.of(CorruptionKind.FOG), false, false).run(List.of(chart), Progress.SILENT);
    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            FileOutcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("is a raw mosaic according to its sidecar chart.yaml")
                    .contains("views"));
  }

  @Test
  void existingFilesAreReplacedOnlyByForce() throws IOException {
    List<CorruptionKind> kinds = List.of(CorruptionKind.CONTRAST);
    command(kinds, false, false).run(List.of(photo), Progress.SILENT);
    Path made = out.resolve("photo-contrast-4.png");
    byte[] before = Files.readAllBytes(made);

    List<FileOutcome> other =
        new CorruptPictures(out, kinds, 4, CorruptionConstants.THIRTY_TWO, 10, false, false)
            .run(List.of(photo), Progress.SILENT);
    assertThat(other)
        .containsExactly(
            new FileOutcome.Refused(
                photo,
                "%s: would replace %s; choose another folder with --out, or replace the existing files with --force"
                    .formatted(photo, made)));
    List<FileOutcome> forced = command(kinds, false, true).run(List.of(photo), Progress.SILENT);
    assertThat(forced).singleElement().isInstanceOf(FileOutcome.Rendered.class);
    assertThat(Files.readAllBytes(made)).isEqualTo(before);
  }

  @Test
  void severitiesAndCorruptionsAreMadeSideBySide() throws IOException {
    List<CorruptionKind> fog = List.of(CorruptionKind.FOG);
    List<CorruptionKind> both = List.of(CorruptionKind.FOG, CorruptionKind.CONTRAST);
    command(fog, true, false).run(List.of(photo), Progress.SILENT);
    byte[] before = Files.readAllBytes(out.resolve("photo-fog-4.png"));
    CorruptPictures severe =
        new CorruptPictures(out, fog, 5, CorruptionConstants.THIRTY_TWO, 9, false, false);
    assertThat(severe.run(List.of(photo), Progress.SILENT))
        .singleElement()
        .isInstanceOfSatisfying(
            FileOutcome.Rendered.class,
            made -> assertThat(made.outputs()).containsExactly(out.resolve("photo-fog-5.png")));
    assertThat(command(both, true, false).run(List.of(photo), Progress.SILENT))
        .singleElement()
        .isInstanceOfSatisfying(
            FileOutcome.Rendered.class,
            made ->
                assertThat(made.outputs())
                    .containsExactly(
                        out.resolve("photo-contrast-4.png"), out.resolve("photo-corruptions.png")));

    assertThat(Files.readAllBytes(out.resolve("photo-fog-4.png"))).isEqualTo(before);
    for (CorruptPictures again :
        List.of(severe, command(both, true, false), command(fog, false, false))) {
      assertThat(again.run(List.of(photo), Progress.SILENT))
          .containsExactly(new FileOutcome.Skipped(photo));
    }
    Map<String, Object> record = JsonFile.read(out.resolve("photo-corrupt.json"));
    assertThat(record)
        .containsEntry("corruptions", List.of("contrast"))
        .containsEntry("severity", 4)
        .containsEntry(
            "earlier",
            List.of(
                Map.of(
                    "corruptions",
                    List.of("fog"),
                    "severity",
                    5,
                    "constants",
                    "32px",
                    "seed",
                    9,
                    "outputs",
                    List.of("photo-fog-5.png")),
                Map.of(
                    "corruptions",
                    List.of("fog"),
                    "severity",
                    4,
                    "constants",
                    "32px",
                    "seed",
                    9,
                    "outputs",
                    List.of("photo-fog-4.png", "photo-corruptions.png"))));
  }

  @Test
  void anUnreadableImageDoesNotStopTheOthers() throws IOException {
    Path text = Files.writeString(work.resolve("text.png"), "no picture");
    Path twin = work.resolve("photo.jpg");
    Files.copy(photo, twin);
    List<FileOutcome> outcomes =
        command(List.of(CorruptionKind.CONTRAST), false, false)
            .run(List.of(text, photo, twin), Progress.SILENT);
    assertThat(outcomes.get(0)).isInstanceOf(FileOutcome.Refused.class);
    assertThat(outcomes.get(1)).isInstanceOf(FileOutcome.Rendered.class);
    assertThat(outcomes.get(2)).isInstanceOf(FileOutcome.Refused.class);
  }

  @Test
  void mistakesAreRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> command(List.of(), false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no corruption is given: expected at least one");
    assertThatThrownBy(
            () ->
                new CorruptPictures(
                    out,
                    List.of(CorruptionKind.FOG),
                    7,
                    CorruptionConstants.SCALED,
                    1,
                    false,
                    false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("severity of fog is 7: expected 1 to 5");
  }

  private CorruptPictures command(List<CorruptionKind> kinds, boolean sheet, boolean force) {
    return new CorruptPictures(out, kinds, 4, CorruptionConstants.THIRTY_TWO, 9, sheet, force);
  }
}
