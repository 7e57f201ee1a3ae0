package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.config.StageKinds.Kind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.optics.PointSpreadFunction;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class StageKindsTest {
  private static final StageKinds KINDS =
      new StageKinds(new CompanionFiles(Path.of("isp.yaml")), 0);

  /** Bounds are in the description of a component, and its constructor enforces them. */
  @Test
  void boundsOfKeysMatchTheStages() {
    List<String> bounds = new ArrayList<>();
    Stream.concat(
            Arrays.stream(LumaStage.class.getPermittedSubclasses()),
            Stream.of(HighlightClip.class, Gamma.class))
        .forEach(stage -> checkBounds(stage, bounds));
    assertThat(bounds).hasSizeGreaterThan(15);
  }

  private static void checkBounds(Class<?> stage, List<String> bounds) {
    Kind kind = KINDS.kinds().get(YamlNames.ofKeys(stage));
    for (RecordComponent component : stage.getRecordComponents()) {
      Described key = KeyRecord.key(component);
      boolean whole = component.getType() == int.class;
      if (Double.isFinite(key.min())) {
        accepts(kind, component, key.min(), bounds);
        rejects(kind, component, whole ? key.min() - 1 : Math.nextDown(key.min()));
      }
      if (Double.isFinite(key.above())) {
        accepts(kind, component, Math.nextUp(key.above()), bounds);
        rejects(kind, component, key.above());
      }
      if (Double.isFinite(key.max())) {
        accepts(kind, component, key.max(), bounds);
        rejects(kind, component, whole ? key.max() + 1 : Math.nextUp(key.max()));
      }
    }
  }

  @Test
  void stagesAndPointSpreadsKeepTheirWords() {
    assertThat(KINDS.kinds().sequencedKeySet())
        .containsExactly(
            "black_level",
            "flat_field",
            "defect_correction",
            "balance_first",
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
    assertThat(
            Arrays.stream(PointSpreadFunction.class.getPermittedSubclasses())
                .map(YamlNames::ofKeys))
        .containsExactly("diffraction", "gaussian", "defocus", "motion", "measured");
  }

  @Test
  void stagesHaveTheSameNameInFilesAndOnSheets() {
    Predicate<Kind> alone = kind -> kind.keys().mayBeLeftOut();
    for (Kind kind : KINDS.kinds().values().stream().filter(alone).toList()) {
      assertThat(read(kind, JsonNodeFactory.instance.objectNode()).name()).isEqualTo(kind.word());
    }
    assertThat(KINDS.kinds().values().stream().filter(alone)).hasSizeGreaterThan(10);
    assertThat(ColourStage.class.getPermittedSubclasses()).hasSize(5);
  }

  private static void accepts(
      Kind kind, RecordComponent component, double value, List<String> bounds) {
    assertThatCode(() -> stage(kind, component, value)).doesNotThrowAnyException();
    bounds.add(component + " " + value);
  }

  private static void rejects(Kind kind, RecordComponent component, double value) {
    assertThatIllegalArgumentException()
        .as("%s: %s", component, value)
        .isThrownBy(() -> stage(kind, component, value));
  }

  private static Stage<?, ?> stage(Kind kind, RecordComponent component, double value) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put(KeyRecord.name(component), value);
    return read(kind, tree);
  }

  private static Stage<?, ?> read(Kind kind, ObjectNode keys) {
    return (Stage<?, ?>)
        kind.keys()
            .read(
                keys.isEmpty() ? JsonNodeFactory.instance.nullNode() : keys,
                component ->
                    switch (component.getName()) {
                      case "level" -> Camera.DRONE.blackLevel();
                      case "gains" -> Camera.DRONE.whiteBalance();
                      default -> Camera.DRONE.colourMatrix();
                    });
  }
}
