package dev.rawline.imaging.isp.fast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.EngineAgreement;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.IspDefinition;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RenderingTreeTest {
  /** The share of a chain's rounding that arises before its filters, which amplify it. */
  private static final double BEFORE_FILTERS = 0.1;

  private static final Border MIRROR = Border.MIRROR;

  @Test
  void theTwelveViewsAgreeWithTheirDefinition() {
    Random random = new Random(Seeds.next("twelve views"));
    for (int[] size : EngineAgreement.SIZES) {
      Camera camera = Camera.PRESETS.get(random.nextInt(Camera.PRESETS.size()));
      RawImage mosaic = EngineAgreement.mosaic(size, random);
      assertAgrees(twelve(camera), mosaic);
    }
  }

  @Test
  void anyRenderingWithATwinAgreesWithItsDefinition() {
    Random random = new Random(Seeds.next("any rendering"));
    for (int[] size : EngineAgreement.SIZES) {
      List<Rendering> renderings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        renderings.add(rendering(random));
      }
      assertAgrees(renderings, EngineAgreement.mosaic(size, random));
    }
  }

  private static void assertAgrees(List<Rendering> renderings, RawImage mosaic) {
    List<View> views = new RenderingTree(renderings).render(mosaic);
    for (int i = 0; i < renderings.size(); i++) {
      Rendering rendering = renderings.get(i);
      assertThat(FastPath.supports(rendering)).isTrue();
      List<IspDefinition.Step> steps = IspDefinition.of(rendering, mosaic).steps();
      double[] linear = steps.getFirst().output();
      double amplified = EngineAgreement.largest(linear);
      for (IspDefinition.Step step : steps.subList(1, steps.size() - 1)) {
        linear = step.output();
        double gain = gain((ColourStage) step.stage());
        amplified = Math.max(amplified * gain, EngineAgreement.largest(linear));
      }
      EngineAgreement.assertView(
          rendering.toString(),
          linear,
          Math.max(EngineAgreement.largest(linear), BEFORE_FILTERS * amplified),
          rendering.gamma(),
          views.get(i),
          EngineAgreement.compared(rendering.demosaicing(), mosaic, 3 * 8));
    }
  }

  /** Returns by how much a filter amplifies the rounding of its input. */
  private static double gain(ColourStage stage) {
    return switch (stage) {
      case SharpeningFilter sharpening -> 9;
      case UnsharpMasking unsharp -> 1 + 2 * unsharp.amount();
      default -> 1;
    };
  }

  private static Rendering rendering(Random random) {
    Demosaicing demosaicing =
        switch (random.nextInt(4)) {
          case 0 -> new Bilinear(MIRROR);
          case 1 -> new Malvar2004(MIRROR);
          case 2 -> new Menon2007(true, MIRROR);
          default -> new Menon2007(false, MIRROR);
        };
    List<ColourStage> colour = new ArrayList<>();
    if (random.nextBoolean()) {
      colour.add(new WhiteBalance(EngineAgreement.gains(random)));
    }
    if (random.nextBoolean()) {
      colour.add(new HighlightClip(random.nextDouble(0.5, 1)));
    }
    if (random.nextBoolean()) {
      colour.add(new ColourCorrection(EngineAgreement.matrix(random)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      colour.add(
          switch (random.nextInt(4)) {
            case 0 -> new SharpeningFilter(MIRROR);
            case 1 -> new UnsharpMasking(random.nextDouble(2), random.nextDouble(2), MIRROR);
            case 2 -> new GaussianDenoising(random.nextDouble(2), MIRROR);
            default -> new MedianDenoising(3, MIRROR);
          });
    }
    return new Rendering(demosaicing, colour, new Gamma(random.nextDouble(1, 3), 0));
  }

  @Test
  void viewsDoNotDependOnHowTheyAreRendered() {
    Random random = new Random(Seeds.next("same bits"));
    for (int[] size : new int[][] {{2, 3}, {61, 67}, {257, 300}, {1031, 157}}) {
      RawImage mosaic = EngineAgreement.mosaic(size, random);
      List<Rendering> twelve = twelve(Camera.DRONE);
      List<View> views = new RenderingTree(twelve, 1).render(mosaic);
      List<View> onThreads = new RenderingTree(twelve, 5).render(mosaic);
      for (int i = 0; i < twelve.size(); i++) {
        View alone = new RenderingTree(List.of(twelve.get(i)), 1).render(mosaic).getFirst();
        assertThat(onThreads.get(i).samples()).isEqualTo(views.get(i).samples());
        assertThat(alone.samples()).isEqualTo(views.get(i).samples());
      }
      for (int threads : new int[] {1, 5}) {
        Collected collected = new Collected(mosaic, twelve.size());
        RenderingTree tree = new RenderingTree(twelve, threads);
        tree.render(mosaic, collected);
        tree.render(mosaic, collected);
        for (int i = 0; i < twelve.size(); i++) {
          assertThat(collected.samples[i]).isEqualTo(views.get(i).samples());
        }
      }
    }
  }

  @Test
  void cropOfARenderingIsTheRenderingOfTheCrop() {
    RawImage whole = EngineAgreement.mosaic(new int[] {300, 200}, new Random(Seeds.next("part")));
    RawImage part = whole.crop(20, 32, 100, 150);
    RenderingTree tree = new RenderingTree(twelve(Camera.DRONE));
    List<View> ofWhole = tree.render(whole);
    List<View> ofPart = tree.render(part);
    int halo = 16;
    for (int i = 0; i < ofWhole.size(); i++) {
      for (int row = halo; row < part.height() - halo; row++) {
        for (int column = halo; column < part.width() - halo; column++) {
          assertThat(ofPart.get(i).samples()[row * part.width() + column])
              .isEqualTo(ofWhole.get(i).samples()[(row + 20) * whole.width() + column + 32]);
        }
      }
    }
  }

  @Test
  void renderingsWithoutATwinRunStageByStage() {
    RawImage mosaic =
        EngineAgreement.mosaic(new int[] {40, 30}, new Random(Seeds.next("in place")));
    Rendering fast = twelve(Camera.DRONE).getFirst();
    Rendering plain =
        new Rendering(
            new Bilinear(Border.ZERO), List.of(new MedianDenoising(5, MIRROR)), Gamma.DEFAULT);
    assertThat(FastPath.supports(plain)).isFalse();
    RenderingTree tree = new RenderingTree(List.of(plain, fast, plain));
    List<View> views = tree.render(mosaic);
    View expected = plain.chain().apply(mosaic);
    assertThat(views.get(0).samples()).isEqualTo(expected.samples());
    assertThat(views.get(2).samples()).isEqualTo(expected.samples());
    assertThat(views.get(1).samples())
        .isEqualTo(new RenderingTree(List.of(fast)).render(mosaic).getFirst().samples());
    Collected collected = new Collected(mosaic, 3);
    tree.render(mosaic, collected);
    for (int i = 0; i < 3; i++) {
      assertThat(collected.samples[i]).isEqualTo(views.get(i).samples());
    }
  }

  @Test
  void onlySupportedRenderingsTakeTheFastPath() {
    WhiteBalance balance = new WhiteBalance(EngineAgreement.gains(new Random(1)));
    SharpeningFilter sharpening = new SharpeningFilter(MIRROR);
    Bilinear bilinear = new Bilinear(MIRROR);
    assertThat(
            FastPath.supports(new Rendering(bilinear, List.of(balance, sharpening), Gamma.DEFAULT)))
        .isTrue();
    assertThat(
            FastPath.supports(new Rendering(bilinear, List.of(sharpening, balance), Gamma.DEFAULT)))
        .isFalse();
    assertThat(FastPath.supports(new Rendering(bilinear, List.of(), new Gamma(7, 0)))).isFalse();
    for (LumaStage filter :
        List.of(
            new SharpeningFilter(Border.ZERO),
            new UnsharpMasking(1, 1, Border.SYMMETRIC),
            new UnsharpMasking(1, 1, MIRROR, UnsharpMasking.Blur.VERTICAL),
            new UnsharpMasking(30, 1, MIRROR),
            new GaussianDenoising(0.5, Border.SYMMETRIC),
            new GaussianDenoising(30, MIRROR),
            new MedianDenoising(5, MIRROR),
            new MedianDenoising(3, Border.ZERO))) {
      assertThat(FastPath.supports(new Rendering(bilinear, List.of(filter), Gamma.DEFAULT)))
          .as("%s", filter)
          .isFalse();
    }
  }

  @Test
  void anErrorOfTheSinkReachesTheCaller() {
    RawImage mosaic = EngineAgreement.mosaic(new int[] {64, 64}, new Random(Seeds.next("sink")));
    for (int threads : new int[] {1, 2}) {
      RenderingTree tree = new RenderingTree(twelve(Camera.DRONE), threads);
      assertThatThrownBy(
              () ->
                  tree.render(
                      mosaic,
                      (rendering, row, band) -> {
                        throw new IllegalStateException("the disk is full");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the disk is full");
      assertThat(tree.render(mosaic)).hasSize(12);
    }
  }

  @Test
  void aTreeNeedsARenderingAndAThread() {
    assertThatThrownBy(() -> new RenderingTree(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a tree needs at least 1 rendering and 1 thread, got 0 and %d"
                .formatted(Runtime.getRuntime().availableProcessors()));
    assertThatThrownBy(() -> new RenderingTree(twelve(Camera.DRONE), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tree needs at least 1 rendering and 1 thread, got 12 and 0");
  }

  static List<Rendering> twelve(Camera camera) {
    return ViewName.ALL.stream().map(name -> Isp.of(camera, name).rendering()).toList();
  }

  /** Joins bands and checks that they arrive in order. */
  private static final class Collected implements BandSink {
    final float[][] samples;
    private final RawImage mosaic;
    private final int[] rows;

    Collected(RawImage mosaic, int renderings) {
      this.mosaic = mosaic;
      this.samples = new float[renderings][3 * mosaic.width() * mosaic.height()];
      this.rows = new int[renderings];
    }

    @Override
    public void accept(int rendering, int firstRow, View band) {
      assertThat(band.width()).isEqualTo(mosaic.width());
      assertThat(firstRow).isEqualTo(rows[rendering]);
      rows[rendering] = (firstRow + band.height()) % mosaic.height();
      int count = band.height() * band.width();
      for (int plane = 0; plane < 3; plane++) {
        System.arraycopy(
            band.samples(),
            plane * count,
            samples[rendering],
            (plane * mosaic.height() + firstRow) * mosaic.width(),
            count);
      }
    }
  }
}
