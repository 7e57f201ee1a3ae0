package dev.rawline.data.config;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.camera.Camera;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code camera.yaml} ↔ camera; docs/reference/formats.md describes the file. */
public final class CameraFiles {
  private static final KeyRecord<Camera> KEYS = new KeyRecord<>(Camera.class);

  private CameraFiles() {}

  /**
   * Reads a camera.
   *
   * @throws ConfigurationException if the file does not describe one; the message lists every
   *     mistake
   */
  public static Camera read(Path file) throws ConfigurationException {
    return KEYS.read(file, DescriptionKind.CAMERA);
  }

  /**
   * Writes a camera.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static void write(Camera camera, Path file) throws IOException {
    AtomicFile.write(file, YamlText.of(KEYS, camera).getBytes(StandardCharsets.UTF_8));
  }
}
