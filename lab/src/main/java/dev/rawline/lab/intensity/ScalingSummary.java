package dev.rawline.lab.intensity;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.dataset.LabelsFile;
import dev.rawline.lab.dataset.SampleEntry;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * The files that describe everything that was scaled together: labels, sensor, sheet and data card.
 *
 * @param ownSensor the parameters of the data set's own sensor, where others were used
 * @param source the card of the data set that was scaled
 */
record ScalingSummary(
    FileScaling scaling, Optional<Map<String, Object>> ownSensor, Optional<DataCard> source) {

  /** Writes the files that describe everything. */
  void write(RawCollection collection, List<FileOutcome> outcomes) throws IOException {
    List<RawCollection.Item> made = FileOutcome.accepted(collection.items(), outcomes);
    DescriptionFiles.SENSOR.write(scaling.used(), scaling.made().folder().resolve("sensor.yaml"));
    if (collection.dataSet().isPresent()) {
      writeLabels(made);
    }
    if (!made.isEmpty()) {
      writeOverview(made);
    }
    writeProvenance(made);
    if (collection.dataSet().isPresent() && !made.isEmpty()) {
      writeCard(collection.dataSet().get());
    }
  }

  private void writeLabels(List<RawCollection.Item> made) throws IOException {
    ScaledDataSet set = scaling.made();
    SequencedMap<String, SampleEntry> labels = new LinkedHashMap<>();
    for (double fraction : set.series()) {
      for (RawCollection.Item item : made) {
        labels.put(
            set.folder().relativize(set.image(fraction, item)).toString().replace('\\', '/'),
            new SampleEntry(
                item.stem(),
                item.stem(),
                item.className(),
                item.group(),
                item.intensityAt(fraction),
                item.side()));
      }
    }
    LabelsFile.write(set.folder(), labels);
  }

  private void writeOverview(List<RawCollection.Item> made) throws IOException {
    ScalingSheet sheet =
        new ScalingSheet(
            scaling.made().series(),
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
      for (double fraction : scaling.made().series()) {
        RawImage dimmed = RawFiles.read(scaling.made().image(fraction, item));
        scaled.add(dimmed);
        captions.add(ScalingCheck.of(source, dimmed, readout, scaling.offsets(), fraction).words());
      }
      sheet.add(
          item.intensity() == 1
              ? item.name()
              : "%s, recorded at an intensity of %s".formatted(item.name(), item.intensity()),
          scaled,
          captions,
          readout);
    }
    PngFile.write(sheet.draw(), scaling.made().folder().resolve("overview.png"));
  }

  private void writeProvenance(List<RawCollection.Item> made) throws IOException {
    Map<String, Object> files = new LinkedHashMap<>();
    for (RawCollection.Item item : made) {
      Map<String, Object> found = JsonFile.read(scaling.made().record(item));
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("input", ((Map<?, ?>) found.get(FileScaling.SETTINGS)).get("input"));
      if (item.intensity() != 1) {
        entry.put("intensity", item.intensity());
      }
      entry.put(FileScaling.SATURATED_SHARE, found.get(FileScaling.SATURATED_SHARE));
      entry.put(FileScaling.INTENSITIES, found.get(FileScaling.INTENSITIES));
      files.put(item.name(), entry);
    }
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("what", ScaledDataSet.WHAT);
    card.putAll(scaling.settings());
    ownSensor.ifPresent(numbers -> card.put("sensorOfTheDataSet", numbers));
    card.put("seedOfAFile", "run seed and '<file> at <intensity>'");
    card.put("files", files);
    JsonFile.write(card, scaling.made().provenance());
  }

  private void writeCard(DataSet scaled) throws IOException {
    String name = scaled.name();
    new DataSetCard(
            name + " in less light",
            source.map(DataCard::what).orElse("Raw images of one camera.")
                + " Simulated recordings of the same camera at lower intensities.",
            scaled.rights().changed("scaled in intensity by Rawline " + Version.CURRENT),
            source.flatMap(DataCard::source),
            Optional.of("sensor " + scaling.used().name()),
            Optional.of("sensor.yaml states the source of every number of the sensor"),
            String.format(
                Locale.ROOT,
                "rawline scale-intensity of %s, by %s, seed %d; all settings are in"
                    + " provenance.json",
                name,
                scaling.method().name().toLowerCase(Locale.ROOT),
                scaling.seed()))
        .write(scaling.made().folder(), "");
  }
}
