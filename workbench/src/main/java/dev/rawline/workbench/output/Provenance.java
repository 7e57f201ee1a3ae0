package dev.rawline.workbench.output;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.store.Checksum;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.isp.BalanceFirst;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.isp.FlatField;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The origin of images: the JSON record next to them.
 *
 * <p>Its settings are everything that determines the images and that is known before they are
 * rendered. Images next to a record with the same settings are therefore those that would be
 * rendered again.
 *
 * @param settings the settings, as values of a JSON file
 */
public record Provenance(Map<String, Object> settings) {
  private static final String SETTINGS = "settings";
  private static final String INPUT = "input";
  private static final String SUM = "sha256";
  private static final String OUTPUTS = "outputs";

  /**
   * Returns the provenance of what is made from a raw file.
   *
   * @param described further facts about it; a sidecar next to the file counts, too
   * @param further further settings, as values of {@link dev.rawline.data.file.JsonFile}
   * @throws RejectedFileException if the file cannot be read
   */
  public static Provenance of(
      Path file, RawDescription described, CameraChoice camera, Map<String, Object> further)
      throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      RawFiles.read(file, described); // reports its problem
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(INPUT, content(file));
    putSidecar(settings, file);
    settings.put("described", SidecarFiles.FILE.values(described));
    settings.put("rawline", Version.CURRENT);
    settings.put("camera", numbers(camera));
    settings.putAll(new TreeMap<>(further)); // the same order on every run
    return new Provenance(settings);
  }

  /** Adds a raw file's sidecar to settings, null if it has none. */
  public static void putSidecar(Map<String, Object> settings, Path file) throws IOException {
    Path sidecar = RawFiles.sidecar(file);
    settings.put("sidecar", Files.isRegularFile(sidecar) ? content(sidecar) : null);
  }

  /**
   * Returns the record of some outputs and their sizes [bytes], made with a camera that is known
   * now.
   *
   * @param findings further findings, as values of {@link dev.rawline.data.file.JsonFile}
   */
  Map<String, Object> record(Camera used, Map<String, Long> outputs, Map<String, Object> findings) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(SETTINGS, settings);
    record.put("usedCamera", numbers(used));
    record.put(OUTPUTS, outputs);
    record.putAll(findings);
    return record;
  }

  /**
   * Returns the outputs of a record and their sizes [bytes], if it was made with these settings.
   */
  Map<String, Long> outputsOf(Map<String, Object> record) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    if (settings.equals(record.get(SETTINGS)) && record.get(OUTPUTS) instanceof Map<?, ?> outputs) {
      outputs.forEach(
          (name, size) -> {
            if (size instanceof Number bytes) {
              sizes.put(String.valueOf(name), bytes.longValue());
            }
          });
    }
    return sizes;
  }

  /** Returns whether a record is of other content than this raw file's. */
  boolean isOfOtherContent(Map<String, Object> record) {
    return !(record.get(SETTINGS) instanceof Map<?, ?> former
        && former.get(INPUT) instanceof Map<?, ?> input
        && settings.get(INPUT) instanceof Map<?, ?> ours
        && ours.get(SUM).equals(input.get(SUM)));
  }

  /**
   * Returns names and checksums of files, as {@link #content} does.
   *
   * @throws IOException if one cannot be read
   */
  public static List<Map<String, Object>> contents(List<Path> files) throws IOException {
    List<Map<String, Object>> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(content(file));
    }
    return contents;
  }

  /**
   * Returns a file's name and the checksum of its content ({@code sha256}, in hex).
   *
   * @throws IOException if the file cannot be read
   */
  public static Map<String, Object> content(Path file) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("name", String.valueOf(file.getFileName()));
    content.put(SUM, sum(file));
    return content;
  }

  /**
   * Returns the sum of a file's content (SHA-256, in hex).
   *
   * @throws IOException if the file cannot be read
   */
  public static String sum(Path file) throws IOException {
    return Checksum.of(file, Checksum.Algorithm.SHA256).hex();
  }

  /** Returns the maps of stages, which they read from files that may change unnoticed. */
  public static List<String> maps(Isp chain) {
    Stream<String> mosaic =
        chain.mosaic().stream()
            .map(
                stage ->
                    switch (stage) {
                      case BlackLevel level -> level.name();
                      case BalanceFirst balance -> balance.name();
                      case FlatField flat -> flat.name() + " " + sum(flat.gain());
                      case DefectCorrection correction ->
                          correction.name()
                              + " "
                              + correction.defects().stream()
                                  .map(Pixel::toString)
                                  .sorted()
                                  .toList();
                    });
    Stream<String> view =
        chain.layer().stream().map(added -> added.name() + " " + sum(added.layer()));
    return Stream.concat(mosaic, view).toList();
  }

  /** Returns the checksum of a text (SHA-256, in hex). */
  public static String sum(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the checksum of a map's samples. */
  public static String sum(Frame map) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * map.samples().length);
    bytes.asFloatBuffer().put(map.samples());
    return hex(bytes.array());
  }

  /** Returns the checksum of θ's numbers, of which some may be in files that θ's file refers to. */
  public static String numbers(Theta theta) {
    double[] vector = theta.vector();
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * vector.length);
    bytes.asDoubleBuffer().put(vector);
    return hex(bytes.array());
  }

  private static String hex(byte[] bytes) {
    return Checksum.of(bytes, Checksum.Algorithm.SHA256).hex();
  }

  /** Returns the record of a choice of camera: its parameters, or that files state them. */
  public static Object numbers(CameraChoice camera) {
    return switch (camera) {
      case CameraChoice.Fixed fixed -> numbers(fixed.camera());
      case CameraChoice.FromFile() -> camera.word();
    };
  }

  private static Map<String, Object> numbers(Camera camera) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("name", camera.name());
    numbers.put("scale", camera.scale().name());
    numbers.put(
        "blackLevel", Arrays.stream(Cfa.Site.values()).map(camera.blackLevel()::at).toList());
    numbers.put(
        "whiteBalance", Arrays.stream(Colour.values()).map(camera.whiteBalance()::at).toList());
    numbers.put("colourMatrix", camera.colourMatrix().rows());
    return numbers;
  }
}
