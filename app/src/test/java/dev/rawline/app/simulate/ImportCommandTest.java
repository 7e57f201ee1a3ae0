package dev.rawline.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.data.config.DescriptionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final String PICTURES = "../examples/pictures";

  @TempDir private Path work;
  private String out;

  @BeforeEach
  void nameFolder() {
    out = work.resolve("out").toString();
  }

  @Test
  void imagesAreImportedOnce() throws IOException {
    Ran first = run("--as-raw", "microscope", "--licence", "MIT");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .matches(
            "(?s)PSNR bilinear: median \\d+\\.\\d dB, worst .* dB \\(.*\\)\\RPSNR bilinear as"
                + " stored: .*clipped light: .* of the samples would need negative light, .*4"
                + " rendered, 0 skipped \\(up to date\\), 0 rejected: .*");
    assertThat(DescriptionFiles.CARD.read(work.resolve("out/card.yaml")).rights().licence())
        .contains("MIT");

    Ran second = run("--as-raw", "microscope", "--licence", "MIT");
    assertThat(second.out()).contains("0 rendered, 4 skipped");
  }

  @Test
  void importedImagesRenderWithTheirOwnCamera() {
    run("--as-raw", "drone", "--light", "0.8", "--noise", "none");
    Ran views =
        Ran.rawline(
            "views",
            out + "/images/BAS/000001.tiff",
            "--camera",
            "file",
            "--view",
            "menon-unsharp-median",
            "-o",
            out + "/views");
    assertThat(views.code()).as(views.err()).isZero();
  }

  @Test
  void aMissingLicenceIsReported() {
    assertThat(run("--as-raw", "drone", "--count", "1").err())
        .contains(
            "pictures: states no licence: give it with --licence, so that the card states it");
  }

  @Test
  void likelyMistakesAreExplained() throws IOException {
    Ran.rawline("import", "--as-raw", "drone", "-o", out).assertRefused("it lacks RGBDIR");
    run().assertRefused("it lacks --as-raw CAMERA: drone, microscope, or the path");
    Ran.rawline("import", PICTURES, "--as-raw", "drone").assertRefused("it lacks --out DIR");
    run("--as-raw", "dron")
        .assertRefused("there is no camera 'dron': expected drone, microscope, or the path");
    run("--as-raw", "no.yaml").assertRefused("there is no camera 'no.yaml', and no such file");
    run("--as-raw", "../examples/camera.yaml")
        .assertRefused("camera.yaml names no sensor: give --sensor drone, microscope, or");
    run("--as-raw", "drone", "--sensor", "dron").assertRefused("there is no sensor 'dron'");
    run("--as-raw", "drone", "--noise", "much")
        .assertRefused("'much' is no noise: expected sensor or none");
    run("--as-raw", "drone", "--light", "0")
        .assertRefused("light is 0: expected a finite number above 0 (share, no unit)");
    run("--as-raw", "drone", "--count", "0")
        .assertRefused("--count is 0: expected 1 to 4 (number of images)");
    run("--as-raw", "drone", "--seed", "x").assertRefused("'x' is not a whole number");
    Path nowhere = work.resolve("nowhere");
    Ran.rawline("import", nowhere.toString(), "--as-raw", "drone", "-o", out)
        .assertRefused("there is no folder or published data set '" + nowhere + "'");
    Path empty = Files.createDirectories(work.resolve("empty"));
    Ran.rawline("import", empty.toString(), "--as-raw", "drone", "-o", out)
        .assertRefused("empty: is not a data set of a known layout");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aFolderWithAnotherDataSetIsRefused() {
    run("--as-raw", "drone", "--licence", "MIT");
    run("--as-raw", "drone", "--licence", "MIT", "--seed", "2")
        .assertRefused("contains a data set made with other settings (seed 1, not 2)");
  }

  private Ran run(String... more) {
    List<String> words = new ArrayList<>(List.of("import", PICTURES, "-o", out));
    Collections.addAll(words, more);
    return Ran.rawline(words.toArray(String[]::new));
  }
}
