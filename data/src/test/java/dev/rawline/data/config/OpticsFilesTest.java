package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.optics.AiryDisc;
import dev.rawline.imaging.optics.Aperture;
import dev.rawline.imaging.optics.DefocusDisc;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.LengthUnit;
import dev.rawline.imaging.optics.LinearMotion;
import dev.rawline.imaging.optics.MeasuredSpread;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.optics.PointSpreadFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpticsFilesTest {
  private static final String VALID =
      """
      name: bench lens
      aperture: 4
      focal_length: 25
      transmission: 0.92
      wavelengths: {red: 610, green: 535, blue: 465}
      point_spread: {gaussian: {sigma: {red: 1.6, green: 1.4, blue: 1.5}, unit: micrometres}}
      natural_vignetting: true
      vignetting: [-0.004, 1e-5]
      magnifications: {red: 1.0003, green: 1, blue: 0.9998}
      spacing: 1e-4
      origins:
        point_spread: {basis: measured, note: slanted edge}
      """;

  private static final OpticsSpec BENCH =
      new OpticsSpec(
          "bench lens",
          new Aperture.FNumber(4),
          25,
          0.92,
          new Rgb(610, 535, 465),
          new GaussianSpread(new Rgb(1.6, 1.4, 1.5), LengthUnit.MICROMETRES),
          /* naturalVignetting= */ true,
          List.of(-0.004, 1e-5),
          new Rgb(1.0003, 1, 0.9998),
          OptionalDouble.of(1e-4),
          Map.of("pointSpread", new ValueOrigin(ValueOrigin.Basis.MEASURED, "slanted edge")));

  private static final Kernel CROSS = Kernel.of(0, 0.1, 0, 0.1, 0.6, 0.1, 0, 0.1, 0);

  @TempDir Path folder;

  @Test
  void opticsAreReadAsWritten() throws IOException {
    assertThat(OpticsFiles.read(file(VALID))).isEqualTo(BENCH);
  }

  @Test
  void everyComponentHasAKeyAndSurvivesARoundTrip() throws IOException {
    Path file = folder.resolve("lens.yaml");
    for (OpticsSpec preset : OpticsSpec.PRESETS) {
      OpticsFiles.write(preset, file);
      assertThat(OpticsFiles.read(file)).isEqualTo(preset);
    }
    for (PointSpreadFunction function :
        List.of(
            new AiryDisc(BENCH.wavelengths(), 4),
            GaussianSpread.pixels(0.1 + 0.2),
            new DefocusDisc(1 / 3.0, LengthUnit.PIXELS),
            new LinearMotion(7, LengthUnit.MICROMETRES, -33.3),
            MeasuredSpread.of(CROSS),
            new MeasuredSpread(CROSS, Kernel.of(0, 0, 0, 0, 1, 0, 0, 0, 0.25), CROSS))) {
      OpticsSpec optics = BENCH.with(function);
      OpticsFiles.write(optics, file);
      assertThat(OpticsFiles.read(file)).isEqualTo(optics);
    }
  }

  @Test
  void pointImagesOfDifferentSizesArePaddedWithZeros() throws IOException {
    Path file = folder.resolve("lens.yaml");
    Kernel point = Kernel.of(1);
    OpticsFiles.write(BENCH.with(new MeasuredSpread(CROSS, point, point)), file);
    assertThat(OpticsFiles.read(file).pointSpread())
        .isEqualTo(
            new MeasuredSpread(
                CROSS, Kernel.of(0, 0, 0, 0, 1, 0, 0, 0, 0), Kernel.of(0, 0, 0, 0, 1, 0, 0, 0, 0)));
  }

  @Test
  void aMeasuredPointSpreadMayBeText() throws IOException {
    Files.writeString(folder.resolve("psf.csv"), "0, 0.1, 0\n0.1, 0.6, 0.1\n0, 1e-1, 0\n\n");
    assertThat(OpticsFiles.read(file(measured("psf.csv"))).pointSpread())
        .isEqualTo(MeasuredSpread.of(CROSS));
  }

  @Test
  void aFileThatIsNoImageOfAPointIsRejected() throws IOException {
    assertRejected(
        measured("no.npy"), folder.resolve("no.npy") + ": the file does not exist: check its path");
    Path npy = folder.resolve("a.npy");
    String remedy =
        ": expected an odd square of weights, or three of them (red, green, blue), of float32 or"
            + " float64; save numpy.asarray(image, 'float64') by numpy.save";
    Files.write(npy, NumpyArray.write(List.of(4), new float[4]));
    assertRejected(measured("a.npy"), npy + " is an array of shape (4,)" + remedy);
    Files.write(npy, NumpyArray.write(List.of(1, 3), new float[3]));
    assertRejected(
        measured("a.npy"),
        npy
            + " is no image of a point: a kernel has an odd number of rows and as many columns, got"
            + " rows of [3] weights");
    Files.write(npy, NumpyArray.write(List.of(1, 1), new float[1]));
    assertRejected(
        measured("a.npy"),
        npy
            + " is no image of a point: measured point spread of RED has no weight above 0:"
            + " expected the image of a point");
    Path csv = Files.writeString(folder.resolve("a.csv"), "1;2;3\n");
    assertRejected(
        measured("a.csv"),
        csv + " is no image of a point: it contains '1;2;3': expected comma-separated numbers");
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file =
        file(
            VALID
                .replace("aperture: 4", "aperture: {numerical_aperture: 0.9}")
                .replace("gaussian: {", "gausian: {")
                .replace("natural_vignetting: true", "natural_vignetting: cos4")
                .replace("[-0.004, 1e-5]", "[-0.004, x]")
                .replace("focal_length: 25", "focal_length: -25"));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> OpticsFiles.read(file))
        .withMessage(
            file
                + ": "
                + """
                5 errors
                  - aperture (line 2) lacks magnification: expected a number
                  - focal_length (line 3) is -25: expected a number above 0 [mm] (the focal length)
                  - point_spread.gausian (line 6) is not a key here: did you mean gaussian? expected one of gaussian, defocus, motion, measured
                  - natural_vignetting (line 7) is 'cos4': expected true or false (whether the irradiance falls off with the fourth power of the cosine of the field angle)
                  - vignetting[1] (line 8) is 'x': expected a number [mm⁻²ⁱ]\
                """);
  }

  @Test
  void contradictoryKeysAreRejected() throws IOException {
    assertRejected(
        VALID.replaceAll("spacing.*\n", ""),
        "spacing is missing: expected a finite number above 0 (m)");
    assertRejected(
        VALID.replace("aperture: 4", "aperture: {numerical_aperture: 0.95, magnification: 40}"),
        "spacing (line 10) is 1.0E-4: expected none (m), since an objective's is the pixel"
            + " pitch over its magnification");
    assertRejected(
        VALID.replaceFirst(
            "point_spread: .*\n",
            "point_spread: {measured: a.npy, defocus: {diameter: 3, unit: pixels}}\n"),
        "point_spread (line 6) contains 2 kinds of point-spread function: expected the word"
            + " diffraction, or {gaussian: …}, {defocus: …}, {motion: …} or {measured: …}");
  }

  private static String measured(String name) {
    return VALID.replaceFirst("point_spread: .*\n", "point_spread: {measured: " + name + "}\n");
  }

  private void assertRejected(String text, String problem) throws IOException {
    Path file = file(text);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> OpticsFiles.read(file))
        .withMessage(file + ": " + problem);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("optics.yaml"), text);
  }
}
