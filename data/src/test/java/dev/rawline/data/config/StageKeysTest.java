package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Described;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageKeysTest {

  /** A bound stands in a stage's record, which enforces it, and in its keys, which tell it. */
  @Test
  void theBoundsOfKeysAreThoseOfTheStages() throws IOException {
    List<String> bounds = new ArrayList<>();
    for (Class<?> kind : StageKeys.kinds()) {
      for (RecordComponent component : kind.getRecordComponents()) {
        Described key = component.getAnnotation(Described.class);
        boolean whole = component.getType() == Integer.class;
        if (Double.isFinite(key.min())) {
          accepts(kind, component, key.min(), bounds);
          refuses(kind, component, whole ? key.min() - 1 : Math.nextDown(key.min()));
        }
        if (Double.isFinite(key.above())) {
          accepts(kind, component, Math.nextUp(key.above()), bounds);
          refuses(kind, component, key.above());
        }
        if (Double.isFinite(key.max())) {
          accepts(kind, component, key.max(), bounds);
          refuses(kind, component, whole ? key.max() + 1 : Math.nextUp(key.max()));
        }
      }
    }
    assertThat(bounds).hasSizeGreaterThan(15);
  }

  @Test
  void stagesAndPointSpreadsKeepTheirWords() {
    assertThat(StageKeys.kinds().stream().map(YamlNames::ofKeys))
        .containsExactly(
            "black_level",
            "flat_field",
            "defect_correction",
            "demosaicing",
            "white_balance",
            "highlight_clip",
            "colour_correction",
            "luma_convolution",
            "sharpening_filter",
            "unsharp_masking",
            "gaussian",
            "median",
            "fft",
            "tv_chambolle",
            "tv_bregman",
            "bilateral",
            "gamma",
            "additive_layer");
    assertThat(PointSpreadKeys.KINDS.stream().map(YamlNames::ofKeys))
        .containsExactly("gaussian", "defocus", "motion", "measured");
    assertThat(YamlNames.ofKeys(PointSpreadKeys.DiffractionKeys.class)).isEqualTo("diffraction");
  }

  @Test
  void aStageIsCalledTheSameInFilesAndOnSheets() throws IOException {
    for (Class<?> kind : StageKeys.kinds()) {
      KeyRecord<?> keys = KeyRecord.of(kind);
      if (keys.mayBeLeftOut()) {
        StageKeys stage = (StageKeys) keys.read(JsonNodeFactory.instance.nullNode());
        assertThat(stage.stage(Camera.DRONE, Path.of("")).name()).isEqualTo(YamlNames.ofKeys(kind));
      }
    }
  }

  private static void accepts(
      Class<?> kind, RecordComponent component, double value, List<String> bounds) {
    assertThatCode(() -> stage(kind, component, value)).doesNotThrowAnyException();
    bounds.add(component + " " + value);
  }

  private static void refuses(Class<?> kind, RecordComponent component, double value) {
    assertThatIllegalArgumentException()
        .as("%s: %s", component, value)
        .isThrownBy(() -> stage(kind, component, value));
  }

  private static Stage<?, ?> stage(Class<?> kind, RecordComponent component, double value)
      throws IOException {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put(KeyRecord.name(component), value);
    return ((StageKeys) KeyRecord.of(kind).read(tree)).stage(Camera.DRONE, Path.of(""));
  }
}
