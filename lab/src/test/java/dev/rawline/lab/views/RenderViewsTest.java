package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.Mosaics;
import dev.rawline.workbench.output.FileOutcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderViewsTest {
  private static final Development CLIPPED =
      new Development(Optional.of(true), ExposureCompensation.Fixed.NONE);

  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);
  private static final ViewName MENON = ViewName.parse("menon-unsharp-median");
  private static final ViewName BILINEAR = ViewName.parse("bilinear-sharpen-gaussian");

  @TempDir private Path work;
  private Path out;
  private Path photo;

  @BeforeEach
  void makeMosaic() {
    out = work.resolve("deep/out");
    photo = Mosaics.png(work.resolve("photo.png"), 37, 29, 1);
  }

  @Test
  void filesMatchTheirViews() throws IOException {
    List<FileOutcome> outcomes =
        new RenderViews(
                out, DRONE, ViewName.ALL, false, Development.NONE, false, RawDescription.NONE)
            .run(List.of(photo), Progress.SILENT);

    assertThat(outcomes).singleElement().isInstanceOf(FileOutcome.Rendered.class);
    RawImage raw = RawFiles.read(photo);
    List<View> views = new ViewRenderer(Camera.DRONE, ViewName.ALL).render(raw);
    for (int i = 0; i < views.size(); i++) {
      BufferedImage png = image("photo-" + ViewName.ALL.get(i) + ".png");
      View view = views.get(i);
      for (int row = 0; row < view.height(); row++) {
        for (int column = 0; column < view.width(); column++) {
          assertThat(png.getRGB(column, row) & 0xff)
              .isEqualTo((int) (view.at(Colour.BLUE, row, column) * 255.0 + 0.5));
        }
      }
    }
    assertThat(names())
        .hasSize(14)
        .contains("photo-sheet.png", "photo-views.json")
        .noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void selectedViewsAreWrittenAsTiffOnRequest() throws IOException {
    new RenderViews(
            out,
            DRONE,
            List.of(MENON, BILINEAR, MENON),
            true,
            Development.NONE,
            false,
            RawDescription.NONE)
        .run(List.of(photo), Progress.SILENT);

    assertThat(names())
        .containsExactlyInAnyOrder(
            "photo-menon-unsharp-median.png",
            "photo-menon-unsharp-median.tiff",
            "photo-bilinear-sharpen-gaussian.png",
            "photo-bilinear-sharpen-gaussian.tiff",
            "photo-sheet.png",
            "photo-views.json");
    BufferedImage tiff = image("photo-menon-unsharp-median.tiff");
    assertThat(tiff.getSampleModel().getSampleSize(0)).isEqualTo(16);
    assertThat(tiff.getWidth()).isEqualTo(37);
  }

  @Test
  void aSecondRunSkipsAndForceRedoes() throws IOException {
    RenderViews views = picked(DRONE, false);
    views.run(List.of(photo), Progress.SILENT);
    Map<String, Object> first = inodes();

    assertThat(views.run(List.of(photo), Progress.SILENT))
        .containsExactly(new FileOutcome.Skipped(photo));
    assertThat(inodes()).isEqualTo(first);

    assertThat(picked(DRONE, true).run(List.of(photo), Progress.SILENT))
        .singleElement()
        .isInstanceOf(FileOutcome.Rendered.class);
    assertThat(inodes()).hasSameSizeAs(first).isNotEqualTo(first);
  }

  @Test
  void aDamagedOutputIsMadeAgain() throws IOException {
    RenderViews views = picked(DRONE, false);
    views.run(List.of(photo), Progress.SILENT);
    Path picture = out.resolve("photo-menon-unsharp-median.png");
    byte[] before = Files.readAllBytes(picture);
    Files.writeString(picture, "half a picture");

    assertThat(views.run(List.of(photo), Progress.SILENT))
        .singleElement()
        .isInstanceOf(FileOutcome.Rendered.class);
    assertThat(picture).hasBinaryContent(before);
  }

  @Test
  void aMissingOutputIsMadeAgain() throws IOException {
    RenderViews views = picked(DRONE, false);
    views.run(List.of(photo), Progress.SILENT);
    byte[] before = Files.readAllBytes(out.resolve("photo-menon-unsharp-median.png"));
    Files.delete(out.resolve("photo-menon-unsharp-median.png"));

    views.run(List.of(photo), Progress.SILENT);

    assertThat(out.resolve("photo-menon-unsharp-median.png")).hasBinaryContent(before);
  }

  @Test
  void moreViewsWithTheSameSettingsExtendTheRecord() throws IOException {
    picked(DRONE, false).run(List.of(photo), Progress.SILENT);
    new RenderViews(
            out, DRONE, List.of(BILINEAR), false, Development.NONE, false, RawDescription.NONE)
        .run(List.of(photo), Progress.SILENT);

    assertThat(picked(DRONE, false).run(List.of(photo), Progress.SILENT))
        .containsExactly(new FileOutcome.Skipped(photo));
  }

  @Test
  void anotherCameraMakesEveryViewAgain() throws IOException {
    picked(DRONE, false).run(List.of(photo), Progress.SILENT);
    byte[] drone = Files.readAllBytes(out.resolve("photo-menon-unsharp-median.png"));

    picked(new CameraChoice.Fixed(Camera.MICROSCOPE), false).run(List.of(photo), Progress.SILENT);

    assertThat(Files.readAllBytes(out.resolve("photo-menon-unsharp-median.png")))
        .isNotEqualTo(drone);
    assertThat(out.resolve("photo-views.json")).content().contains("\"name\" : \"microscope\"");
  }

  @Test
  void aChangedSidecarIsNoticed() throws IOException {
    picked(DRONE, false).run(List.of(photo), Progress.SILENT);
    Files.writeString(work.resolve("photo.yaml"), "cfa: BGGR\n");

    assertThat(picked(DRONE, false).run(List.of(photo), Progress.SILENT))
        .singleElement()
        .isInstanceOf(FileOutcome.Rendered.class);
  }

  @Test
  void viewsOfAnotherFileOfTheSameNameAreNotOverwritten() throws IOException {
    picked(DRONE, false).run(List.of(photo), Progress.SILENT);
    Map<String, Object> before = inodes();
    Path other = Files.createDirectory(work.resolve("other")).resolve("photo.png");
    Mosaics.png(other, 20, 20, 2);

    assertThat(picked(DRONE, false).run(List.of(other), Progress.SILENT))
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(((FileOutcome.Refused) outcome).reason())
                    .startsWith(other.toString())
                    .contains("made from different content", "--force"));
    assertThat(inodes()).isEqualTo(before);
  }

  @Test
  void ofTwoFilesWithOneStemTheSecondIsRefused() throws IOException {
    Path other = Files.createDirectory(work.resolve("other")).resolve("Photo.PNG");
    Mosaics.png(other, 20, 20, 2);

    List<FileOutcome> outcomes =
        picked(DRONE, false).run(List.of(photo, other, photo), Progress.SILENT);

    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(0)).isInstanceOf(FileOutcome.Rendered.class);
    assertThat(((FileOutcome.Refused) outcomes.get(1)).reason())
        .contains("would have the names of those of " + photo, "--out");
  }

  @Test
  void aRefusedFileDoesNotStopTheOthers() throws IOException {
    Path broken = Files.writeString(work.resolve("broken.dng"), "II*");
    Path missing = work.resolve("missing.png");
    Path line = Mosaics.flat(work.resolve("line.png"), 64, 1, 100);
    Path second = Mosaics.png(work.resolve("second.png"), 16, 12, 3);

    List<FileOutcome> outcomes =
        picked(DRONE, false)
            .run(List.of(broken, missing, work, line, photo, second), Progress.SILENT);

    assertThat(outcomes.subList(0, 4))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FileOutcome.Refused.class));
    assertThat(((FileOutcome.Refused) outcomes.get(1)).reason())
        .isEqualTo(missing + ": does not exist; check the path");
    assertThat(((FileOutcome.Refused) outcomes.get(2)).reason()).contains("is a folder");
    assertThat(((FileOutcome.Refused) outcomes.get(3)).reason())
        .isEqualTo(
            line
                + ": a mosaic of 64×1 pixels lacks a colour; demosaicing needs at least 2×2 pixels");
    assertThat(outcomes.subList(4, 6))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FileOutcome.Rendered.class));
    assertThat(names()).noneMatch(name -> name.startsWith("broken"));
  }

  @Test
  void theFileCameraNeedsCalibrationInTheFile() throws IOException {
    assertThat(picked(new CameraChoice.FromFile(), false).run(List.of(photo), Progress.SILENT))
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(((FileOutcome.Refused) outcome).reason())
                    .contains("black level", "white balance", "sidecar"));
    assertThat(names()).isEmpty();
  }

  @Test
  void onlyTheHighlightClipMakesBlownHighlightsNeutral() throws IOException {
    Path blown = Mosaics.flat(work.resolve("blown.png"), 16, 16, 255);

    picked(DRONE, false).run(List.of(blown), Progress.SILENT);
    int without = image("blown-menon-unsharp-median.png").getRGB(8, 8);
    new RenderViews(out, DRONE, List.of(MENON), false, CLIPPED, false, RawDescription.NONE)
        .run(List.of(blown), Progress.SILENT);
    int with = image("blown-menon-unsharp-median.png").getRGB(8, 8);

    assertThat(spread(without)).isGreaterThan(5);
    assertThat(spread(with)).isZero();
    assertThat(with & 0xff).isGreaterThan(240);
  }

  @Test
  void theHighlightClipOfACameraWithANegativeGainIsRefused() throws IOException {
    List<FileOutcome> outcomes =
        new RenderViews(
                out,
                new CameraChoice.Fixed(Camera.MICROSCOPE),
                List.of(MENON),
                false,
                CLIPPED,
                false,
                RawDescription.NONE)
            .run(List.of(photo), Progress.SILENT);

    assertThat(((FileOutcome.Refused) outcomes.getFirst()).reason())
        .contains("microscope", "no neutral level", "without highlight clip");
  }

  @Test
  void aFolderThatCannotBeMadeIsReportedInOneSentence() throws IOException {
    Path file = Files.writeString(work.resolve("taken"), "");

    assertThatThrownBy(
            () ->
                new RenderViews(
                        file,
                        DRONE,
                        ViewName.ALL,
                        false,
                        Development.NONE,
                        false,
                        RawDescription.NONE)
                    .run(List.of(photo), Progress.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": it is a file, not a folder");
  }

  @Test
  void progressAddsUpToEveryFile() throws IOException {
    double[] reported = new double[1];
    List<String> files = new ArrayList<>();
    double[] size = new double[1];
    new RenderViews(out, DRONE, ViewName.ALL, false, Development.NONE, false, RawDescription.NONE)
        .run(
            List.of(photo),
            new Progress() {
              @Override
              public Progress begin(String task, int parts) {
                files.add(task);
                return this;
              }

              @Override
              public void size(long total, String unit) {
                size[0] = total;
              }

              @Override
              public synchronized void advance(double rawPixels) {
                reported[0] += rawPixels;
              }
            });

    assertThat(files).containsExactly("files", photo.toString());
    assertThat(size[0]).isEqualTo(37.0 * 29);
    assertThat(reported[0]).isCloseTo(37.0 * 29, within(1e-6));
  }

  @Test
  void aRealFileRendersWithItsOwnCamera() throws IOException {
    Path real = SharedData.require("data/raw/canon_kissx4_colorchart_rggb.dng");

    assertThat(picked(new CameraChoice.FromFile(), false).run(List.of(real), Progress.SILENT))
        .singleElement()
        .isInstanceOf(FileOutcome.Rendered.class);
    BufferedImage view = image("canon_kissx4_colorchart_rggb-menon-unsharp-median.png");
    assertThat(view.getWidth()).isEqualTo(1734);
    assertThat(view.getHeight()).isEqualTo(1156);
  }

  private RenderViews picked(CameraChoice camera, boolean force) {
    return new RenderViews(
        out, camera, List.of(MENON), false, Development.NONE, force, RawDescription.NONE);
  }

  private static int spread(int rgb) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
  }

  private BufferedImage image(String name) throws IOException {
    return ImageIO.read(out.resolve(name).toFile());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Changes when a file is replaced, however fast. */
  private Map<String, Object> inodes() throws IOException {
    Map<String, Object> inodes = new TreeMap<>();
    for (String name : names()) {
      inodes.put(name, Files.getAttribute(out.resolve(name), "unix:ino"));
    }
    return inodes;
  }
}
