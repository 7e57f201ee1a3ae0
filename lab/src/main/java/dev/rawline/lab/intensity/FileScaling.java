package dev.rawline.lab.intensity;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.FileMask;
import dev.rawline.data.set.SampleMask;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.dataset.FrameChecks;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The scaling of one raw file after the other to all intensities.
 *
 * @param made the folder of the results
 * @param used the sensor that recorded the files
 * @param offsets each pixel's own level in the dark [DN]
 * @param method how samples are scaled
 * @param seed the seed of the run
 * @param settings what the results depend on besides the file, for its record
 * @param force whether it is done again
 */
record FileScaling(
    ScaledDataSet made,
    SensorSpec used,
    Optional<RawImage> offsets,
    IntensityScaling.Method method,
    long seed,
    Map<String, Object> settings,
    boolean force) {
  static final String SETTINGS = "settings";
  static final String SATURATED_SHARE = "saturatedShare";
  static final String INTENSITIES = "intensities";
  private static final String OUTPUTS = "outputs";

  /** A few samples may have been replaced since, such as those of defective pixels. */
  private static final double MOST_BETWEEN_STEPS = 0.01;

  /**
   * Scales a raw file to all intensities, unless that is done.
   *
   * @throws RejectedFileException if it cannot be scaled faithfully, or its outputs are of another
   *     file
   */
  FileOutcome scale(RawCollection.Item item, Progress progress) throws IOException {
    RawImage raw = read(item.file());
    Map<String, Object> wanted = new LinkedHashMap<>(settings);
    wanted.put("input", Provenance.content(item.file()));
    Provenance.putSidecar(wanted, item.file());
    wanted.put("name", item.name());
    if (item.intensity() != 1) {
      wanted.put("intensity", item.intensity());
    }
    Path record = made.record(item);
    Map<String, Object> former = JsonFile.read(record);
    if (Files.exists(record) && !force) {
      requireSameInput(item, wanted, former, record);
      if (isUpToDate(wanted, former)) {
        return new FileOutcome.Skipped(item.file());
      }
    }
    Files.createDirectories(record.getParent());
    Files.deleteIfExists(record);
    Readout readout = readout(raw, item.file());
    FrameChecks.mask(item.mask(), raw, item.file());
    List<Path> outputs = new ArrayList<>();
    Map<String, Object> checks = new LinkedHashMap<>();
    Mask saturated;
    progress.size(raw.samples().length, "px");
    try {
      saturated = new IntensityScaling(1, readout).saturated(raw);
      for (double fraction : made.series()) {
        RawImage scaled =
            new IntensityScaling(fraction, readout, method, offsets)
                .draw(new Seed(seed, item.name() + " at " + fraction))
                .apply(raw);
        Path to = made.image(fraction, item);
        Files.createDirectories(to.getParent());
        RawFiles.write(described(scaled, readout), to);
        outputs.add(to);
        outputs.add(RawFiles.sidecar(to));
        checks.put(
            String.valueOf(fraction),
            ScalingSummary.ScalingCheck.of(raw, scaled, readout, offsets, fraction).record());
        progress.advance((double) raw.samples().length / made.series().size());
      }
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(item.file(), e);
    }
    if (item.mask().isPresent()) {
      Path to = made.mask("masks", item);
      OutputFiles.makeFolder(to.getParent());
      writeMask(item.mask().get(), to);
      outputs.add(to);
    }
    FrameChecks.noteSaturation(saturated.coverage(), progress);
    Path lost = made.mask("saturated", item);
    if (saturated.coverage() > 0) {
      OutputFiles.makeFolder(lost.getParent());
      MaskFile.write(saturated, lost);
      outputs.add(lost);
    } else {
      Files.deleteIfExists(lost); // of another content or sensor
    }
    write(record, wanted, outputs, saturated, checks);
    return new FileOutcome.Rendered(item.file(), outputs, raw.samples().length);
  }

  /** A file is copied, so that it keeps its levels. */
  private static void writeMask(SampleMask mask, Path to) throws IOException {
    if (mask instanceof FileMask stored) {
      AtomicFile.write(to, Files.readAllBytes(stored.file()));
    } else {
      MaskFile.write(mask.read(), to);
    }
  }

  private void requireSameInput(
      RawCollection.Item item, Map<String, Object> wanted, Map<String, Object> former, Path record)
      throws RejectedFileException {
    if (!(former.get(SETTINGS) instanceof Map<?, ?> settled
        && Objects.equals(settled.get("input"), wanted.get("input")))) {
      throw new RejectedFileException(
          item.file(),
          "the outputs of this name were made from different content (" + record + ")",
          "choose another folder with --out, or replace them with --force");
    }
  }

  private boolean isUpToDate(Map<String, Object> wanted, Map<String, Object> former)
      throws IOException {
    // Numbers come back from JSON in other types; as text they are the same.
    return wanted.toString().equals(String.valueOf(former.get(SETTINGS)))
        && OutputFiles.areWhole(made.folder(), former.get(OUTPUTS));
  }

  private void write(
      Path record,
      Map<String, Object> wanted,
      List<Path> outputs,
      Mask saturated,
      Map<String, Object> checks)
      throws IOException {
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (Path output : outputs) {
      sizes.put(relative(output), Files.size(output));
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put(SETTINGS, wanted);
    found.put(SATURATED_SHARE, saturated.coverage());
    found.put(INTENSITIES, checks);
    found.put(OUTPUTS, sizes);
    JsonFile.write(found, record);
  }

  private String relative(Path output) {
    return made.folder().relativize(output).toString().replace('\\', '/');
  }

  /** Reads a raw file; one that states no colour layout has that of the sensor. */
  RawImage read(Path file) throws RejectedFileException {
    RawFile stored = RawFiles.open(file, RawDescription.NONE);
    return stored.cfaSource().equals(RawFile.ASSUMED)
        ? RawFiles.read(
            file,
            RawDescription.of(
                Optional.of(new SourcedValue<>(used.layout(), "sensor " + used.name()))))
        : stored.image();
  }

  /**
   * Returns how a raw file was stored; its own black level counts, if it has one.
   *
   * @throws RejectedFileException if the sensor cannot have stored it
   */
  Readout readout(RawImage raw, Path file) throws RejectedFileException {
    if (raw.unit() != RawImage.Unit.DN) {
      throw new RejectedFileException(
          file,
          "contains normalised samples, from which electrons cannot be counted",
          "give the digital numbers stored by the camera");
    }
    int bits = raw.calibration().containerBits();
    Readout readout = Readout.of(used);
    // A file of 16 bits may hold the numbers of fewer, unshifted.
    if (bits < used.containerBits()
        || (bits > used.containerBits() && !isWithin(raw, readout.largest()))) {
      throw new RejectedFileException(
          file,
          "has samples of %d bits, but the sensor %s stores %d"
              .formatted(bits, used.name(), used.containerBits()),
          "name the sensor that recorded it with --sensor");
    }
    requireSteps(raw, readout, file);
    return raw.calibration()
        .blackLevel()
        .map(level -> readout.withBlack(level.value()))
        .orElse(readout);
  }

  private static boolean isWithin(RawImage raw, int largest) {
    for (float sample : raw.samples()) {
      if (sample > largest) {
        return false;
      }
    }
    return true;
  }

  /** A converter whose numbers are justified to the left stores multiples of its step alone. */
  private void requireSteps(RawImage raw, Readout readout, Path file) throws RejectedFileException {
    double step = readout.step();
    int between = 0;
    for (float sample : raw.samples()) {
      between += sample % step == 0 || sample >= readout.largest() ? 0 : 1;
    }
    double share = (double) between / raw.samples().length;
    if (share > MOST_BETWEEN_STEPS) {
      throw new RejectedFileException(
          file,
          "has %.0f %% of its samples between the steps of %.0f DN in which the sensor %s stores"
              .formatted(100 * share, step, used.name()),
          "name the sensor that recorded it with --sensor");
    }
  }

  /** Returns a mosaic whose sidecar has the levels even where the source's did not. */
  private RawImage described(RawImage raw, Readout readout) {
    Calibration known = raw.calibration();
    String source = "sensor " + used.name();
    Calibration full =
        new Calibration(
            known.containerBits(),
            Optional.of(known.blackLevel().orElse(new SourcedValue<>(readout.black(), source))),
            Optional.of(
                known.whiteLevel().orElse(new SourcedValue<>((double) readout.largest(), source))),
            known.whiteBalance(),
            known.colourMatrix(),
            Optional.of(known.camera().orElse(new SourcedValue<>(used.name(), source))),
            known.iso(),
            known.exposureSeconds(),
            known.orientation());
    return new RawImage(raw.width(), raw.height(), raw.cfa(), raw.unit(), raw.samples(), full);
  }
}
