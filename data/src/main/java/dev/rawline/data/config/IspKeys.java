package dev.rawline.data.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.config.StageKeys.AdditiveLayerKeys;
import dev.rawline.data.config.StageKeys.ColourKeys;
import dev.rawline.data.config.StageKeys.DemosaicingKeys;
import dev.rawline.data.config.StageKeys.GammaKeys;
import dev.rawline.data.config.StageKeys.MosaicKeys;
import dev.rawline.data.yaml.AlternativesType;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.Problems;
import dev.rawline.data.yaml.SchemaCheck;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The list of stages in {@code isp.yaml}.
 *
 * <p>What the list says is what is done: a chain needs a demosaicing and a gamma, and nothing is
 * added silently.
 */
final class IspKeys {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonPointer STAGES = JsonPointer.compile("/stages");

  private final YamlDocument document;
  private final Camera camera;
  private final Path folder;
  private final Problems mistakes = new Problems();
  private final List<StageKeys> stages = new ArrayList<>();
  private final List<MosaicStage> mosaic = new ArrayList<>();
  private final List<Demosaicing> demosaicing = new ArrayList<>();
  private final List<ColourStage> colour = new ArrayList<>();
  private final List<Gamma> gamma = new ArrayList<>();
  private final List<AdditiveLayer> layer = new ArrayList<>();

  private IspKeys(YamlDocument document, Camera camera, Path folder) {
    this.document = document;
    this.camera = camera;
    this.folder = folder;
  }

  /** One entry of the list: the keys of which stage, if its name is known, and the name's place. */
  private record Entry(JsonPointer place, Optional<Class<?>> kind, JsonPointer keys) {
    boolean is(Class<?> sort) {
      return kind.filter(sort::isAssignableFrom).isPresent();
    }

    String name() {
      return YamlNames.ofKeys(kind.orElseThrow());
    }
  }

  static ObjectNode schema() {
    ObjectNode stage = AlternativesType.schema("stage", StageKeys.kinds());

    ObjectNode file = NODES.objectNode().put("title", "the key stages").put("type", "object");
    file.putObject("properties")
        .putObject("stages")
        .put("title", "a list of stages")
        .put(
            "description",
            "first to last: stages on the mosaic, demosaicing, stages on colours, gamma, perhaps an"
                + " additive layer")
        .put("type", "array")
        .put("minItems", 1)
        .set("items", stage);
    file.putArray("required").add("stages");
    return file.put("additionalProperties", false);
  }

  /** Reads a chain of stages; files that it names lie relative to its own folder. */
  static Isp read(Path file, Camera camera) throws ConfigurationException {
    YamlDocument document = YamlDocument.read(file);
    return new IspKeys(document, camera, file.toAbsolutePath().getParent()).read(file);
  }

  /**
   * Reads what a file says of each stage; what it leaves to the camera stays so.
   *
   * @throws ConfigurationException if it describes no chain
   */
  static List<StageKeys> stages(Path file) throws ConfigurationException {
    IspKeys keys =
        new IspKeys(YamlDocument.read(file), Camera.DRONE, file.toAbsolutePath().getParent());
    keys.read(file);
    return List.copyOf(keys.stages);
  }

  private Isp read(Path file) throws ConfigurationException {
    SchemaCheck check = new SchemaCheck(DescriptionKind.ISP, document, mistakes);
    List<Entry> entries = entries();
    if (!entries.isEmpty()) {
      checkOrder(entries);
    }
    for (Entry entry : entries) {
      if (entry.kind().isPresent() && !check.refuses(entry.place())) {
        add(entry);
      }
    }
    mistakes.refuse(file);
    return new Isp(
        mosaic,
        new Rendering(demosaicing.getFirst(), colour, gamma.getFirst()),
        layer.stream().findFirst());
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    JsonNode stages = document.root().at(STAGES);
    for (int i = 0; stages.isArray() && i < stages.size(); i++) {
      JsonPointer place = STAGES.appendIndex(i);
      JsonNode stage = stages.get(i);
      String name = stage.isTextual() ? stage.textValue() : "";
      JsonPointer keys = place;
      if (stage.isObject() && stage.size() == 1) {
        name = stage.fieldNames().next();
        keys = place.appendProperty(name);
      }
      String asked = name;
      entries.add(
          new Entry(
              place,
              StageKeys.kinds().stream()
                  .filter(kind -> YamlNames.ofKeys(kind).equals(asked))
                  .findFirst(),
              keys));
    }
    return entries;
  }

  private void add(Entry entry) {
    JsonNode tree = document.root().at(entry.keys());
    JsonNode said = entry.keys().equals(entry.place()) ? NODES.nullNode() : tree;
    try {
      StageKeys stage = (StageKeys) KeyRecord.of(entry.kind().orElseThrow()).read(said);
      stages.add(stage);
      switch (stage) {
        case MosaicKeys keys -> mosaic.add(keys.stage(camera, folder));
        case DemosaicingKeys keys -> demosaicing.add(keys.stage(camera, folder));
        case ColourKeys keys -> colour.add(keys.stage(camera, folder));
        case GammaKeys keys -> gamma.add(keys.stage(camera, folder));
        case AdditiveLayerKeys keys -> layer.add(keys.stage(camera, folder));
      }
    } catch (IOException | IllegalArgumentException e) {
      mistake(entry.keys(), e.getMessage());
    }
  }

  private void checkOrder(List<Entry> entries) {
    boolean allKnown = entries.stream().allMatch(entry -> entry.kind().isPresent());
    Optional<Entry> first =
        entries.stream().filter(entry -> entry.is(DemosaicingKeys.class)).findFirst();
    if (first.isEmpty() && allKnown) {
      mistake(
          STAGES,
          "no demosaicing makes colours of the mosaic: add '- demosaicing: {method: menon2007}'"
              + " after the stages on the mosaic");
    }
    if (entries.stream().noneMatch(entry -> entry.is(GammaKeys.class)) && allKnown) {
      mistake(
          STAGES,
          "no gamma makes the view: add '- gamma' at the end; '- gamma: {gamma: 1}' keeps it"
              + " linear");
    }
    first.ifPresent(demosaicing -> checkSides(entries, demosaicing));
    checkEnd(entries);
  }

  private void checkEnd(List<Entry> entries) {
    int last = entries.size() - 1;
    int end = entries.getLast().is(AdditiveLayerKeys.class) ? last - 1 : last;
    for (Entry entry : entries.subList(0, last)) {
      if (entry.is(AdditiveLayerKeys.class)) {
        mistake(entry.place(), "additive_layer is added to the view: it stands once, at the end");
      }
      if (entry.is(GammaKeys.class) && entries.indexOf(entry) != end) {
        mistake(
            entry.place(),
            "gamma makes the view: it stands once, at the end or right before an additive_layer");
      }
    }
  }

  private void checkSides(List<Entry> entries, Entry demosaicing) {
    int middle = entries.indexOf(demosaicing);
    String line = "demosaicing in line " + document.line(demosaicing.place());
    for (Entry entry : entries.subList(0, middle)) {
      if (entry.is(ColourKeys.class)) {
        mistake(entry.place(), entry.name() + " works on colours: move it below the " + line);
      }
    }
    for (Entry entry : entries.subList(middle + 1, entries.size())) {
      if (entry.is(MosaicKeys.class)) {
        mistake(entry.place(), entry.name() + " works on the mosaic: move it above the " + line);
      }
      if (entry.is(DemosaicingKeys.class)) {
        mistake(entry.place(), "colours are interpolated once: remove it, or the " + line);
      }
    }
  }

  private void mistake(JsonPointer place, String text) {
    mistakes.add(document.line(place), document.place(place) + ": " + text);
  }

  /** Returns one stage a line, with the units of its keys in a comment. */
  static String text(List<StageKeys> stages) {
    StringBuilder text =
        new StringBuilder(
            "# Stages in order; a comment names the units of a line's values.\nstages:\n");
    for (StageKeys stage : stages) {
      KeyRecord<?> keys = KeyRecord.of(stage.getClass());
      text.append("  - ").append(YamlNames.ofKeys(stage.getClass()));
      JsonNode said = keys.writeAny(stage);
      if (said.isEmpty() && said.isObject()) {
        text.append('\n'); // all is left to the camera, or as it usually is
        continue;
      }
      text.append(": ").append(YamlText.flow(said));
      StringJoiner units = new StringJoiner(", ", "   # ", "").setEmptyValue("");
      for (RecordComponent component : keys.components()) {
        Described key = KeyRecord.key(component);
        if (!key.unit().isEmpty()) {
          units.add(((key.bare() ? "" : KeyRecord.name(component)) + YamlText.unit(key)).strip());
        }
      }
      text.append(units).append('\n');
    }
    return text.toString();
  }
}
