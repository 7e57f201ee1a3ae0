package dev.rawline.lab.intensity;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.dataset.DataSetCard;
import dev.rawline.lab.dataset.LabelsFile;
import dev.rawline.lab.dataset.SampleEntry;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * The files that describe everything that was scaled together: labels, sensor, camera, sheet and
 * data card.
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
    Optional<Path> camera = collection.dataSet().flatMap(DataSet::camera);
    if (camera.isPresent()) {
      AtomicFile.write(
          scaling.made().folder().resolve(DataSet.CAMERA), Files.readAllBytes(camera.get()));
    }
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
      RawImage source = scaling.read(item.file());
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

  /**
   * Whether a scaled mosaic has the mean and the added noise that its scaling foretells.
   *
   * <p>Samples that are saturated in the source, or clipped in either mosaic, do not count.
   *
   * @param pixels how many samples count; where none does, all that follows is not a number
   * @param electrons the mean charge of the scaled mosaic [e⁻]
   * @param meanRatio Σ L(y′ − b) / (s Σ L(y − b)), with linear signals L: 1 is right
   * @param noiseRatio Σ (L(y′ − b) − s L(y − b))² over its expectation: 1 is right
   */
  record ScalingCheck(long pixels, double electrons, double meanRatio, double noiseRatio) {

    /**
     * Compares.
     *
     * @param readout how both were stored
     * @param offsets each pixel's own level in the dark [DN], if known
     * @param fraction the share s of the light
     */
    static ScalingCheck of(
        RawImage source,
        RawImage scaled,
        Readout readout,
        Optional<RawImage> offsets,
        double fraction) {
      double sum = 0;
      double scaledSum = 0;
      double squares = 0;
      double expected = 0;
      long count = 0;
      GainCurve response = readout.response();
      double dark = Math.pow(readout.darkNoise(), 2);
      double step = Math.pow(readout.step(), 2) / 12.0;
      double square = fraction * fraction;
      for (int row = 0; row < source.height(); row++) {
        for (int column = 0; column < source.width(); column++) {
          double stored = source.at(row, column);
          double made = scaled.at(row, column);
          if (stored >= readout.saturation() || stored <= 0 || made <= 0) {
            continue;
          }
          double black =
              readout.black().at(source.cfa().siteAt(row, column))
                  + (offsets.isPresent() ? offsets.get().at(row, column) : 0);
          double signal = response.linear(stored - black);
          double level = response.linear(made - black);
          double away = level - fraction * signal;
          sum += signal;
          scaledSum += level;
          squares += away * away;
          double rounding = step / Math.pow(response.relativeGainAt(stored - black), 2);
          double fresh = (1 - square) * dark - square * rounding;
          double less = response.noiseFactorAt(response.signal(fraction * signal));
          double lacking = less - fraction * response.noiseFactorAt(stored - black);
          double shot = fraction * lacking * readout.gain() * signal;
          double again = step / Math.pow(response.relativeGainAt(made - black), 2);
          expected += Math.max(0, shot + fresh) + (fraction < 1 ? again : 0);
          count++;
        }
      }
      if (count == 0) {
        return new ScalingCheck(0, Double.NaN, Double.NaN, Double.NaN);
      }
      return new ScalingCheck(
          count,
          scaledSum / count / readout.gain(),
          ratio(scaledSum, fraction * sum),
          squares == 0 && expected == 0 ? Double.NaN : squares / expected);
    }

    private static double ratio(double found, double expected) {
      return found == expected ? 1 : found / expected;
    }

    /** Returns the numbers, as values of {@link dev.rawline.data.file.JsonFile}. */
    Map<String, Object> record() {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("checkedPixels", pixels);
      record.put("meanElectrons", finite(electrons));
      record.put("meanRatio", finite(meanRatio));
      record.put("addedNoiseRatio", finite(noiseRatio));
      return record;
    }

    /** Returns the numbers in a few words. */
    String words() {
      if (pixels == 0) {
        return "not checked: every pixel\nis saturated or clipped";
      }
      String mean =
          "mean %s e⁻, %s of theory"
              .formatted(
                  NumberText.signed(electrons, 3), String.format(Locale.ROOT, "%.4f", meanRatio));
      return Double.isFinite(noiseRatio)
          ? mean + String.format(Locale.ROOT, "\nadded variance %.3f of theory", noiseRatio)
          : mean;
    }

    private static Object finite(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }
}
