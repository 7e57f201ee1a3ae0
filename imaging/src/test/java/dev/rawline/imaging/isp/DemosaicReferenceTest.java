package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Demosaicing against published reference pictures of a crop of the Lighthouse.
 *
 * <p>Two green samples of it are exactly 0; the program that computed Menon's reference treated
 * them as missing, so pixels of that value are excluded.
 */
class DemosaicReferenceTest {

  /**
   * The references were computed from the whole picture, so the crop's margin has other neighbours.
   */
  private static final int MARGIN = 16;

  /** The references are float32. */
  private static final double TOLERANCE = 1e-6;

  @TestFactory
  Stream<DynamicTest> referencesAreReproduced() {
    Path folder = SharedData.require("data/demosaic_reference");
    Map<String, Demosaicing> methods =
        Map.of(
            "bilinear", Bilinear.DEFAULT,
            "malvar2004", Malvar2004.DEFAULT,
            "menon2007", Menon2007.DEFAULT);
    return Stream.of(Cfa.RGGB, Cfa.GRBG)
        .flatMap(
            cfa ->
                methods.keySet().stream()
                    .sorted()
                    .map(
                        method -> {
                          String layout = cfa.toString().toLowerCase(Locale.ROOT);
                          Planes mosaic = Golden.read(folder, "lighthouse_cfa_" + layout);
                          String name = "lighthouse_" + method + "_" + layout;
                          Planes ours = StageDefinitions.apply(methods.get(method), mosaic, cfa);
                          return DynamicTest.dynamicTest(
                              name,
                              () ->
                                  assertThat(
                                          Comparison.inside(ours, TOLERANCE, MARGIN)
                                              .where(
                                                  (row, column) -> mosaic.at(0, row, column) != 0)
                                              .difference(Golden.read(folder, name)))
                                      .isEmpty());
                        }));
  }
}
