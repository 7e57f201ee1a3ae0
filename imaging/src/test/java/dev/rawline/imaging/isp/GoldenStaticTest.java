package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.CompatibilityPreset;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Cfa;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The compatibility preset against the whole static pipeline of an independent implementation:
 * every input, both cameras, all demosaicings, sharpenings and denoisers, after every stage.
 */
class GoldenStaticTest {
  private static final Map<String, ViewName.Demosaic> DEMOSAICING =
      Map.of(
          "bilinear", ViewName.Demosaic.BILINEAR,
          "malvar2004", ViewName.Demosaic.MALVAR,
          "menon2007", ViewName.Demosaic.MENON);

  private static final Map<String, ColourStage> SHARPENING =
      Map.of(
          "sharpening_filter", CompatibilityPreset.SHARPENING_FILTER,
          "unsharp_masking", CompatibilityPreset.UNSHARP_MASKING);

  private static final Map<String, ColourStage> DENOISING =
      Map.of(
          "gaussian_denoising", CompatibilityPreset.GAUSSIAN,
          "median_denoising", CompatibilityPreset.MEDIAN,
          "fft_denoising", CompatibilityPreset.FFT,
          "tv_chambolle", CompatibilityPreset.TV_CHAMBOLLE,
          "tv_bregman", CompatibilityPreset.TV_BREGMAN,
          "bilateral", CompatibilityPreset.BILATERAL);

  @TestFactory
  Stream<DynamicTest> definitionsMatchGoldenFiles() {
    return everyFolder(Precision.DEFINITION);
  }

  @TestFactory
  Stream<DynamicTest> framesMatchGoldenFiles() {
    return everyFolder(Precision.FRAMES);
  }

  private static Stream<DynamicTest> everyFolder(Precision precision) {
    return Golden.folders(SharedData.require("golden/static")).stream()
        .flatMap(input -> Golden.folders(input).stream())
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getParent().getFileName() + " " + folder.getFileName(),
                    () ->
                        assertThat(Golden.differences(folder, everyFile(folder, precision)))
                            .isEmpty()));
  }

  private static Map<String, Comparison> everyFile(Path folder, Precision precision) {
    Camera camera = Camera.preset(folder.getFileName().toString()).orElseThrow();
    Planes raw =
        Golden.read(
            SharedData.require("golden/inputs"), folder.getParent().getFileName().toString());
    Planes mosaic = precision.apply(new BlackLevel(camera.blackLevel()), raw, Cfa.RGGB);

    Map<String, Comparison> files = new HashMap<>();
    files.put("blacklevel", new Comparison(mosaic, precision.linear));
    DEMOSAICING.forEach(
        (name, demosaic) -> {
          Demosaicing demosaicing = CompatibilityPreset.demosaicing(demosaic);
          Planes rgb = precision.apply(demosaicing, mosaic, Cfa.RGGB);
          if (demosaicing instanceof Menon2007 menon) {
            Comparison.Pixels decided = addDecision(files, folder, menon, mosaic, precision);
            files.put(name + ".demosaic", new Comparison(rgb, precision.linear, decided));
            // Decisions of rounding are copied, so that the next stages have the same input.
            rgb = where(decided, rgb, Golden.read(folder, name + ".demosaic"));
          } else {
            files.put(name + ".demosaic", new Comparison(rgb, precision.linear));
          }
          addColours(files, name, rgb, camera, precision);
        });
    return files;
  }

  private static void addColours(
      Map<String, Comparison> files,
      String demosaicing,
      Planes rgb,
      Camera camera,
      Precision precision) {
    Planes balanced = precision.apply(new WhiteBalance(camera.whiteBalance()), rgb);
    Planes corrected = precision.apply(new ColourCorrection(camera.colourMatrix()), balanced);
    files.put(demosaicing + ".wb", new Comparison(balanced, precision.linear));
    files.put(demosaicing + ".cc", new Comparison(corrected, precision.linear));
    SHARPENING.forEach(
        (sharpening, sharpen) -> {
          Planes sharp = precision.apply(sharpen, corrected);
          String sharpName = demosaicing + "." + sharpening;
          files.put(sharpName, new Comparison(sharp, precision.linear));
          DENOISING.forEach(
              (denoising, denoise) -> {
                Planes smooth = precision.apply(denoise, sharp);
                Planes view = precision.apply(Gamma.DEFAULT, smooth);
                String name = sharpName + "." + denoising;
                double linear = precision.after(denoise);
                files.put(name + ".preclip", new Comparison(smooth, linear));
                files.put(name + ".final", new Comparison(view, Math.max(precision.view, linear)));
              });
        });
  }

  /** Adds Menon's margin and decision; returns the pixels that no tie reaches. */
  private static Comparison.Pixels addDecision(
      Map<String, Comparison> files,
      Path folder,
      Menon2007 menon,
      Planes mosaic,
      Precision precision) {
    Planes margin = menon.margin(mosaic, Cfa.RGGB);
    Ties ties = new Ties(Golden.read(folder, "menon2007.margin"), Cfa.RGGB);
    files.put("menon2007.margin", new Comparison(margin, precision.linear));
    files.put(
        "menon2007.M",
        new Comparison(margin.map(votes -> votes >= 0 ? 1 : 0), precision.linear, ties::isClear));
    return ties::spare;
  }

  private static Planes where(Comparison.Pixels here, Planes ours, Planes other) {
    Planes chosen = ours.blank();
    for (int channel = 0; channel < ours.channels; channel++) {
      for (int row = 0; row < ours.height; row++) {
        for (int column = 0; column < ours.width; column++) {
          Planes from = here.includes(row, column) ? ours : other;
          chosen.set(channel, row, column, from.at(channel, row, column));
        }
      }
    }
    return chosen;
  }
}
