package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.StageLaws.Size;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The parametrized light path with a camera's own parameters is the view bilinear-sharpen-gaussian
 * at every pixel: there is one definition.
 */
class ParametrizedTest {
  private static final ViewName VIEW = ViewName.parse("bilinear-sharpen-gaussian");

  private static final List<Size> SIZES =
      List.of(
          new Size(2, 2),
          new Size(2, 7),
          new Size(3, 5),
          new Size(5, 2),
          new Size(17, 23),
          new Size(32, 31),
          new Size(61, 67));

  /** One mosaic for one camera. */
  private record Case(Camera camera, RawImage mosaic) {
    @Override
    public String toString() {
      return camera.name() + ", " + mosaic;
    }
  }

  @TestFactory
  Stream<DynamicTest> definitionsAreEqual() {
    return cases("definitions")
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.toString(),
                    () -> {
                      Planes raw = Planes.of(each.mosaic);
                      Cfa cfa = each.mosaic.cfa();
                      double[] parametrized =
                          IspDefinition.of(Isp.parametrized(each.camera), raw, cfa).view().samples;
                      double[] fixed =
                          IspDefinition.of(Isp.of(each.camera, VIEW), raw, cfa).view().samples;
                      assertThat(parametrized).containsExactly(fixed, offset(1e-12));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> framesAreEqual() {
    return cases("frames")
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.toString(),
                    () -> {
                      Isp isp = Isp.parametrized(each.camera);
                      IspDefinition fixed =
                          IspDefinition.of(
                              Isp.of(each.camera, VIEW), Planes.of(each.mosaic), each.mosaic.cfa());
                      for (View view :
                          List.of(isp.apply(each.mosaic), isp.pull(each.mosaic).value())) {
                        EngineAgreement.assertView(
                            "parametrized",
                            fixed.linear(),
                            EngineAgreement.largest(fixed.linear()),
                            Gamma.DEFAULT,
                            view,
                            everyPixel(view));
                      }
                    }));
  }

  private static boolean[] everyPixel(View view) {
    boolean[] every = new boolean[view.width() * view.height()];
    Arrays.fill(every, true);
    return every;
  }

  private static Stream<Case> cases(String law) {
    Random random = new Random(Seeds.next("ParametrizedTest, " + law));
    return Camera.PRESETS.stream()
        .flatMap(
            camera ->
                SIZES.stream()
                    .flatMap(
                        size ->
                            Cfa.BAYER.stream()
                                .map(cfa -> new Case(camera, mosaic(size, cfa, random)))));
  }

  private static RawImage mosaic(Size size, Cfa cfa, Random random) {
    float[] samples = new float[size.height() * size.width()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat();
    }
    return RawImage.normalised(size.width(), size.height(), cfa, samples);
  }
}
