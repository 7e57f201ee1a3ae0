package dev.rawline.learning.assembly;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.learning.onnx.DigitalScale;
import dev.rawline.learning.onnx.ExportedModel;
import dev.rawline.learning.onnx.MosaicFormat;
import dev.rawline.learning.onnx.OnnxMetadata;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What an exported file states of itself in its metadata.
 *
 * @param task the task of the model
 * @param crop the side of the crops that the model was trained on [px], if it was
 * @param mosaics the mosaics of the camera that it contains; none: the file is the network alone
 */
public record ExportDescription(Task task, Optional<Integer> crop, Optional<MosaicFormat> mosaics) {
  private static final String TASK = "task";
  private static final String CLASSES = "classes";
  private static final String NUMBER = "number";
  private static final String CROP = "crop";
  private static final String CFA = "cfa";
  private static final String BLACK = "black_level";
  private static final String WHITE = "white_level";
  private static final String SCALE = "scale";
  private static final String MULTIPLE = "multiple_of";
  private static final String LEVELS = "black_to_white";
  private static final String FULL = "full_scale";

  /** Returns the entries of the metadata. */
  SequencedMap<String, Object> entries() {
    SequencedMap<String, Object> entries = new LinkedHashMap<>();
    entries.put(TASK, task.word());
    switch (task) {
      case Task.Classification(List<String> classes) -> entries.put(CLASSES, classes);
      case Task.Regression(String name) -> entries.put(NUMBER, name);
      case Task.Segmentation() -> {}
    }
    crop.ifPresent(side -> entries.put(CROP, side));
    if (mosaics.isPresent()) {
      MosaicFormat known = mosaics.get();
      SiteValues black = known.scale().black();
      entries.put(CFA, known.cfa().name());
      entries.put(SCALE, known.ofLevels() ? LEVELS : FULL);
      entries.put(
          BLACK, List.of(black.red(), black.greenInRedRow(), black.greenInBlueRow(), black.blue()));
      entries.put(WHITE, known.scale().white());
      entries.put(ExportedModel.SMALLEST_SIDE, known.smallestSide());
      entries.put(MULTIPLE, known.multiple());
    }
    return entries;
  }

  /**
   * Reads the description of a file.
   *
   * @return none if the file was not exported by this program
   * @throws RejectedFileException if the description is damaged
   * @throws IOException if the file cannot be read
   */
  public static Optional<ExportDescription> of(Path file) throws IOException {
    String text = OnnxMetadata.of(file).get(ExportedModel.METADATA);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(JsonFile.parse(text)));
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      throw new RejectedFileException(
          file,
          "has damaged metadata (%s)".formatted(e.getMessage()),
          "export it again with this version of the program");
    }
  }

  private static ExportDescription of(Map<String, Object> entries) {
    Task task =
        switch (text(entries, TASK)) {
          case "classification" -> new Task.Classification(texts(entries.get(CLASSES)));
          case "segmentation" -> new Task.Segmentation();
          case "regression" -> new Task.Regression(text(entries, NUMBER));
          default ->
              throw new IllegalArgumentException(
                  "task is %s: expected classification, segmentation or regression"
                      .formatted(entries.get(TASK)));
        };
    return new ExportDescription(
        task,
        entries.containsKey(CROP) ? Optional.of(whole(entries, CROP)) : Optional.empty(),
        entries.containsKey(CFA) ? Optional.of(mosaics(entries)) : Optional.empty());
  }

  private static MosaicFormat mosaics(Map<String, Object> entries) {
    List<Double> black =
        ((List<?>) entries.get(BLACK))
            .stream().map(number -> ((Number) number).doubleValue()).toList();
    if (black.size() != 4) {
      throw new IllegalArgumentException(
          "%s has %d numbers: expected 4 (R, G1, G2, B)".formatted(BLACK, black.size()));
    }
    return new MosaicFormat(
        Cfa.valueOf(text(entries, CFA)),
        new DigitalScale(
            new SiteValues(black.get(0), black.get(1), black.get(2), black.get(3)),
            ((Number) entries.get(WHITE)).doubleValue()),
        text(entries, SCALE).equals(LEVELS),
        whole(entries, ExportedModel.SMALLEST_SIDE),
        whole(entries, MULTIPLE));
  }

  private static int whole(Map<String, Object> entries, String key) {
    if (!(entries.get(key) instanceof Integer number)) {
      throw new IllegalArgumentException(
          "%s is %s: expected a whole number".formatted(key, entries.get(key)));
    }
    return number;
  }

  private static String text(Map<String, Object> entries, String key) {
    if (!(entries.get(key) instanceof String text)) {
      throw new IllegalArgumentException(
          "%s is %s: expected a text".formatted(key, entries.get(key)));
    }
    return text;
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }
}
