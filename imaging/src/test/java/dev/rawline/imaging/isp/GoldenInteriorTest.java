package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Cfa;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The default definitions, with their mirrored borders, against the same golden numbers: away from
 * the edge they agree wherever the definitions do.
 *
 * <p>Each margin is the reach of the edge: the radius of bilinear 1, Malvar 2, Menon 6 (votes 2,
 * and 4 more by the decision they make), sharpening 1, Gaussian 2, median 1, unsharp mask 4. The
 * fft, split Bregman, bilateral and chained unsharp of the reference are other definitions.
 */
class GoldenInteriorTest {

  @TestFactory
  Stream<DynamicTest> stagesMatchGoldenFilesInside() {
    Path folder = SharedData.require("golden/stages/17x23");
    Planes mosaic = Golden.read(folder, "mosaic_in");
    Planes rgb = Golden.read(folder, "rgb_in");
    return Stream.of(
        test(folder, "demosaic_bilinear_RGGB", Bilinear.DEFAULT.plain(mosaic, Cfa.RGGB), 1),
        test(folder, "demosaic_malvar2004_RGGB", Malvar2004.DEFAULT.plain(mosaic, Cfa.RGGB), 2),
        test(folder, "demosaic_menon2007_RGGB", Menon2007.DEFAULT.plain(mosaic, Cfa.RGGB), 6),
        test(folder, "sharpening_filter", StageDefinitions.apply(SharpeningFilter.DEFAULT, rgb), 1),
        test(folder, "unsharp_masking_2d", StageDefinitions.apply(UnsharpMasking.DEFAULT, rgb), 4),
        test(
            folder,
            "gaussian_denoising",
            StageDefinitions.apply(GaussianDenoising.DEFAULT, rgb),
            2),
        test(folder, "median_denoising", StageDefinitions.apply(MedianDenoising.DEFAULT, rgb), 1),
        test(
            folder,
            "tv_chambolle",
            StageDefinitions.apply(new RgbFilter(TvChambolle.DEFAULT), rgb),
            0),
        test(folder, "clip_gamma", Gamma.DEFAULT.plain(rgb), 0));
  }

  @TestFactory
  Stream<DynamicTest> sharpenedViewsMatchGoldenFilesInside() {
    Planes raw = Golden.read(SharedData.require("golden/inputs"), "synth32");
    return Camera.PRESETS.stream()
        .flatMap(
            camera ->
                ViewName.ALL.stream()
                    .filter(view -> view.sharpen() == ViewName.Sharpen.SHARPEN)
                    .map(
                        view -> {
                          String file =
                              "%s.sharpening_filter.%s_denoising.final"
                                  .formatted(fileName(view.demosaic()), fileName(view.denoise()));
                          return test(
                              SharedData.require("golden/static/synth32/" + camera.name()),
                              file,
                              rendered(Isp.of(camera, view), raw),
                              margin(view));
                        }));
  }

  private static DynamicTest test(Path folder, String name, Planes ours, int margin) {
    return DynamicTest.dynamicTest(
        folder.getFileName() + " " + name,
        () ->
            assertThat(Comparison.inside(ours, 1e-9, margin).difference(Golden.read(folder, name)))
                .isEmpty());
  }

  private static Planes rendered(Isp isp, Planes raw) {
    Planes mosaic = raw;
    for (MosaicStage stage : isp.mosaic()) {
      mosaic = StageDefinitions.apply(stage, mosaic, Cfa.RGGB);
    }
    Planes rgb = StageDefinitions.apply(isp.rendering().demosaicing(), mosaic, Cfa.RGGB);
    for (ColourStage stage : isp.rendering().colour()) {
      rgb = StageDefinitions.apply(stage, rgb);
    }
    return isp.rendering().gamma().plain(rgb);
  }

  private static String fileName(ViewName.Demosaic demosaic) {
    return switch (demosaic) {
      case BILINEAR -> "bilinear";
      case MALVAR -> "malvar2004";
      case MENON -> "menon2007";
    };
  }

  private static String fileName(ViewName.Denoise denoise) {
    return switch (denoise) {
      case MEDIAN -> "median";
      case GAUSSIAN -> "gaussian";
    };
  }

  private static int margin(ViewName view) {
    int demosaicing =
        switch (view.demosaic()) {
          case BILINEAR -> 1;
          case MALVAR -> 2;
          case MENON -> 6;
        };
    int sharpening = 1;
    int denoising =
        switch (view.denoise()) {
          case MEDIAN -> 1;
          case GAUSSIAN -> 2;
        };
    return demosaicing + sharpening + denoising;
  }
}
