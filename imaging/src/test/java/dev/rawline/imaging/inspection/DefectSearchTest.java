package dev.rawline.imaging.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefectSearchTest {
  /**
   * A real frame in which 200 pixels were made hot and 200 dead, against the unaltered frame. All
   * hot ones are found in a single frame. The value that a dead pixel should have is only
   * estimated, and many lie in texture. Defects of the unaltered frame itself count as false
   * detections here.
   */
  @Test
  void defectsOfARealFrameAreFoundOnlyInThatFrame() throws IOException {
    RawImage unaltered = Recordings.nikon("");
    RawImage altered = Recordings.nikon("_badpixels");
    DefectSearch search = new DefectSearch(768, 512);
    search.add(Recordings.around(altered));
    int[] found = new int[2];
    int[] right = new int[2];
    int[] all = new int[2];
    for (int i = 0; i < unaltered.samples().length; i++) {
      if (altered.samples()[i] != unaltered.samples()[i]) {
        all[altered.samples()[i] > unaltered.samples()[i] ? 0 : 1]++;
      }
    }
    for (Defect defect : search.defects()) {
      int at = defect.row() * 768 + defect.column();
      int kind = defect.kind() == Defect.Kind.HOT ? 0 : 1;
      boolean isRight =
          kind == 0
              ? altered.samples()[at] > unaltered.samples()[at]
              : altered.samples()[at] < unaltered.samples()[at];
      found[kind]++;
      right[kind] += isRight ? 1 : 0;
    }
    System.out.printf(
        "hot: %d of %d found, precision %.3f; dead: %d of %d found, precision %.3f%n",
        right[0],
        all[0],
        (double) right[0] / found[0],
        right[1],
        all[1],
        (double) right[1] / found[1]);
    assertThat(right[0]).isEqualTo(all[0]).isEqualTo(200);
    assertThat((double) right[0] / found[0]).isGreaterThan(0.93);
    assertThat(right[1]).isGreaterThan(100);
    assertThat((double) right[1] / found[1]).isGreaterThan(0.95);
  }

  /** In the noise of a smooth scene at most one pixel in 20,000 is reported. */
  @Test
  void intactPixelsAreUnchanged() {
    int named = 0;
    for (int seed = 0; seed < 8; seed++) {
      RawImage image =
          Recordings.Plain.USUAL.record(256, 256, Cfa.RGGB, Recordings.discs(seed, 1.5), seed);
      DefectSearch search = new DefectSearch(256, 256);
      search.add(Recordings.around(image));
      named += search.defects().size();
    }
    System.out.printf("%d of %d defect-free pixels reported as defective%n", named, 8 * 256 * 256);
    assertThat(named).isLessThanOrEqualTo(26);
  }

  /**
   * A coloured edge along each border, at the same place in sixteen images: edges of the scene are
   * no defects.
   */
  @Test
  void edgesAlongTheBorderAreNotReported() {
    int side = 64;
    for (int border = 0; border < 4; border++) {
      int along = border;
      DefectSearch search = null;
      for (int seed = 0; seed < 16; seed++) {
        RawImage image =
            Recordings.Plain.USUAL.record(
                side,
                side,
                Cfa.RGGB,
                (row, column, site) ->
                    site.index() % 3 == 0 && distance(row, column, side, along) < 2 ? 4000 : 2000,
                seed);
        if (search == null) {
          search = new DefectSearch(side, side);
        }
        search.add(Recordings.around(image));
      }
      assertThat(search.defects()).as("border %d", border).isEmpty();
    }
  }

  @Test
  void defectsOnTheBorderAreFoundInOneImage() {
    int side = 64;
    RawImage image =
        Recordings.Plain.USUAL.record(side, side, Cfa.RGGB, (_, _, _) -> 2000, /* seed= */ 3);
    float[] samples = image.samples().clone();
    List<Integer> hot = List.of(31, 20 * side, 21 * side - 1, side * side - 30);
    hot.forEach(place -> samples[place] = 4000);
    DefectSearch search = new DefectSearch(side, side);
    search.add(Recordings.around(image.with(RawImage.Unit.DN, samples)));
    assertThat(search.defects())
        .extracting(defect -> defect.row() * side + defect.column())
        .containsExactlyElementsOf(hot);
  }

  /** Returns how far a pixel lies from the left, right, upper or lower border. */
  private static int distance(int row, int column, int side, int border) {
    return switch (border) {
      case 0 -> column;
      case 1 -> side - 1 - column;
      case 2 -> row;
      default -> side - 1 - row;
    };
  }

  /** No patch of 8×8 pixels of a colour fits into frames of fewer than 16 pixels. */
  @Test
  void tinyFramesAreSearchedToo() {
    for (int side = 5; side < 20; side++) {
      RawImage image = Recordings.Plain.USUAL.record(side, side, Cfa.RGGB, (_, _, _) -> 2000, side);
      float[] samples = image.samples().clone();
      samples[2 * side + 2] = 4000;
      DefectSearch search = new DefectSearch(side, side);
      search.add(Recordings.around(image.with(RawImage.Unit.DN, samples)));
      assertThat(search.defects()).as("%d pixels", side).hasSize(1);
    }
  }

  @Test
  void imagesOfAnotherSizeAreRejected() {
    RawImage image = Recordings.Plain.USUAL.record(64, 48, Cfa.RGGB, Recordings.discs(1, 1), 1);
    DefectSearch search = new DefectSearch(64, 64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.add(Recordings.around(image)))
        .withMessage("the image is 64×48 pixels: expected 64×64 (px) like the device's others");
    assertThat(search.defects()).isEqualTo(List.of());
  }
}
