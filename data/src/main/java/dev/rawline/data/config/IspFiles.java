package dev.rawline.data.config;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.MosaicStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** {@code isp.yaml} ↔ chain of stages; docs/reference/formats.md describes the file. */
public final class IspFiles {
  private IspFiles() {}

  /**
   * Reads a chain of stages; where it says {@code camera}, the camera's numbers are taken.
   *
   * <p>Files that it names are looked for in its own folder. What the file says is what is done: a
   * chain without demosaicing or gamma is refused.
   *
   * @throws ConfigurationException if the file does not describe one; the message lists every
   *     mistake
   */
  public static Isp read(Path file, Camera camera) throws ConfigurationException {
    return IspKeys.read(file, camera);
  }

  /**
   * Returns the files of larger numbers that a chain names, in the order of its stages.
   *
   * @throws ConfigurationException if the file does not describe a chain
   */
  public static List<Path> arrays(Path file) throws ConfigurationException {
    return IspKeys.stages(file).stream()
        .flatMap(stage -> stage.file().stream())
        .map(file.toAbsolutePath().getParent()::resolve)
        .toList();
  }

  /**
   * Copies a chain; what it leaves to the camera stays so. Files that it names are copied beside
   * it, to names that begin with the copy's.
   *
   * @throws ConfigurationException if the file does not describe a chain
   * @throws IOException if a file cannot be read or written
   */
  public static void copy(Path file, Path to) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    List<StageKeys> copied = new ArrayList<>();
    for (StageKeys stage : IspKeys.stages(file)) {
      if (stage.file().isEmpty()) {
        copied.add(stage);
        continue;
      }
      Path array = folder.resolve(stage.file().get());
      String name = YamlNames.ofKeys(stage.getClass()) + copied.size();
      Path copy =
          array.toString().endsWith(".csv")
              ? ArrayFile.beside(to, name, "csv")
              : ArrayFile.beside(to, name);
      contents.put(copy, Files.readAllBytes(array));
      copied.add(stage.withFile(copy.getFileName().toString()));
    }
    contents.put(to, IspKeys.text(copied).getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(contents);
  }

  /**
   * Writes a chain of stages with every parameter, so that it needs no camera; a flat field's gains
   * and an additive layer are written beside it, into {@code <name>.flat_field<n>.npy} and {@code
   * <name>.additive_layer.npy}.
   *
   * @throws IOException if a file cannot be written; the message says why and what to do
   */
  public static void write(Isp isp, Path file) throws IOException {
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    List<StageKeys> stages = new ArrayList<>();
    for (MosaicStage stage : isp.mosaic()) {
      Path gains = ArrayFile.beside(file, "flat_field" + stages.size());
      if (stage instanceof FlatField flatField) {
        contents.put(gains, GainMap.file(flatField.gain()));
      }
      stages.add(StageKeys.MosaicKeys.of(stage, gains.getFileName().toString()));
    }
    stages.add(StageKeys.DemosaicingKeys.of(isp.rendering().demosaicing()));
    isp.rendering().colour().forEach(stage -> stages.add(StageKeys.ColourKeys.of(stage)));
    stages.add(StageKeys.GammaKeys.of(isp.rendering().gamma()));
    if (isp.layer().isPresent()) {
      Path layer = ArrayFile.beside(file, "additive_layer");
      contents.put(layer, LayerFile.file(isp.layer().get().layer()));
      stages.add(new StageKeys.AdditiveLayerKeys(layer.getFileName().toString()));
    }
    contents.put(file, IspKeys.text(stages).getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(contents);
  }
}
