package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.CompatibilityPreset;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Single stages of the compatibility preset against an independent implementation. */
class GoldenStagesTest {
  private static final Map<String, ColourStage> FILTERS =
      Map.ofEntries(
          Map.entry("sharpening_filter", CompatibilityPreset.SHARPENING_FILTER),
          Map.entry("unsharp_masking", CompatibilityPreset.UNSHARP_MASKING),
          Map.entry("unsharp_masking_r0.5_a2.0", verticalUnsharp(0.5, 2)),
          Map.entry("unsharp_masking_r2.0_a0.7", verticalUnsharp(2, 0.7)),
          Map.entry("unsharp_masking_2d", new UnsharpMasking(1, 1, Border.SYMMETRIC)),
          Map.entry("gaussian_denoising", CompatibilityPreset.GAUSSIAN),
          Map.entry("gaussian_s1.3", new GaussianDenoising(1.3, Border.SYMMETRIC)),
          Map.entry("median_denoising", CompatibilityPreset.MEDIAN),
          Map.entry("median_4", new MedianDenoising(4, Border.SYMMETRIC)),
          Map.entry("median_5", new MedianDenoising(5, Border.SYMMETRIC)),
          Map.entry("fft_denoising", CompatibilityPreset.FFT),
          Map.entry("fft_keep0.1", referenceFft(0.1, FftDenoising.Cut.REFERENCE_COLUMNS)),
          Map.entry("fft_rowcut", referenceFft(0.2, FftDenoising.Cut.REFERENCE_ROWS)),
          Map.entry("tv_chambolle", CompatibilityPreset.TV_CHAMBOLLE),
          Map.entry("tv_bregman", CompatibilityPreset.TV_BREGMAN),
          Map.entry("bilateral", CompatibilityPreset.BILATERAL));

  private static final Map<String, ColourStage> FILTERS_OF_POSITIVE_COLOURS =
      Map.of(
          "gaussian_denoising_pos", CompatibilityPreset.GAUSSIAN,
          "median_denoising_pos", CompatibilityPreset.MEDIAN,
          "fft_denoising_pos", CompatibilityPreset.FFT,
          "tv_chambolle_pos", CompatibilityPreset.TV_CHAMBOLLE,
          "tv_bregman_pos", CompatibilityPreset.TV_BREGMAN,
          "bilateral_pos", CompatibilityPreset.BILATERAL);

  @TestFactory
  Stream<DynamicTest> definitionsMatchGoldenFiles() {
    return everyFolder(Precision.DEFINITION);
  }

  @TestFactory
  Stream<DynamicTest> framesMatchGoldenFiles() {
    return everyFolder(Precision.FRAMES);
  }

  private static Stream<DynamicTest> everyFolder(Precision precision) {
    return Golden.folders(SharedData.require("golden/stages")).stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () ->
                        assertThat(Golden.differences(folder, everyFile(folder, precision)))
                            .isEmpty()));
  }

  private static Map<String, Comparison> everyFile(Path folder, Precision precision) {
    Planes mosaic = Golden.read(folder, "mosaic_in");
    Planes rgb = Golden.read(folder, "rgb_in");
    Planes positive = Golden.read(folder, "rgb_pos_in");

    Map<String, Comparison> files = new HashMap<>();
    files.put("mosaic_in", new Comparison(mosaic, 0));
    files.put("rgb_in", new Comparison(rgb, 0));
    files.put("rgb_pos_in", new Comparison(positive, 0));
    files.put("rgb2yuv", new Comparison(Yuv.of(rgb), 1e-9));
    files.put("yuv2rgb", new Comparison(Yuv.toRgb(rgb), 1e-9));
    files.put("clip_gamma", new Comparison(precision.apply(Gamma.DEFAULT, rgb), precision.view));
    files.putAll(demosaiced(mosaic, precision));
    files.putAll(filtered(FILTERS, rgb, precision));
    files.putAll(filtered(FILTERS_OF_POSITIVE_COLOURS, positive, precision));
    return files;
  }

  private static Map<String, Comparison> demosaiced(Planes mosaic, Precision precision) {
    Map<String, Comparison> files = new HashMap<>();
    Map<String, ViewName.Demosaic> demosaicing =
        Map.of(
            "bilinear", ViewName.Demosaic.BILINEAR,
            "malvar2004", ViewName.Demosaic.MALVAR,
            "menon2007", ViewName.Demosaic.MENON);
    for (Cfa cfa : Cfa.BAYER) {
      demosaicing.forEach(
          (name, demosaic) ->
              files.put(
                  "demosaic_" + name + "_" + cfa,
                  new Comparison(
                      precision.apply(CompatibilityPreset.demosaicing(demosaic), mosaic, cfa),
                      precision.linear)));
    }
    files.put(
        "demosaic_menon2007_norefine",
        new Comparison(
            precision.apply(
                new Menon2007(false, Border.MIRROR, Menon2007.VoteRegion.INSIDE_FRAME),
                mosaic,
                Cfa.RGGB),
            precision.linear));
    return files;
  }

  private static Map<String, Comparison> filtered(
      Map<String, ColourStage> filters, Planes colours, Precision precision) {
    Map<String, Comparison> files = new HashMap<>();
    filters.forEach(
        (name, stage) ->
            files.put(
                name, new Comparison(precision.apply(stage, colours), precision.after(stage))));
    return files;
  }

  private static ColourStage verticalUnsharp(double radius, double amount) {
    return new UnsharpMasking(radius, amount, Border.SYMMETRIC, UnsharpMasking.Blur.VERTICAL);
  }

  private static ColourStage referenceFft(double keep, FftDenoising.Cut cut) {
    return new RgbFilter(new FftDenoising(keep, cut));
  }
}
