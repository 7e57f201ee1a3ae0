package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DemosaicingKernelTest {
  @Test
  void bilinearAgreesWithItsDefinition() {
    assertTwins(new Bilinear(Border.MIRROR));
  }

  @Test
  void malvarAgreesWithItsDefinition() {
    assertTwins(new Malvar2004(Border.MIRROR));
  }

  @Test
  void menonAgreesWithItsDefinition() {
    assertTwins(new Menon2007(true, Border.MIRROR));
  }

  @Test
  void menonWithoutRefiningAgreesWithItsDefinition() {
    assertTwins(new Menon2007(false, Border.MIRROR));
  }

  private static void assertTwins(Demosaicing stage) {
    assertThat(FastPath.serves(stage)).isTrue();
    Random random = new Random(Seeds.next(stage.toString()));
    for (int[] size : Twins.SIZES) {
      RawImage mosaic = Twins.mosaic(size, random);
      Planes plain = Plain.apply(stage, Planes.of(mosaic), mosaic.cfa());
      Twins.assertLinear(
          stage + " of " + mosaic, plain, new FastDemosaicing(stage).apply(mosaic), Twins.compared(stage, mosaic, 0));
    }
  }

  @Test
  void otherBordersAreLeftToTheDefinition() {
    for (Border border : new Border[] {Border.SYMMETRIC, Border.ZERO}) {
      assertThat(FastPath.serves(new Bilinear(border))).isFalse();
      assertThat(FastPath.serves(new Malvar2004(border))).isFalse();
      assertThat(FastPath.serves(new Menon2007(true, border))).isFalse();
    }
    assertThat(FastPath.serves(new Menon2007(true, Border.MIRROR, Menon2007.Votes.INSIDE_FRAME)))
        .isFalse();
  }

  @Test
  void aPictureThatExistsIsOverwritten() {
    RawImage mosaic = Twins.mosaic(new int[] {37, 23}, new Random(Seeds.next("into")));
    for (Border border : new Border[] {Border.MIRROR, Border.ZERO}) {
      FastDemosaicing stage = new FastDemosaicing(new Malvar2004(border));
      LinearRgb picture = stage.apply(Twins.mosaic(new int[] {37, 23}, new Random(1)));
      stage.apply(mosaic, picture);
      assertThat(picture.samples()).isEqualTo(stage.apply(mosaic).samples());
    }
    LinearRgb other = new LinearRgb(2, 2, new float[12]);
    assertThatThrownBy(() -> new FastDemosaicing(new Bilinear(Border.MIRROR)).apply(mosaic, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mosaic of 37×23 pixels needs a picture of that size, got 2×2");
  }

  @Test
  void theMosaicIsNotTouched() {
    RawImage mosaic = Twins.mosaic(new int[] {37, 23}, new Random(Seeds.next("untouched")));
    float[] before = mosaic.samples().clone();
    var _ = new FastDemosaicing(new Menon2007(true, Border.MIRROR)).apply(mosaic);
    assertThat(mosaic.samples()).isEqualTo(before);
  }
}
