package dev.rawline.imaging.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.numeric.Estimate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views of a monochrome image: three equal planes, and the gradient through them. */
class MonochromeTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 11;
  private static final int AREA = WIDTH * HEIGHT;

  /** Grey stays grey by this camera, whose gains and matrix differ by colour. */
  private static final Camera COLOURS =
      new Camera(
          "colours",
          Camera.Scale.FULL_SCALE,
          SiteValues.uniform(0.06),
          new Rgb(2.5, 1.25, 1.75),
          Matrix3.of(1.5, -0.3, -0.2, -0.2, 1.7, -0.5, 0, -0.4, 1.4));

  /** The same camera, had it no filters: all gains are that of green. */
  private static final Camera GREY =
      new Camera(
          "grey",
          Camera.Scale.FULL_SCALE,
          SiteValues.uniform(0.06),
          new Rgb(1.25, 1.25, 1.25),
          Matrix3.IDENTITY);

  private static RawImage random(String name, Cfa cfa) {
    Random random = new Random(Seeds.next("MonochromeTest, " + name));
    float[] samples = new float[AREA];
    for (int i = 0; i < AREA; i++) {
      samples[i] = random.nextFloat(0.43f, 0.49f);
    }
    return RawImage.normalised(WIDTH, HEIGHT, cfa, samples);
  }

  /** A slope with so little noise that no small step changes the order of samples in a median. */
  private static RawImage slope() {
    Random random = new Random(Seeds.next("MonochromeTest, slope"));
    float[] samples = new float[AREA];
    for (int i = 0; i < AREA; i++) {
      int row = i / WIDTH;
      samples[i] = 0.43f + 0.003f * (i % WIDTH) + 0.0017f * row + random.nextFloat(0, 5e-5f);
    }
    return RawImage.normalised(WIDTH, HEIGHT, Cfa.MONOCHROME, samples);
  }

  private static Stream<Isp> chains() {
    return Stream.concat(
        ViewName.ALL.stream().map(name -> Isp.of(COLOURS, name)),
        Stream.of(Isp.parametrized(COLOURS)));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void threePlanesAreEqual(Isp isp) {
    float[] view = isp.apply(random("planes", Cfa.MONOCHROME)).samples();
    for (int plane = 1; plane < View.CHANNELS; plane++) {
      assertThat(Arrays.copyOfRange(view, plane * AREA, (plane + 1) * AREA))
          .containsExactly(Arrays.copyOf(view, AREA), offset(1e-6f));
    }
  }

  /** No sharpening, no denoising: the view is the gamma of gain · (sample − black). */
  @Test
  void plainViewIsTheImageItself() {
    RawImage raw = random("plain", Cfa.MONOCHROME);
    float[] view = Isp.plain(COLOURS, Menon2007.DEFAULT).apply(raw).samples();
    for (int i = 0; i < view.length; i++) {
      double linear = 1.25 * (raw.samples()[i % AREA] - 0.06);
      assertThat(view[i]).isCloseTo((float) Math.pow(Math.min(1, linear), 1 / 2.2), offset(1e-5f));
    }
  }

  /** The fast path of views is the chain of definitions, on any size. */
  @ParameterizedTest
  @MethodSource("chains")
  void fastPathMatchesTheDefinition(Isp isp) {
    for (int[] size : new int[][] {{2, 2}, {13, 11}, {131, 40}, {40, 300}}) {
      Random random = new Random(Seeds.next("MonochromeTest, fast"));
      float[] samples = new float[size[0] * size[1]];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = random.nextFloat(0.1f, 0.9f);
      }
      RawImage raw = RawImage.normalised(size[0], size[1], Cfa.MONOCHROME, samples);
      assertThat(linear(isp.apply(raw)))
          .containsExactly(linear(isp.pull(raw).value()), offset(1e-5f));
    }
  }

  /** Returns a view before its gamma, whose slope at 0 has no bound. */
  private static float[] linear(View view) {
    float[] linear = view.samples().clone();
    for (int i = 0; i < linear.length; i++) {
      linear[i] = (float) Math.pow(linear[i], 2.2);
    }
    return linear;
  }

  /** Gains of red and blue and the colour matrix do not apply, in views and in bands. */
  @Test
  void coloursDoNotApply() {
    RawImage raw = random("neutral", Cfa.MONOCHROME);
    List<View> colours = new ViewRenderer(COLOURS, ViewName.ALL).render(raw);
    List<View> grey = new ViewRenderer(GREY, ViewName.ALL).render(raw);
    for (int i = 0; i < colours.size(); i++) {
      assertThat(colours.get(i).samples()).containsExactly(grey.get(i).samples());
    }
    ViewName name = ViewName.ALL.getFirst();
    Isp.of(COLOURS, name)
        .apply(
            raw,
            (number, row, band) -> {
              assertThat(row).isZero();
              assertThat(band.samples()).containsExactly(colours.getFirst().samples());
            });
  }

  /** The gradient by the samples and by every number of the chain is the finite difference. */
  @ParameterizedTest
  @MethodSource("chains")
  void pullbackMatchesFiniteDifferences(Isp isp) {
    RawImage raw = slope();
    Random random = new Random(Seeds.next("MonochromeTest, cotangent"));
    float[] coefficients = new float[3 * AREA];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = random.nextFloat(0, 1);
    }
    Gradient<RawImage> gradient = isp.pull(raw).back(new View(WIDTH, HEIGHT, coefficients));
    double[] theta = isp.theta().vector();
    double largest = Arrays.stream(gradient.parameters()).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < theta.length; i++) {
      double step = 4e-3;
      double[] ahead = theta.clone();
      ahead[i] += step;
      double[] behind = theta.clone();
      behind[i] -= step;
      if (isp.theta().name(i).endsWith("floor")) {
        continue; // no sample is as dark
      }
      double slope =
          (loss(isp.with(isp.theta().with(ahead)), raw, coefficients)
                  - loss(isp.with(isp.theta().with(behind)), raw, coefficients))
              / (2 * step);
      assertThat(gradient.parameters()[i])
          .as(isp.theta().name(i))
          .isCloseTo(slope, offset(1e-4 * largest));
    }
    double squares = 0;
    float[] ahead = raw.samples().clone();
    float[] behind = raw.samples().clone();
    for (int i = 0; i < AREA; i++) {
      float slope = gradient.input().samples()[i];
      squares += (double) slope * slope;
      // So small a step that the order of a median's samples stays.
      ahead[i] += 5e-6f * slope;
      behind[i] -= 5e-6f * slope;
    }
    double change =
        loss(isp, raw.with(raw.unit(), ahead), coefficients)
            - loss(isp, raw.with(raw.unit(), behind), coefficients);
    assertThat(change).isCloseTo(1e-5 * squares, offset(5e-3 * 1e-5 * squares));
  }

  private static double loss(Isp isp, RawImage raw, float[] coefficients) {
    float[] view = isp.apply(raw).samples();
    double sum = 0;
    for (int i = 0; i < view.length; i++) {
      sum += (double) coefficients[i] * view[i];
    }
    return sum;
  }

  /** A batch may hold mosaics and monochrome images; each is rendered as alone. */
  @ParameterizedTest
  @MethodSource("chains")
  void batchEqualsItsImagesRenderedSeparately(Isp isp) {
    List<RawImage> raws = List.of(random("a", Cfa.MONOCHROME), random("b", Cfa.GRBG));
    float[] views = new float[6 * AREA];
    IspBatch batch = new IspBatch(isp, 2);
    batch.forward(raws, views);
    double[] ofTheta = new double[isp.theta().size()];
    float[] ofMosaics = new float[2 * AREA];
    float[] cotangents = new float[6 * AREA];
    Arrays.fill(cotangents, 0.5f);
    batch.backward(raws, cotangents, ofTheta, ofMosaics);
    double[] sum = new double[ofTheta.length];
    for (int i = 0; i < 2; i++) {
      var pulled = isp.pull(raws.get(i));
      assertThat(Arrays.copyOfRange(views, i * 3 * AREA, (i + 1) * 3 * AREA))
          .containsExactly(isp.apply(raws.get(i)).samples(), offset(1e-4f));
      Gradient<RawImage> gradient =
          pulled.back(new View(WIDTH, HEIGHT, Arrays.copyOf(cotangents, 3 * AREA)));
      for (int j = 0; j < sum.length; j++) {
        sum[j] += gradient.parameters()[j];
      }
      assertThat(Arrays.copyOfRange(ofMosaics, i * AREA, (i + 1) * AREA))
          .containsExactly(gradient.input().samples());
    }
    assertThat(ofTheta).containsExactly(sum, offset(1e-9));
  }

  /**
   * A batch of monochrome images through the parametrized chain takes the path of mosaics: bit by
   * bit that of the chain that leaves each sample in its plane and adds the planes. Its gradients
   * are those of the definition: cotangents of one sign do not cancel in sums, whose rounding is
   * measured by the largest.
   */
  @Test
  void parametrizedBatchTakesTheFastPath() {
    Isp isp = Isp.parametrized(COLOURS);
    double[] copying = isp.theta().vector();
    for (int i = 0; i < copying.length; i++) {
      String name = isp.theta().name(i);
      if (name.startsWith("demosaic")) {
        copying[i] = name.endsWith("[1][1]") ? 1 : 0;
      } else if (name.startsWith("white_balance")) {
        copying[i] = COLOURS.whiteBalance().green();
      } else if (name.startsWith("colour_matrix")) {
        copying[i] = 1;
      }
    }
    List<RawImage> raws = List.of(random("c", Cfa.MONOCHROME), random("d", Cfa.MONOCHROME));
    float[] views = new float[6 * AREA];
    IspBatch batch = new IspBatch(isp, 2);
    batch.forward(raws, views);
    float[] copies = new float[6 * AREA];
    IspBatch mosaics = new IspBatch(isp.with(isp.theta().with(copying)), 2);
    mosaics.forward(raws.stream().map(raw -> raw.with(Cfa.GBRG)).toList(), copies);
    assertThat(views).containsExactly(copies);

    Random random = new Random(Seeds.next("MonochromeTest, cotangents of a batch"));
    float[] cotangents = new float[6 * AREA];
    for (int i = 0; i < cotangents.length; i++) {
      cotangents[i] = random.nextFloat(0, 1);
    }
    double[] ofTheta = new double[copying.length];
    float[] ofImages = new float[2 * AREA];
    batch.backward(raws, cotangents, ofTheta, ofImages);
    double[] sum = new double[copying.length];
    for (int i = 0; i < 2; i++) {
      float[] cotangent = Arrays.copyOfRange(cotangents, i * 3 * AREA, (i + 1) * 3 * AREA);
      Gradient<RawImage> gradient = isp.pull(raws.get(i)).back(new View(WIDTH, HEIGHT, cotangent));
      for (int j = 0; j < sum.length; j++) {
        sum[j] += gradient.parameters()[j];
      }
      assertThat(Arrays.copyOfRange(ofImages, i * AREA, (i + 1) * AREA))
          .containsExactly(gradient.input().samples(), offset(1e-3f));
    }
    double largest = Arrays.stream(sum).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < sum.length; i++) {
      assertThat(ofTheta[i]).as(isp.theta().name(i)).isCloseTo(sum[i], offset(2e-6 * largest));
      if (sum[i] == 0) {
        assertThat(ofTheta[i]).as(isp.theta().name(i)).isZero();
      }
    }
  }

  /** A monochrome file needs levels, but neither white balance nor colour matrix. */
  @Test
  void fileNeedsNoColours() {
    Calibration levels = Calibration.ofLevels(16, SiteValues.uniform(64), 4095, "test");
    RawImage raw =
        new RawImage(2, 1, Cfa.MONOCHROME, RawImage.Unit.DN, new float[] {64, 4095}, levels);
    Camera camera = Camera.of(raw);
    assertThat(camera.whiteBalance()).isEqualTo(new Rgb(1, 1, 1));
    assertThat(camera.colourMatrix()).isEqualTo(Matrix3.IDENTITY);
    assertThat(camera.normalise(raw).samples()).containsExactly(0, 1);
    assertThatThrownBy(() -> Camera.of(raw.with(Cfa.RGGB)))
        .hasMessageContaining("lacks white balance, colour matrix");
  }

  /** An image is measured as a mosaic of equal colours, but for its layout and its four levels. */
  @Test
  void inspectionIsThatOfEqualColours() {
    Random random = new Random(Seeds.next("MonochromeTest, inspection"));
    float[] samples = new float[96 * 96];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.round(300 + 10 * random.nextGaussian());
    }
    Inspector inspector = new Inspector(SiteValues.uniform(64), 4095, 1, 0);
    RawImage raw =
        new RawImage(96, 96, Cfa.MONOCHROME, RawImage.Unit.DN, samples, Calibration.unknown(12));
    Inspection grey = inspector.inspect(raw);
    assertThat(grey.cfa()).isEqualTo(Cfa.MONOCHROME);
    RawImage colours = raw.with(Cfa.RGGB);
    assertLikeColours(grey.values(), inspector.inspect(colours).values());
    assertThat(grey.anomalies()).isEmpty();
    assertLikeColours(inspector.levels(raw), inspector.levels(colours));
  }

  private static void assertLikeColours(
      Map<Quantity, Estimate> grey, Map<Quantity, Estimate> colours) {
    Map<Quantity, Estimate> both = new EnumMap<>(colours);
    both.keySet().retainAll(Quantity.of(Cfa.MONOCHROME));
    assertThat(grey).containsAllEntriesOf(both).hasSize(both.size() + 4);
  }

  /** An orientation turns the samples, and no layout. */
  @Test
  void uprightImageIsMonochrome() {
    RawImage raw =
        new RawImage(
            2,
            1,
            Cfa.MONOCHROME,
            RawImage.Unit.DN,
            new float[] {1, 2},
            Calibration.unknown(8).with(Orientation.TURN_CLOCKWISE));
    assertThat(raw.upright().cfa()).isEqualTo(Cfa.MONOCHROME);
    assertThat(raw.upright().height()).isEqualTo(2);
  }
}
