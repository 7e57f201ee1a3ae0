package dev.rawline.lab;

import dev.rawline.data.RawFiles;
import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.report.ScalingSheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What tells of all files that were scaled together: labels, sensor, sheet and data card. */
final class ScalingSummary {
  private final FileScaling scaling;
  private final ScaledDataSet set;
  private final Optional<Map<String, Object>> told;

  /**
   * Begins the summary.
   *
   * @param told the numbers of the data set's own sensor, where they are not those that were used
   */
  ScalingSummary(FileScaling scaling, Optional<Map<String, Object>> told) {
    this.scaling = scaling;
    this.set = scaling.made();
    this.told = told;
  }

  /** Writes what tells of all files together. */
  void write(RawCollection collection, List<Outcome> outcomes) throws IOException {
    List<RawCollection.Item> made = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Rendered _, Outcome.Skipped _ -> made.add(collection.items().get(i));
        case Outcome.Refused _ -> {}
      }
    }
    SensorFiles.write(scaling.used(), set.folder().resolve("sensor.yaml"));
    if (collection.isLabelled()) {
      writeLabels(made);
    }
    if (!made.isEmpty()) {
      writeOverview(made);
    }
    writeCard(made);
  }

  private void writeLabels(List<RawCollection.Item> made) throws IOException {
    StringBuilder labels = new StringBuilder("file,class,group,intensity\n");
    for (double fraction : set.series()) {
      for (RawCollection.Item item : made) {
        labels.append(
            "images/%s/%s.tiff,%s,%s,%s\n"
                .formatted(
                    ScaledDataSet.folderOf(fraction),
                    Outputs.stem(item.file()),
                    item.label(),
                    item.group(),
                    fraction));
      }
    }
    AtomicFile.write(
        set.folder().resolve("labels.csv"), labels.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void writeOverview(List<RawCollection.Item> made) throws IOException {
    ScalingSheet sheet =
        new ScalingSheet(
            set.series(),
            "sensor %s, by %s, seed %d"
                .formatted(
                    scaling.used().name(),
                    scaling.method().name().toLowerCase(Locale.ROOT),
                    scaling.seed()),
            scaling.used().cfa().isEmpty());
    // The first, the middle and the last of many.
    for (int i : IntStream.of(0, made.size() / 2, made.size() - 1).distinct().toArray()) {
      RawCollection.Item item = made.get(i);
      RawImage source = RawFiles.read(item.file());
      Readout readout = scaling.readout(source, item.file());
      List<RawImage> scaled = new ArrayList<>();
      List<String> captions = new ArrayList<>();
      for (double fraction : set.series()) {
        RawImage dimmed = RawFiles.read(set.image(fraction, item.file()));
        scaled.add(dimmed);
        captions.add(ScalingCheck.of(source, dimmed, readout, scaling.offsets(), fraction).words());
      }
      sheet.add(item.name(), scaled, captions, readout);
    }
    PngFile.write(sheet.draw(), set.folder().resolve("overview.png"));
  }

  private void writeCard(List<RawCollection.Item> made) throws IOException {
    Map<String, Object> files = new LinkedHashMap<>();
    for (RawCollection.Item item : made) {
      Map<String, Object> found = JsonFile.read(set.record(item.file()));
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("input", ((Map<?, ?>) found.get(FileScaling.SETTINGS)).get("input"));
      entry.put(FileScaling.SATURATED_SHARE, found.get(FileScaling.SATURATED_SHARE));
      entry.put(FileScaling.INTENSITIES, found.get(FileScaling.INTENSITIES));
      files.put(item.name(), entry);
    }
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("what", ScaledDataSet.WHAT);
    card.putAll(scaling.settings());
    told.ifPresent(numbers -> card.put("sensorOfTheDataSet", numbers));
    card.put("seedOfAFile", "run seed and '<file> at <intensity>'");
    card.put("files", files);
    JsonFile.write(card, set.card());
  }
}
