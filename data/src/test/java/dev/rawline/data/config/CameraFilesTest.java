package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraFilesTest {
  @TempDir Path folder;

  @Test
  void aCameraIsReadAsWritten() throws IOException {
    Path file =
        file(
            """
            name: my camera
            scale: black_to_white
            black_level: 0
            white_balance: {red: 2, green: 1, blue: 1.5}
            colour_matrix:
              - [1.5, -0.5, 0]
              - [-2e-1, 1.4, -.2]
              - [0, -1, 2]
            """);
    assertThat(DescriptionFiles.CAMERA.read(file))
        .isEqualTo(
            new Camera(
                "my camera",
                Camera.Scale.BLACK_TO_WHITE,
                SiteValues.uniform(0),
                new Rgb(2, 1, 1.5),
                Matrix3.of(1.5, -0.5, 0, -0.2, 1.4, -0.2, 0, -1, 2)));
  }

  @Test
  void everyCameraSurvivesARoundTrip() throws IOException {
    Path file = folder.resolve("camera.yaml");
    for (Camera preset : Camera.PRESETS) {
      DescriptionFiles.CAMERA.write(preset, file);
      assertThat(DescriptionFiles.CAMERA.read(file)).isEqualTo(preset);
    }
    Random random = new Random(Seeds.next("everyCameraSurvivesARoundTrip"));
    for (String name :
        List.of(
            "on",
            "null",
            "12",
            "#1: {a}",
            "- \"x\"\\",
            "Größe µm",
            " a ",
            "a\u0085b\u2028",
            "😀")) {
      Camera camera =
          new Camera(
              name,
              random.nextBoolean() ? Camera.Scale.FULL_SCALE : Camera.Scale.BLACK_TO_WHITE,
              new SiteValues(any(random), any(random), any(random), any(random)),
              new Rgb(any(random), any(random), any(random)),
              Matrix3.of(random.doubles(9, -1e3, 1e3).toArray()));
      DescriptionFiles.CAMERA.write(camera, file);
      assertThat(DescriptionFiles.CAMERA.read(file)).isEqualTo(camera);
    }
  }

  @Test
  void aWrittenFileExplainsItsNumbers() throws IOException {
    Path file = folder.resolve("camera.yaml");
    DescriptionFiles.CAMERA.write(Camera.DRONE, file);
    assertThat(file)
        .hasContent(
            """
            # what the camera is called in files and on sheets
            name: drone
            # full_scale: raw = DN / (2^container bits − 1); black_to_white: raw = (DN − black) / (white − black), with both levels from the raw file
            scale: full_scale
            # subtracted after scaling; 0 where scale is black_to_white [normalised]
            black_level: {red: 0.0625, green_in_red_row: 0.0626, green_in_blue_row: 0.0625, blue: 0.0626}
            # gains
            white_balance: {red: 2.86653646, green: 1.0, blue: 1.73079425}
            # white-balanced camera colours to linear sRGB; rows make red, green, blue
            colour_matrix:
              - [1.50768983, -0.33571374, -0.17197604]
              - [-0.23048614, 1.70698738, -0.47650126]
              - [-0.03119153, -0.32803956, 1.35923111]
            """);
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file =
        file(
            """
            name: ""
            scale: fullscale
            black_level: .inf
            white_balance: {red: 1, blue: 1e999}
            colour_matrx: [[1, 2, 3]]
            """);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DescriptionFiles.CAMERA.read(file))
        .withMessage(
            file
                + ": "
                + """
                7 errors
                  - name (line 1) is '': expected text (what the camera is called in files and on sheets)
                  - the file lacks colour_matrix: expected 3 rows of 3 numbers, [[…, …, …], …] (white-balanced camera colours to linear sRGB; rows make red, green, blue)
                  - scale (line 2) is 'fullscale': did you mean full_scale? expected full_scale or black_to_white (full_scale: raw = DN / (2^container bits − 1); black_to_white: raw = (DN − black) / (white − black), with both levels from the raw file)
                  - black_level (line 3) is '.inf': expected a number for all pixels, or {red: …, green_in_red_row: …, green_in_blue_row: …, blue: …} [normalised] (subtracted after scaling; 0 where scale is black_to_white)
                  - white_balance.blue (line 4) is '1e999': expected a number
                  - white_balance (line 4) lacks green: expected a number
                  - colour_matrx (line 5) is not a key here: did you mean colour_matrix? expected one of name, scale, black_level, white_balance, colour_matrix\
                """)
        .withNoCause();
  }

  @Test
  void aMatrixOfAnotherShapeIsReported() throws IOException {
    Path file =
        file(
            """
            name: a
            scale: full_scale
            black_level: {red: 1, green: 2, blue: 3}
            white_balance: camera
            colour_matrix: [[1, 2, 3], [1, 2], x]
            """);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DescriptionFiles.CAMERA.read(file))
        .withMessageContaining(
            "black_level (line 3) lacks green_in_blue_row: expected a number [normalised]")
        .withMessageContaining(
            "black_level.green (line 3) is not a key here: did you mean green_in_red_row?")
        .withMessageContaining(
            "white_balance (line 4) is 'camera': expected three numbers, {red: …, green: …, blue:"
                + " …}")
        .withMessageContaining(
            "colour_matrix[1] (line 5) is a list of 2: expected a row of 3 numbers")
        .withMessageContaining("colour_matrix[2] (line 5) is 'x': expected a row of 3 numbers");
  }

  private static double any(Random random) {
    return random.nextGaussian() * Math.pow(10, random.nextInt(-12, 12));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("camera.yaml"), text);
  }
}
