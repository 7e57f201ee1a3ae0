package dev.rawline.imaging.isp.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.EngineAgreement;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.IspDefinition;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FastDemosaicingTest {
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
    assertThat(FastPath.supports(stage)).isTrue();
    Random random = new Random(Seeds.next(stage.toString()));
    for (int[] size : EngineAgreement.SIZES) {
      RawImage mosaic = EngineAgreement.mosaic(size, random);
      Rendering rendering = new Rendering(stage, List.of(), Gamma.DEFAULT);
      double[] plain = IspDefinition.of(rendering, mosaic).steps().getFirst().output();
      EngineAgreement.assertLinear(
          stage + " of " + mosaic,
          plain,
          new FastDemosaicing(stage).apply(mosaic),
          EngineAgreement.compared(stage, mosaic, 0));
    }
  }

  /**
   * Traces and pullbacks are those of the fast twin, whose last bits differ from the definition's.
   */
  @Test
  void lightPathsUseTheFastDemosaicing() {
    RawImage mosaic =
        EngineAgreement.mosaic(new int[] {61, 67}, new Random(Seeds.next("light path")));
    for (Demosaicing stage : List.of(Bilinear.DEFAULT, Malvar2004.DEFAULT, Menon2007.DEFAULT)) {
      Isp isp = new Isp(List.of(), new Rendering(stage, List.of(), Gamma.DEFAULT));
      LinearRgb colours = new FastDemosaicing(stage).apply(mosaic);
      LinearRgb traced = (LinearRgb) isp.trace(mosaic).steps().get(1).frame();
      assertThat(traced.samples()).isEqualTo(colours.samples());
      assertThat(isp.pull(mosaic).value().samples())
          .isEqualTo(Gamma.DEFAULT.apply(colours).samples());
    }
  }

  @Test
  void otherBordersUseTheDefinition() {
    for (Border border : new Border[] {Border.SYMMETRIC, Border.ZERO}) {
      assertThat(FastPath.supports(new Bilinear(border))).isFalse();
      assertThat(FastPath.supports(new Malvar2004(border))).isFalse();
      assertThat(FastPath.supports(new Menon2007(true, border))).isFalse();
    }
    assertThat(
            FastPath.supports(
                new Menon2007(true, Border.MIRROR, Menon2007.VoteRegion.INSIDE_FRAME)))
        .isFalse();
  }

  @Test
  void existingPictureIsOverwritten() {
    RawImage mosaic = EngineAgreement.mosaic(new int[] {37, 23}, new Random(Seeds.next("into")));
    for (Border border : new Border[] {Border.MIRROR, Border.ZERO}) {
      FastDemosaicing stage = new FastDemosaicing(new Malvar2004(border));
      LinearRgb picture = stage.apply(EngineAgreement.mosaic(new int[] {37, 23}, new Random(1)));
      stage.apply(mosaic, picture);
      assertThat(picture.samples()).isEqualTo(stage.apply(mosaic).samples());
    }
    LinearRgb other = new LinearRgb(2, 2, new float[12]);
    assertThatThrownBy(() -> new FastDemosaicing(new Bilinear(Border.MIRROR)).apply(mosaic, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mosaic of 37×23 pixels needs an output image of that size, got 2×2");
  }

  @Test
  void theMosaicIsUnchanged() {
    RawImage mosaic =
        EngineAgreement.mosaic(new int[] {37, 23}, new Random(Seeds.next("untouched")));
    float[] before = mosaic.samples().clone();
    var _ = new FastDemosaicing(new Menon2007(true, Border.MIRROR)).apply(mosaic);
    assertThat(mosaic.samples()).isEqualTo(before);
  }
}
