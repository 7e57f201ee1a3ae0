package dev.rawline.lab.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.FlatField;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CropTest {
  private static final RawImage WHOLE = ramp(20, 14);

  @Test
  void cropsAreReadAndWritten() {
    Crop crop = Crop.parse("512x256+100+40");

    assertThat(crop).isEqualTo(new Crop(512, 256, 100, 40)).hasToString("512x256+100+40");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "512", "512x256", "512x256+1", "-5x5+0+0", "5x5+0+0+0", "5 x 5+0+0"})
  void otherWordsAreRefused(String word) {
    assertThatThrownBy(() -> Crop.parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is no crop: expected WIDTHxHEIGHT+LEFT+TOP [px], for example 512x256+100+40"
                .formatted(word));
  }

  @Test
  void anEmptyCropIsRefused() {
    assertThatThrownBy(() -> Crop.parse("0x5+0+0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0×5 pixels", "expected at least 1×1");
  }

  @Test
  void aCentralCropKeepsTheColourLayout() {
    Crop middle = Crop.middle(WHOLE, 9);

    assertThat(middle).isEqualTo(new Crop(9, 9, 4, 2));
    assertThat(middle.of(WHOLE).cfa()).isEqualTo(WHOLE.cfa());
    assertThat(Crop.middle(WHOLE, 20).isWhole(WHOLE)).isTrue();
    assertThat(middle.isWhole(WHOLE)).isFalse();
  }

  @Test
  void aCropHasItsOwnLayoutAndSamples() {
    RawImage part = new Crop(5, 4, 3, 2).of(WHOLE);

    assertThat(part.cfa()).isEqualTo(Cfa.GRBG);
    assertThat(part.at(0, 0)).isEqualTo(WHOLE.at(2, 3));
    assertThat(part.at(3, 4)).isEqualTo(WHOLE.at(5, 7));
  }

  @Test
  void aCropThatLeavesTheMosaicIsRefused() {
    assertThatThrownBy(() -> new Crop(5, 4, 16, 0).of(WHOLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the crop 5x4+16+0 leaves the mosaic of 20×14 pixels: choose one inside");
    assertThatThrownBy(() -> new Crop(Integer.MAX_VALUE, 4, 16, 0).of(WHOLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leaves the mosaic");
  }

  @Test
  void imagesOfTheFullSizeAreCroppedAndOthersKept() {
    View view = new View(20, 14, new float[3 * 20 * 14]);
    view.samples()[(1 * 14 + 5) * 20 + 7] = 1;
    Crop crop = new Crop(5, 4, 3, 2);

    View part = crop.of(view, WHOLE);

    assertThat(part.width()).isEqualTo(5);
    assertThat(part.at(Colour.GREEN, 3, 4)).isEqualTo(1);
    assertThat(crop.of(part, WHOLE)).isSameAs(part);
  }

  @Test
  void theMapsOfAChainAreCroppedWithTheMosaic() {
    RawImage gains = ramp(20, 14);
    Isp plain = Isp.parametrized(Camera.DRONE);
    Isp chain =
        new Isp(
            List.of(
                new FlatField(gains),
                new DefectCorrection(
                    Set.of(new DefectCorrection.Pixel(0, 0), new DefectCorrection.Pixel(5, 9)))),
            plain.rendering());
    Crop crop = new Crop(10, 9, 3, 1);

    RawImage cropped = crop.of(WHOLE);
    List<RawImage> traced = mosaics(crop.of(chain, WHOLE), cropped);

    // Ring 2 around the defect lies inside the crop, so that its replacement is the same.
    assertThat(traced.getLast().samples())
        .isEqualTo(crop.of(mosaics(chain, WHOLE).getLast()).samples());
  }

  @Test
  void croppedLayersStayFrozen() {
    View layer = new View(20, 14, new float[3 * 20 * 14]);
    layer.samples()[(2 * 14 + 5) * 20 + 7] = 0.25f;
    Isp chain = Isp.parametrized(Camera.DRONE).with(new AdditiveLayer(layer));
    Theta theta = chain.theta().frozen("additive_layer[2][5][7]", "blur[1][1]");
    Crop crop = new Crop(10, 9, 3, 1);

    Theta part = crop.of(theta, chain, WHOLE);

    assertThat(part.get("additive_layer[2][4][4]")).containsExactly(0.25);
    assertThat(IntStream.range(0, part.size()).filter(part::isFrozen).mapToObj(part::name).toList())
        .containsExactly("blur[1][1]", "gamma.floor", "additive_layer[2][4][4]");
    assertThat(new Crop(20, 14, 0, 0).of(theta, chain, WHOLE)).isSameAs(theta);
  }

  @Test
  void croppedMapsStayFrozen() {
    Isp plain = Isp.parametrized(Camera.DRONE);
    View layer = new View(20, 14, new float[3 * 20 * 14]);
    Isp chain =
        new Isp(List.of(new FlatField(WHOLE)), plain.rendering()).with(new AdditiveLayer(layer));
    Theta theta =
        chain.theta().thawed("flat_field[5][7]").frozen("gamma", "additive_layer[1][1][12]");
    Crop crop = new Crop(10, 9, 3, 1);

    Theta part = crop.of(theta, chain, WHOLE);

    assertThat(part.get("flat_field[4][4]")).containsExactly(WHOLE.at(5, 7));
    assertThat(
            IntStream.range(0, part.size())
                .filter(place -> !part.isFrozen(place))
                .mapToObj(part::name)
                .filter(name -> name.startsWith("flat_field")))
        .containsExactly("flat_field[4][4]");
    assertThat(
            IntStream.range(0, part.size())
                .filter(part::isFrozen)
                .mapToObj(part::name)
                .filter(name -> !name.startsWith("flat_field")))
        .containsExactly("gamma", "gamma.floor", "additive_layer[1][0][9]");
  }

  private static List<RawImage> mosaics(Isp chain, RawImage raw) {
    return chain.trace(raw).steps().stream()
        .map(step -> step.frame())
        .filter(RawImage.class::isInstance)
        .map(RawImage.class::cast)
        .toList();
  }

  private static RawImage ramp(int width, int height) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.1f + i / (2f * samples.length);
    }
    return RawImage.normalised(width, height, Cfa.RGGB, samples);
  }
}
