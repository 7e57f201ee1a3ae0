package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.MeasuredFrame.Kind;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementFilesTest {
  @TempDir private Path folder;

  @Test
  void otherColumnsOfATableAreIgnored() throws IOException {
    frame("a.png");
    frame("b, dark.png");
    Path table =
        table(
            """
            \uFEFFlamp, Kind ,file,photons_per_pixel,exposure_ns
            5 V,bright,a.png,120.5,40000

            5 V,DARK,"b, dark.png",,4e4
            """);

    assertThat(read(table))
        .containsExactly(
            new MeasuredFrame(folder.resolve("a.png"), Kind.BRIGHT, 40_000, Optional.of(120.5)),
            new MeasuredFrame(folder.resolve("b, dark.png"), Kind.DARK, 40_000, Optional.empty()));
    assertThat(read(folder)).as("a folder's frames.csv").isEqualTo(read(table));
    assertThat(read(table).getFirst().exposureSeconds()).isEqualTo(4e-5);
  }

  @Test
  void photonsAreOptionalAndMayBeZeroInTheDark() throws IOException {
    frame("a.png");
    assertThat(read(table("file,kind,exposure_ns\na.png,bright_spatial,7\n")))
        .containsExactly(
            new MeasuredFrame(folder.resolve("a.png"), Kind.BRIGHT_SPATIAL, 7, Optional.empty()));
    assertThat(read(table("file,kind,exposure_ns,photons_per_pixel\na.png,bright,0,0\n")))
        .containsExactly(
            new MeasuredFrame(folder.resolve("a.png"), Kind.BRIGHT, 0, Optional.of(0.0)));
    assertThat(read(table("file,kind,exposure_ns,photons_per_pixel\na.png,dark_spatial,7,0.0\n")))
        .containsExactly(
            new MeasuredFrame(folder.resolve("a.png"), Kind.DARK_SPATIAL, 7, Optional.empty()));
  }

  @Test
  void allProblemsAreReportedWithTheirLines() throws IOException {
    frame("a.png");
    frame("b.png");
    Path table =
        table(
            """
            file,kind,exposure_ns,photons_per_pixel
            a.png,light,40000,120
            gone.png,bright,40000,120
            b.png,dark,-1,12
            b.png,bright,soon,-3
            ,bright,1,
            b.png,bright
            """);

    assertThatThrownBy(() -> read(table))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            table
                + ": 9 errors\n"
                + "  - line 2: kind is 'light': expected one of bright, dark, bright_spatial,"
                + " dark_spatial\n"
                + "  - line 3: there is no file "
                + folder.resolve("gone.png")
                + "\n  - line 4: exposure_ns is '-1': expected a number of 0 or more [ns]"
                + "\n  - line 4: photons_per_pixel is '12' for a frame of kind dark: leave it empty"
                + "\n  - line 5: file b.png is in line 4 already: every frame is listed once"
                + "\n  - line 5: exposure_ns is 'soon': expected a number of 0 or more [ns]"
                + "\n  - line 5: photons_per_pixel is '-3': expected a number of 0 or more [photons]"
                + "\n  - line 6: file is empty: expected the name of a raw file"
                + "\n  - line 7: has 2 fields: expected 4, as line 1 names columns");
  }

  @Test
  void missingColumnsAreReported() throws IOException {
    Path table = table("file,type,exposure_ms\na.png,bright,4\n");
    assertThatThrownBy(() -> read(table))
        .hasMessage(
            table
                + ": 2 errors\n"
                + "  - line 1: names no column kind: expected file, kind, exposure_ns; it has file,"
                + " type, exposure_ms\n"
                + "  - line 1: names no column exposure_ns: expected file, kind, exposure_ns; it"
                + " has file, type, exposure_ms");
    table("file;kind;exposure_ns\n");
    assertThatThrownBy(() -> read(table))
        .hasMessage(table + ": line 1: separates the columns by ';': expected ','");
    table("file,kind,exposure_ns\n");
    assertThatThrownBy(() -> read(table))
        .hasMessage(
            table + ": lists no frames: expected one a line below the names of the columns");
    Files.write(table, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> read(table))
        .hasMessage(
            table
                + ": is not text in UTF-8 (byte ff in line 1): save it as UTF-8; is it the right file?");
  }

  @Test
  void foldersOfKindsTakeExposuresFromSidecars() throws IOException {
    for (Kind kind : Kind.values()) {
      Files.createDirectory(folder.resolve(kind.toString()));
    }
    frame("bright/2.png");
    frame("bright/1.png");
    frame("dark/1.png");
    Files.writeString(folder.resolve("bright/1.yaml"), "exposure_seconds: 0.01\n");
    Files.writeString(folder.resolve("dark/.hidden"), "");

    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            folder
                + ": 2 errors\n"
                + "  - bright/2.png gives no exposure time: give it a sidecar with"
                + " exposure_seconds, or list the frames in a frames.csv\n"
                + "  - dark/1.png gives no exposure time: give it a sidecar with exposure_seconds,"
                + " or list the frames in a frames.csv");

    Files.writeString(folder.resolve("bright/2.yaml"), "exposure_seconds: 0.02\n");
    Files.writeString(folder.resolve("dark/1.yaml"), "exposure_seconds: 0.01\n");
    assertThat(read(folder))
        .containsExactly(
            new MeasuredFrame(folder.resolve("bright/1.png"), Kind.BRIGHT, 1e7, Optional.empty()),
            new MeasuredFrame(folder.resolve("bright/2.png"), Kind.BRIGHT, 2e7, Optional.empty()),
            new MeasuredFrame(folder.resolve("dark/1.png"), Kind.DARK, 1e7, Optional.empty()));
  }

  @Test
  void companionsOfRawFilesAreNoFrames() throws IOException {
    Files.createDirectory(folder.resolve("bright"));
    Path raw = folder.resolve("bright/a.dng");
    Files.copy(SharedData.require("data/raw/canon_kissx4_colorchart_rggb.dng"), raw);
    Files.writeString(folder.resolve("bright/a.yaml"), "exposure_seconds: 0.01\n");
    Files.writeString(folder.resolve("bright/a.xmp"), "<x:xmpmeta/>");
    frame("bright/a.JPG");
    assertThat(read(folder))
        .containsExactly(new MeasuredFrame(raw, Kind.BRIGHT, 1e7, Optional.empty()));
  }

  @Test
  void aFolderWithoutAMeasurementIsReportedWithTheExpectedLayout() {
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            folder
                + ": contains no measurement; put a frames.csv into it that lists the frames, or"
                + " sort them into the folders bright, dark, bright_spatial, dark_spatial");
    assertThatThrownBy(() -> read(folder.resolve("no")))
        .hasMessage(folder.resolve("no") + ": does not exist; check the path");
  }

  @Test
  void theRealMeasurementIsListedCompletely() throws IOException {
    List<MeasuredFrame> frames = read(SharedData.require("data/emva"));

    assertThat(
            frames.stream()
                .collect(Collectors.groupingBy(MeasuredFrame::kind, Collectors.counting())))
        .containsEntry(Kind.BRIGHT, 44L)
        .containsEntry(Kind.DARK, 44L)
        .containsEntry(Kind.BRIGHT_SPATIAL, 16L)
        .containsEntry(Kind.DARK_SPATIAL, 16L);
    assertThat(frames).allMatch(frame -> frame.photons().isPresent() == frame.kind().isBright());
  }

  private static List<MeasuredFrame> read(Path source) throws IOException {
    return MeasurementFiles.read(source, RawDescription.NONE);
  }

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("frames.csv"), text);
  }

  private void frame(String name) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }
}
