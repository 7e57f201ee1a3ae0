package dev.rawline.data.config;

import dev.rawline.data.config.StageKinds.Kind;
import dev.rawline.data.config.StageKinds.StageEntry;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.Problems;
import dev.rawline.data.yaml.SchemaCheck;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of stages in {@code isp.yaml}.
 *
 * <p>The chain is exactly this list: it needs a demosaicing and a gamma, and nothing is added
 * silently.
 */
final class IspDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The kind of file, for its schema. */
  static final FileKind KIND = new FileKind("isp", IspDocument::schema, List.of());

  private static final JsonPointer STAGES = JsonPointer.compile("/stages");

  private final YamlDocument document;
  private final StageKinds kinds;
  private final Map<Class<?>, Object> camera;
  private final Problems problems = new Problems();
  private final List<Object> stages = new ArrayList<>();
  private final List<StageEntry> stated = new ArrayList<>();

  /**
   * Reads a chain of stages; files that it names are next to it.
   *
   * @throws ConfigurationException if it describes no chain; the message lists every problem
   */
  IspDocument(Path file, Camera camera) throws ConfigurationException {
    this(YamlDocument.read(file), file, new CompanionFiles(file), camera);
  }

  /**
   * Reads a chain of stages.
   *
   * @param file the document's name in messages
   * @param files what the document may name
   * @throws ConfigurationException if it describes no chain; the message lists every problem
   */
  IspDocument(YamlDocument document, Path file, CompanionFiles files, Camera camera)
      throws ConfigurationException {
    this.document = document;
    this.kinds = new StageKinds(files, 0);
    this.camera =
        Map.of(
            SiteValues.class,
            camera.blackLevel(),
            Rgb.class,
            camera.whiteBalance(),
            Matrix3.class,
            camera.colourMatrix());
    SchemaCheck check = new SchemaCheck(KIND, document, problems);
    List<Entry> entries = entries();
    if (!entries.isEmpty()) {
      checkOrder(entries);
    }
    for (Entry entry : entries) {
      if (entry.kind().isPresent() && !check.refuses(entry.place())) {
        add(entry);
      }
    }
    problems.refuse(file);
  }

  /** One entry of the list: which stage, if its name is known, and the place of its keys. */
  private record Entry(JsonPointer place, Optional<Kind> kind, JsonPointer keys) {
    boolean is(Class<?> sort) {
      return kind.filter(known -> known.sort() == sort).isPresent();
    }

    String name() {
      return kind.orElseThrow().word();
    }
  }

  private static ObjectNode schema() {
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
        .set("items", new StageKinds(new CompanionFiles(Path.of("isp.yaml")), 0).schema());
    file.putArray("required").add("stages");
    return file.put("additionalProperties", false);
  }

  /** Returns the chain. */
  Isp isp() {
    return new Isp(
        all(MosaicStage.class),
        new Rendering(
            all(Demosaicing.class).getFirst(), all(ColourStage.class), all(Gamma.class).getFirst()),
        all(AdditiveLayer.class).stream().findFirst());
  }

  private <T> List<T> all(Class<T> sort) {
    return stages.stream().filter(sort::isInstance).map(sort::cast).toList();
  }

  /** Returns each stage as in the file, including references to the camera. */
  List<StageEntry> stated() {
    return stated;
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    JsonNode stages = document.root().at(STAGES);
    for (int i = 0; stages.isArray() && i < stages.size(); i++) {
      JsonPointer place = STAGES.appendIndex(i);
      JsonNode stage = stages.get(i);
      String name = stage.isString() ? stage.stringValue(null) : "";
      JsonPointer keys = place;
      if (stage.isObject() && stage.size() == 1) {
        name = stage.propertyNames().iterator().next();
        keys = place.appendProperty(name);
      }
      entries.add(new Entry(place, Optional.ofNullable(kinds.kinds().get(name)), keys));
    }
    return entries;
  }

  private void add(Entry entry) {
    Kind kind = entry.kind().orElseThrow();
    JsonNode tree = document.root().at(entry.keys());
    JsonNode keys = entry.keys().equals(entry.place()) ? NODES.nullNode() : tree;
    try {
      Object stage = kind.keys().read(keys, component -> camera.get(component.getType()));
      stages.add(stage);
      stated.add(
          kind.isLeftToCamera(keys)
              ? new StageEntry(kind, NODES.nullNode())
              : kind.file(keys).isPresent() ? new StageEntry(kind, keys) : kinds.stated(stage));
    } catch (IllegalArgumentException e) {
      problem(entry.keys(), e.getMessage());
    }
  }

  private void checkOrder(List<Entry> entries) {
    boolean allKnown = entries.stream().allMatch(entry -> entry.kind().isPresent());
    Optional<Entry> first =
        entries.stream().filter(entry -> entry.is(Demosaicing.class)).findFirst();
    if (first.isEmpty() && allKnown) {
      problem(
          STAGES,
          "the chain has no demosaicing: add '- demosaicing: {method: menon2007}' after the stages"
              + " on the mosaic");
    }
    if (entries.stream().noneMatch(entry -> entry.is(Gamma.class)) && allKnown) {
      problem(
          STAGES,
          "the chain has no gamma: add '- gamma' at the end; '- gamma: {gamma: 1}' keeps it"
              + " linear");
    }
    first.ifPresent(demosaicing -> checkSides(entries, demosaicing));
    checkEnd(entries);
  }

  private void checkEnd(List<Entry> entries) {
    int last = entries.size() - 1;
    int end = entries.getLast().is(AdditiveLayer.class) ? last - 1 : last;
    for (Entry entry : entries.subList(0, last)) {
      if (entry.is(AdditiveLayer.class)) {
        problem(entry.place(), "additive_layer is added to the view: it occurs once, at the end");
      }
      if (entry.is(Gamma.class) && entries.indexOf(entry) != end) {
        problem(
            entry.place(),
            "gamma must occur exactly once, at the end or directly before an additive_layer");
      }
    }
  }

  private void checkSides(List<Entry> entries, Entry demosaicing) {
    int middle = entries.indexOf(demosaicing);
    String line = "demosaicing in line " + document.line(demosaicing.place());
    for (Entry entry : entries.subList(0, middle)) {
      if (entry.is(ColourStage.class)) {
        problem(entry.place(), entry.name() + " works on colours: move it below the " + line);
      }
    }
    for (Entry entry : entries.subList(middle + 1, entries.size())) {
      if (entry.is(MosaicStage.class)) {
        problem(entry.place(), entry.name() + " works on the mosaic: move it above the " + line);
      }
      if (entry.is(Demosaicing.class)) {
        problem(entry.place(), "colours are interpolated once: remove it, or the " + line);
      }
    }
  }

  private void problem(JsonPointer place, String text) {
    problems.add(document.line(place), document.place(place) + ": " + text);
  }

  /** Returns one stage a line, with the units of its keys in a comment. */
  static String text(List<StageEntry> stages) {
    return "# Stages in order; a comment names the units of a line's values.\nstages:\n"
        + stages.stream().map(StageEntry::line).collect(Collectors.joining());
  }
}
