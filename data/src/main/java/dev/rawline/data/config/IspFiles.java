package dev.rawline.data.config;

import dev.rawline.data.config.StageKinds.StageEntry;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.ValueType;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/** {@code isp.yaml} ↔ chain of stages; docs/reference/formats.md describes the file. */
public final class IspFiles {
  private IspFiles() {}

  /**
   * Reads a chain of stages; where it has {@code camera}, the camera's numbers are taken.
   *
   * <p>Files that it names are looked for in its own folder. The chain is exactly that of the file:
   * one without demosaicing or gamma is rejected.
   *
   * @throws ConfigurationException if the file does not describe one; the message lists every
   *     problem
   */
  public static Isp read(Path file, Camera camera) throws ConfigurationException {
    return new IspDocument(file, camera).isp();
  }

  /**
   * Reads a chain of stages of a text, which must not name files: they could be anybody's.
   *
   * @param text YAML or JSON, as in a file
   * @param name what the text is called in messages
   * @throws ConfigurationException if it does not describe a chain; the message lists every problem
   */
  public static Isp of(String text, Path name, Camera camera) throws ConfigurationException {
    return new IspDocument(YamlDocument.of(name, text), name, CompanionFiles.NONE, camera).isp();
  }

  /**
   * Returns the keys of a chain as values of JSON, with every parameter, as {@link #write} writes
   * them.
   *
   * @throws IllegalArgumentException if it has a flat field or an additive layer
   */
  public static List<Map<String, Object>> keys(Isp isp) {
    StageKinds kinds = new StageKinds(CompanionFiles.NONE, 0);
    return stages(isp)
        .map(kinds::stated)
        .<Map<String, Object>>map(
            stage ->
                Map.of(
                    stage.kind().word(),
                    ValueType.RECORDS.convertValue(stage.keys(), Object.class)))
        .toList();
  }

  /**
   * Returns a chain as a file states it, with every parameter.
   *
   * @throws IllegalArgumentException if it has a flat field or an additive layer
   */
  public static String text(Isp isp) {
    StageKinds kinds = new StageKinds(CompanionFiles.NONE, 0);
    return IspDocument.text(stages(isp).map(kinds::stated).toList());
  }

  /** Returns the schema of such a file (JSON Schema, draft 2020-12). */
  public static String schema() {
    return IspDocument.KIND.schemaText();
  }

  /**
   * Returns the files of larger numbers that a chain names, in the order of its stages.
   *
   * @throws ConfigurationException if the file does not describe a chain
   */
  public static List<Path> arrays(Path file) throws ConfigurationException {
    return new IspDocument(file, Camera.DRONE)
        .stated().stream()
            .flatMap(stage -> stage.kind().file(stage.keys()).stream())
            .map(file.toAbsolutePath()::resolveSibling)
            .toList();
  }

  /**
   * Copies a chain, including references to the camera. Its files are copied next to it, under
   * names that begin with the copy's.
   *
   * @throws ConfigurationException if the file does not describe a chain
   * @throws IOException if a file cannot be read or written
   */
  public static void copy(Path file, Path to) throws IOException {
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    List<StageEntry> copied = new ArrayList<>();
    for (StageEntry stage : new IspDocument(file, Camera.DRONE).stated()) {
      Optional<String> name = stage.kind().file(stage.keys());
      if (name.isEmpty()) {
        copied.add(stage);
        continue;
      }
      Path array = file.toAbsolutePath().resolveSibling(name.get());
      String ending = array.toString().endsWith(".csv") ? "csv" : "npy";
      Path copy = ArrayFile.beside(to, stage.kind().word() + copied.size(), ending);
      contents.put(copy, Files.readAllBytes(array));
      copied.add(new StageEntry(stage.kind(), StringNode.valueOf(copy.getFileName().toString())));
    }
    contents.put(to, IspDocument.text(copied).getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(contents);
  }

  /**
   * Writes a chain of stages with every parameter, so that it needs no camera; a flat field's gains
   * and an additive layer are written next to it, into {@code <name>.flat_field<n>.npy} and {@code
   * <name>.additive_layer.npy}.
   *
   * @throws IOException if a file cannot be written; the message states why and what to do
   */
  public static void write(Isp isp, Path file) throws IOException {
    CompanionFiles files = new CompanionFiles(file);
    List<StageEntry> stages = new ArrayList<>();
    stages(isp).forEach(stage -> stages.add(new StageKinds(files, stages.size()).stated(stage)));
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>(files.contents());
    contents.put(file, IspDocument.text(stages).getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(contents);
  }

  private static Stream<Object> stages(Isp isp) {
    return Stream.of(
            isp.mosaic(),
            List.of(isp.rendering().demosaicing()),
            isp.rendering().colour(),
            List.of(isp.rendering().gamma()),
            isp.layer().stream().toList())
        .flatMap(List::stream);
  }
}
