package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of demosaicing. */
class DemosaicingLawsTest extends StageLaws<RawImage, LinearRgb> {
  private static final List<Demosaicing> METHODS =
      List.of(
          Bilinear.DEFAULT,
          Malvar2004.DEFAULT,
          Menon2007.DEFAULT,
          new Menon2007(false, Border.MIRROR));

  @Override
  protected List<Stage<RawImage, LinearRgb>> stages(Shape shape) {
    List<Stage<RawImage, LinearRgb>> all = new ArrayList<>(flatStages(shape));
    all.add(new Bilinear(Border.SYMMETRIC));
    all.add(new Malvar2004(Border.ZERO));
    all.add(new Menon2007(true, Border.MIRROR, Menon2007.Votes.INSIDE_FRAME));
    return all;
  }

  @Override
  protected List<Stage<RawImage, LinearRgb>> flatStages(Shape shape) {
    return List.copyOf(METHODS);
  }

  /** No demosaicing is the identity. */
  @Override
  protected List<Stage<RawImage, LinearRgb>> neutralStages(Shape shape) {
    return List.of();
  }

  @Override
  protected List<Rejection> rejections() {
    Shape line = new Shape(new Size(1, 5), Cfa.RGGB);
    return flatStages(line).stream()
        .map(
            stage ->
                new Rejection(
                    "a mosaic of 5×1 pixels lacks a colour: demosaicing needs at least 2×2 pixels",
                    () -> stage.apply(frame(line, new float[5]))))
        .toList();
  }

  @Override
  protected RawImage frame(Shape shape, float[] samples) {
    return RawImage.normalised(shape.width(), shape.height(), shape.cfa(), samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 1;
  }

  @Override
  protected void assertKind(RawImage input, LinearRgb output) {
    assertThat(output.samples()).hasSize(3 * input.samples().length);
  }

  /** mosaic(demosaic(raw)) = raw. */
  @TestFactory
  Stream<DynamicTest> whatTheMosaicSawIsKept() {
    return eachStage(
        "mosaic of demosaiced",
        this::flatStages,
        trial -> {
          LinearRgb rgb = trial.stage().apply(trial.input());
          for (int row = 0; row < rgb.height(); row++) {
            for (int column = 0; column < rgb.width(); column++) {
              Colour seen = trial.shape().cfa().colourAt(row, column);
              assertThat(rgb.at(seen, row, column)).isEqualTo(trial.input().at(row, column));
            }
          }
        });
  }

  /** Every method is exact on a grey that grows evenly, away from the edge, where it turns back. */
  @ParameterizedTest
  @EnumSource
  void aGreyRampIsRestored(Cfa cfa) {
    int reach = 8;
    Planes ramp = new Planes(1, 23, 29);
    for (int row = 0; row < ramp.height; row++) {
      for (int column = 0; column < ramp.width; column++) {
        ramp.set(0, row, column, 0.1 + 0.01 * row + 0.02 * column);
      }
    }
    for (Demosaicing stage : METHODS) {
      Planes rgb = Plain.apply(stage, ramp, cfa);
      for (int channel = 0; channel < rgb.channels; channel++) {
        for (int row = reach; row < rgb.height - reach; row++) {
          for (int column = reach; column < rgb.width - reach; column++) {
            assertThat(rgb.at(channel, row, column))
                .as("%s at row %d, column %d", stage, row, column)
                .isCloseTo(ramp.at(0, row, column), offset(1e-14));
          }
        }
      }
    }
  }

  /**
   * Cutting off a row or a column changes the layout, and nothing away from the cut.
   *
   * <p>This law and the next are laws of the definitions, in which no vote of Menon's is near a
   * tie; the fast path is compared with them elsewhere.
   */
  @ParameterizedTest
  @EnumSource
  void aShiftIsAnotherLayout(Cfa cfa) {
    // Menon: a vote sees 4 pixels far, and the decision reaches 4 more.
    int reach = 8;
    RawImage raw = randomMosaic(new Shape(new Size(23, 29), cfa), "shift");
    for (Demosaicing stage : METHODS) {
      Planes whole = Plain.apply(stage, Planes.of(raw), cfa);
      for (int[] cut : new int[][] {{1, 0}, {0, 1}, {1, 1}}) {
        RawImage rest = raw.crop(cut[0], cut[1], raw.height() - cut[0], raw.width() - cut[1]);
        Planes part = Plain.apply(stage, Planes.of(rest), rest.cfa());
        for (int channel = 0; channel < part.channels; channel++) {
          for (int row = reach; row < part.height - reach; row++) {
            for (int column = reach; column < part.width - reach; column++) {
              assertThat(part.at(channel, row, column))
                  .as("%s at row %d, column %d", stage, row, column)
                  .isEqualTo(whole.at(channel, row + cut[0], column + cut[1]));
            }
          }
        }
      }
    }
  }

  /** Under MIRROR a reflected mosaic gives the reflected picture, borders included. */
  @ParameterizedTest
  @EnumSource
  void aMirroredBorderCommutesWithReflection(Cfa cfa) {
    for (Size size : sizes()) {
      RawImage raw = randomMosaic(new Shape(size, cfa), "reflection");
      int last = raw.width() - 1;
      Planes reflected = new Planes(1, raw.height(), raw.width());
      for (int row = 0; row < raw.height(); row++) {
        for (int column = 0; column <= last; column++) {
          reflected.set(0, row, column, raw.at(row, last - column));
        }
      }
      for (Demosaicing stage : METHODS) {
        Planes ours = Plain.apply(stage, Planes.of(raw), cfa);
        Planes other = Plain.apply(stage, reflected, cfa.shifted(0, last));
        for (int channel = 0; channel < ours.channels; channel++) {
          for (int row = 0; row < ours.height; row++) {
            for (int column = 0; column <= last; column++) {
              assertThat(other.at(channel, row, column))
                  .as("%s at row %d, column %d of %s", stage, row, column, raw)
                  .isCloseTo(ours.at(channel, row, last - column), offset(1e-12));
            }
          }
        }
      }
    }
  }

  private RawImage randomMosaic(Shape shape, String law) {
    Random random = new Random(Seeds.next("DemosaicingLawsTest, " + law));
    float[] samples = new float[shape.height() * shape.width()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(-0.3f, 1.3f);
    }
    return frame(shape, samples);
  }
}
