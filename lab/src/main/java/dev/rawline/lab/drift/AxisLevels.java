package dev.rawline.lab.drift;

import dev.rawline.imaging.camera.ViewName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A condition's name → its level on every axis along which conditions differ.
 *
 * @param byAxis the level by axis: the processing; light, blur, … where they are not as recorded;
 *     perhaps the stages of the processing
 */
record AxisLevels(SequencedMap<String, String> byAxis) {
  private static final String PROCESSING = "processing";
  private static final String DEMOSAICING = "demosaicing";
  private static final String SHARPENING = "sharpening";
  private static final String DENOISING = "denoising";
  private static final List<String> CAMERA =
      List.of("light", "blur", "defocus", "read noise", "gain", "bits", "sampling");

  /** The last axis in a name; an isp.yaml before it may have commas of its own. */
  private static final Pattern LAST =
      Pattern.compile("(.*), (" + String.join("|", CAMERA) + ") ([^ ,]+)");

  AxisLevels {
    byAxis = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byAxis));
  }

  /** Returns the levels of a condition. */
  static AxisLevels of(String condition) {
    SequencedMap<String, String> levels = new LinkedHashMap<>();
    String rest = condition;
    for (Matcher last = LAST.matcher(rest); last.matches(); last = LAST.matcher(rest)) {
      levels.put(last.group(2), last.group(3));
      rest = last.group(1);
    }
    levels.put(PROCESSING, rest);
    return new AxisLevels(levels);
  }

  /**
   * Returns the axes, in their order.
   *
   * @param stages whether the processing is described by its stages
   */
  static List<String> axes(boolean stages) {
    return Stream.concat(
            stages ? Stream.of(DEMOSAICING, SHARPENING, DENOISING) : Stream.of(PROCESSING),
            CAMERA.stream())
        .toList();
  }

  /** Returns whether the processing is one of the named views, whose stages are known. */
  boolean isNamedView() {
    return ViewName.of(byAxis.get(PROCESSING)).isPresent();
  }

  /** Returns these levels and those of the stages of the named view. */
  AxisLevels withStages() {
    ViewName view = ViewName.parse(byAxis.get(PROCESSING));
    SequencedMap<String, String> levels = new LinkedHashMap<>(byAxis);
    levels.put(DEMOSAICING, view.demosaic().name());
    levels.put(SHARPENING, view.sharpen().name());
    levels.put(DENOISING, view.denoise().name());
    return new AxisLevels(levels);
  }

  /** Returns whether two conditions differ along an axis. */
  boolean differs(AxisLevels other, String axis) {
    return !Objects.equals(byAxis.get(axis), other.byAxis.get(axis));
  }
}
