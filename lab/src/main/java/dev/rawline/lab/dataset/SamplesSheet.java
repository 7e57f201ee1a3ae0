package dev.rawline.lab.dataset;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.workbench.sheet.DataSetSheet;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some samples of every class of a data set on a sheet; mosaics are shown as the camera that they
 * name renders them, masks by their outline.
 *
 * @param summary the data set
 */
record SamplesSheet(DataSetSummary summary) {
  private static final ViewName FINE = ViewName.parse("menon-unsharp-median");
  private static final ViewName QUICK = ViewName.parse("bilinear-sharpen-gaussian");

  /** Fine demosaicing of more pixels than this is slow, and invisible in a thumbnail. */
  private static final int MOST_FINE_PIXELS = 1 << 20;

  private static final int A_ROW = 6;
  private static final int FEW_CLASSES = 12;
  private static final int MOST_CLASSES = 60;
  private static final int MOST_GROUPS = 16;
  private static final int LARGE_CELL = 288;
  private static final int LARGE_A_ROW = 4;

  /** Returns the sheet. */
  BufferedImage draw() throws IOException {
    boolean labelled = !summary.set().classes().isEmpty();
    DataSetSheet sheet =
        labelled
            ? new DataSetSheet(title(), lines())
            : new DataSetSheet(title(), lines(), LARGE_CELL, LARGE_A_ROW);
    for (Map.Entry<String, List<Sample>> row :
        (labelled ? classes() : isGrouped() ? groups() : all()).entrySet()) {
      sheet.row(row.getKey(), labelled ? count(row.getKey()) : "");
      for (Sample sample : row.getValue()) {
        add(sheet, row.getKey(), sample);
      }
    }
    return sheet.draw();
  }

  private String count(String className) {
    int count = summary.set().counts().get(className);
    return count == 1 ? "" : count + " samples";
  }

  private boolean isGrouped() {
    return summary.groups() < summary.set().samples().size();
  }

  /** Returns some samples of every class. */
  private Map<String, List<Sample>> classes() {
    List<String> names = summary.set().classes();
    int aClass = names.size() > FEW_CLASSES ? A_ROW / 2 : A_ROW;
    Map<String, List<Sample>> classes = new LinkedHashMap<>();
    for (String name : names.subList(0, Math.min(MOST_CLASSES, names.size()))) {
      List<Sample> members =
          summary.set().samples().stream()
              .filter(sample -> sample.label().className().equals(Optional.of(name)))
              .toList();
      classes.put(name, DataSetSheet.spread(members, aClass));
    }
    return classes;
  }

  /** Returns some samples of some groups, where there are no classes. */
  private Map<String, List<Sample>> groups() {
    Map<String, List<Sample>> groups = new LinkedHashMap<>();
    for (Sample sample : summary.set().samples()) {
      groups.computeIfAbsent(sample.group(), _ -> new ArrayList<>()).add(sample);
    }
    Map<String, List<Sample>> some = new LinkedHashMap<>();
    for (String name : DataSetSheet.spread(List.copyOf(groups.keySet()), MOST_GROUPS)) {
      some.put(name, DataSetSheet.spread(groups.get(name), LARGE_A_ROW));
    }
    return some;
  }

  /** Returns some samples, row by row. */
  private Map<String, List<Sample>> all() {
    List<Sample> some = DataSetSheet.spread(summary.set().samples(), MOST_GROUPS);
    Map<String, List<Sample>> rows = new LinkedHashMap<>();
    for (int i = 0; i < some.size(); i += LARGE_A_ROW) {
      // Rows without a name are distinguished by their length.
      rows.put(" ".repeat(i + 1), some.subList(i, Math.min(i + LARGE_A_ROW, some.size())));
    }
    return rows;
  }

  private void add(DataSetSheet sheet, String row, Sample sample) throws IOException {
    String name = sample.id().substring(sample.id().lastIndexOf('/') + 1);
    try {
      sheet.add(
          row,
          shown(sample.picture().read()),
          SampleMask.read(sample.label().mask()),
          summary.intensities().size() > 1 ? name + " · " + percent(sample.intensity()) : name);
    } catch (IOException e) {
      // Reported in the summary; the sheet shows where it would be.
      sheet.gap(row, name + " cannot be read");
    }
  }

  private static String percent(double intensity) {
    return NumberText.brief(100 * intensity) + " %";
  }

  private View shown(Frame frame) throws IOException {
    if (!(frame instanceof RawImage raw)) {
      return FramePreview.of(frame);
    }
    Optional<Camera> camera = camera(raw);
    if (camera.isEmpty() || isMonochrome()) {
      return FramePreview.of(grey(raw, camera));
    }
    ViewName view = raw.samples().length > MOST_FINE_PIXELS ? QUICK : FINE;
    return Isp.of(camera.get(), view).apply(camera.get().normalise(raw));
  }

  /** Returns the camera that a file names, or that of the published data that it belongs to. */
  private Optional<Camera> camera(RawImage raw) {
    try {
      return Optional.of(Camera.of(raw));
    } catch (IllegalArgumentException e) {
      return switch (summary.layout()) {
        case RAW_MICROSCOPY -> Optional.of(Camera.MICROSCOPE);
        case RAW_DRONE -> Optional.of(Camera.DRONE);
        case LABELS, BOXES, PACKED, MASKS, CLASS_FOLDERS, UNLABELLED -> Optional.empty();
      };
    }
  }

  /** A sensor without filters has no colours to find. */
  private boolean isMonochrome() throws IOException {
    return summary.set().sensor().isPresent()
        && DescriptionFiles.SENSOR.read(summary.set().sensor().get()).cfa().isEmpty();
  }

  private static RawImage grey(RawImage raw, Optional<Camera> camera) {
    if (camera.isPresent()) {
      return new BlackLevel(camera.get().blackLevel()).apply(camera.get().normalise(raw));
    }
    return FramePreview.normalised(raw);
  }

  private String title() {
    int count = summary.set().samples().size();
    int classes = summary.set().classes().size();
    return summary.set().name()
        + (count == 1 ? " · 1 sample" : " · " + count + " samples")
        + (classes == 0 ? "" : classes == 1 ? " · 1 class" : " · " + classes + " classes")
        + (classes > MOST_CLASSES ? " (the first " + MOST_CLASSES + ")" : "");
  }

  private List<String> lines() {
    String kinds = String.join(" · ", summary.kinds().keySet());
    String sizes =
        summary.sizes().size() == 1
            ? summary.sizes().firstKey() + " px"
            : summary.sizes().size() + " sizes";
    return List.of(
        "%s · %s%s"
            .formatted(
                kinds.isEmpty() ? "nothing readable" : kinds,
                sizes,
                summary.masks() > 0 ? " · " + summary.masks() + " masks, outlined" : ""),
        "licence %s".formatted(summary.set().rights().licence().orElse("not known")));
  }
}
