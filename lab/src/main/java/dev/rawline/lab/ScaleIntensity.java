package dev.rawline.lab;

import dev.rawline.data.RawFiles;
import dev.rawline.data.config.CorrectionMapFiles;
import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RefusedFileException;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Known;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.CorrectionMaps;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.lab.report.ScalingSheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Raw files → the same raw files in less light, by calibrated intensity scaling.
 *
 * <p>{@code 000001.tiff} becomes {@code images/raw_scale050/000001.tiff} and its sidecar for the
 * fraction 0.5, and so on for all of the series; {@code records/000001.json} tells where they came
 * from, what share of the source is saturated, and whether mean and noise came out as foretold.
 * Beside them stand {@code sensor.yaml}, {@code data-card.json}, {@code overview.png}, and for a
 * labelled data set {@code labels.csv} (file, class, group, intensity) and its {@code masks}.
 * {@code saturated/000001.png} shows the saturated pixels where there are any.
 *
 * <p>Every file is whole or absent, and the record of a raw file comes last; so a run that is
 * repeated resumes, and skips what stands there, made of the same content with the same settings;
 * what was made with other settings is made again. A folder is refused, and nothing in it touched,
 * that holds other intensities, what was made of files that are not named now, or files of these
 * names that this command did not write; other files do not matter.
 *
 * @param folder where the outputs go; made if it does not exist
 * @param sensor the camera that recorded the files; empty to take the data set's own
 * @param series the fractions of the light, each above 0 and at most 1
 * @param method how samples are scaled
 * @param seed what all randomness comes from, together with a file's name and the fraction
 * @param maps the folder of a calibration's maps, whose offsets are heeded
 * @param force whether everything is made again
 */
public record ScaleIntensity(
    Path folder,
    Optional<SensorSpec> sensor,
    List<Double> series,
    IntensityScaling.Method method,
    long seed,
    Optional<Path> maps,
    boolean force) {
  private static final String WHAT = "raw images in less light, by calibrated intensity scaling";
  private static final String SETTINGS = "settings";
  private static final String OUTPUTS = "outputs";
  private static final String SCALE = "raw_scale";
  private static final int SHOWN = 3;
  private static final String CARD = "data-card.json";

  /** All that a run puts into its folder. */
  private static final List<String> NAMES =
      List.of(
          CARD,
          "images",
          "labels.csv",
          "masks",
          "overview.png",
          "records",
          "saturated",
          "sensor.yaml");

  /**
   * Checks the series.
   *
   * @throws IllegalArgumentException if there is no fraction, or one lies outside 0 to 1
   */
  public ScaleIntensity {
    series = series.stream().distinct().toList();
    if (series.isEmpty()) {
      throw new IllegalArgumentException(
          "no intensity is asked for: name at least one, above 0 and at most 1");
    }
    for (double fraction : series) {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException(
            "intensity %s is asked for: expected above 0 and at most 1 (share of the light)"
                .formatted(fraction));
      }
    }
  }

  /**
   * Scales raw files. A file that cannot be scaled faithfully is refused and the others go on.
   *
   * @param inputs the folder of a data set, a folder of raw files, or raw files
   * @return what became of each file, in their order
   * @throws RefusedFileException if the inputs are no such thing, or nothing tells their sensor
   * @throws IOException if an output cannot be written; the message says why and what to do
   */
  public List<Outcome> run(List<Path> inputs, Progress progress) throws IOException {
    for (Path input : inputs) {
      if (WHAT.equals(JsonFile.read(input.resolve(CARD)).get("what"))) {
        throw new RefusedFileException(
            input,
            "holds images whose intensity is scaled already (data-card.json)",
            "scale the data set that they were made of, to every intensity at once");
      }
    }
    RawCollection collection = RawCollection.of(inputs);
    if (inputs.stream().anyMatch(this::isOurs)) {
      throw new RefusedFileException(
          folder, "would be written into while it is read", "choose another folder with --out");
    }
    SensorSpec used = sensorOf(collection, inputs.getFirst());
    Optional<Map<String, Object>> told = otherSensor(collection, used, progress);
    Optional<RawImage> offsets = offsets();
    requireOwn(collection);
    makeFolders();
    begin();

    Work work = new Work(used, offsets, settings(used, offsets), told);
    Set<String> claims = new HashSet<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (RawCollection.Item item : collection.items()) {
      progress.begins(item.file(), outcomes.size() + 1, collection.items().size());
      Outcome outcome;
      try {
        if (!claims.add(Outputs.stem(item.file()).toLowerCase(Locale.ROOT))) {
          throw new RefusedFileException(
              item.file(),
              "its outputs would have the names of those of another file",
              "scale it into another folder with --out");
        }
        outcome = work.scale(item, progress);
      } catch (RefusedFileException e) {
        outcome = new Outcome.Refused(item.file(), e.getMessage());
      }
      outcomes.add(outcome);
      progress.ends(outcome);
    }
    work.finish(collection, outcomes);
    return outcomes;
  }

  private boolean isOurs(Path input) {
    return Files.isDirectory(input)
        && input.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize());
  }

  private SensorSpec sensorOf(RawCollection collection, Path input) throws IOException {
    if (sensor.isPresent()) {
      return sensor.get();
    }
    if (collection.sensor().isEmpty()) {
      throw new RefusedFileException(
          input,
          "no sensor.yaml tells which sensor recorded it",
          "name the sensor with --sensor drone, microscope or the path of a sensor.yaml");
    }
    return SensorFiles.read(collection.sensor().get());
  }

  /** Returns the numbers of the data set's own sensor, where they are not those that are used. */
  private Optional<Map<String, Object>> otherSensor(
      RawCollection collection, SensorSpec used, Progress progress) throws IOException {
    if (sensor.isEmpty() || collection.sensor().isEmpty()) {
      return Optional.empty();
    }
    Path file = collection.sensor().get();
    SensorSpec own = SensorFiles.read(file);
    Map<String, Object> told = numbers(own);
    Map<String, Object> differing = new LinkedHashMap<>(told);
    differing.entrySet().removeAll(numbers(used).entrySet());
    differing.remove("name");
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    progress.notes(
        file,
        "says another sensor recorded these files (%s, not %s: it has %s); the one that was named is used"
            .formatted(own.name(), used.name(), differing));
    return Optional.of(told);
  }

  private Optional<RawImage> offsets() throws IOException {
    if (maps.isEmpty()) {
      return Optional.empty();
    }
    CorrectionMaps read = CorrectionMapFiles.read(maps.get());
    if (read.offsets().isEmpty()) {
      throw new RefusedFileException(
          maps.get(),
          "holds no dark-offset.npy",
          "leave out --maps, or calibrate with dark frames");
    }
    return read.offsets();
  }

  /** Requires that the folder is free, or holds the same files at the same intensities. */
  private void requireOwn(RawCollection collection) throws IOException {
    if (!WHAT.equals(JsonFile.read(folder.resolve(CARD)).get("what"))) {
      Outputs.requireFree(folder, NAMES, "scale-intensity");
    }
    requireNoOtherIntensity();
    requireNoOtherFile(collection);
  }

  /** Images that the data card does not tell of would look like part of the data set. */
  private void requireNoOtherFile(RawCollection collection) throws IOException {
    Path records = folder.resolve("records");
    if (!Files.isDirectory(records)) {
      return;
    }
    Set<String> wanted =
        new HashSet<>(collection.items().stream().map(item -> Outputs.stem(item.file())).toList());
    try (Stream<Path> made = Files.list(records)) {
      List<String> others =
          made.filter(record -> String.valueOf(record).endsWith(".json"))
              .map(Outputs::stem)
              .filter(stem -> !wanted.contains(stem))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new RefusedFileException(
            folder,
            "holds what was made of files that are not named now (%s)"
                .formatted(
                    others.size() > SHOWN
                        ? String.join(", ", others.subList(0, SHOWN)) + ", …"
                        : String.join(", ", others)),
            "name them too, or choose another folder with --out");
      }
    }
  }

  /** Images that no record tells of any more would look like part of the data set. */
  private void requireNoOtherIntensity() throws IOException {
    Path made = folder.resolve("images");
    if (!Files.isDirectory(made)) {
      return;
    }
    Set<String> wanted = new HashSet<>(series.stream().map(ScaleIntensity::folderOf).toList());
    try (Stream<Path> folders = Files.list(made)) {
      List<String> others =
          folders
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> name.startsWith(SCALE) && !wanted.contains(name))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw new RefusedFileException(
            folder,
            "holds other intensities than --series asks for (%s)"
                .formatted(String.join(", ", others)),
            "ask for them too, or choose another folder with --out");
      }
    }
  }

  private void makeFolders() throws IOException {
    Outputs.makeFolder(folder);
    Outputs.makeFolder(folder.resolve("records"));
    for (double fraction : series) {
      Outputs.makeFolder(images(fraction));
    }
  }

  /** Tells, before the first file, whose the folder is. */
  private void begin() throws IOException {
    if (!Files.exists(folder.resolve(CARD))) {
      JsonFile.write(Map.of("what", WHAT), folder.resolve(CARD));
    }
  }

  private Path images(double fraction) {
    return folder.resolve("images").resolve(folderOf(fraction));
  }

  /** Returns raw_scale050 for 0.5, as the published data are called; raw_scale0.005 for 0.005. */
  static String folderOf(double fraction) {
    double perCent = fraction * 100;
    return Math.abs(perCent - Math.rint(perCent)) < 1e-9
        ? String.format(Locale.ROOT, SCALE + "%03d", Math.round(perCent))
        : SCALE + fraction;
  }

  private Map<String, Object> settings(SensorSpec used, Optional<RawImage> offsets) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("rawline", Version.CURRENT);
    settings.put("series", series);
    settings.put("method", method.name().toLowerCase(Locale.ROOT));
    settings.put("seed", seed);
    settings.put("sensor", numbers(used));
    settings.put("offsets", offsets.map(Provenance::sum).orElse(null));
    return settings;
  }

  /** Returns those of a sensor's numbers that the scaling heeds; sensor.yaml has all. */
  private static Map<String, Object> numbers(SensorSpec used) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("name", used.name());
    numbers.put("gain", used.gain());
    numbers.put("offset", used.offset());
    numbers.put("readNoise", used.readNoise());
    numbers.put("rowNoise", used.rowNoise());
    numbers.put("fullWell", used.fullWell());
    numbers.put("adcBits", used.adcBits());
    numbers.put("containerBits", used.containerBits());
    return numbers;
  }

  /** What is known once the inputs are. */
  private final class Work {
    private final SensorSpec used;
    private final Optional<RawImage> offsets;
    private final Map<String, Object> settings;
    private final Optional<Map<String, Object>> told;

    Work(
        SensorSpec used,
        Optional<RawImage> offsets,
        Map<String, Object> settings,
        Optional<Map<String, Object>> told) {
      this.used = used;
      this.offsets = offsets;
      this.settings = settings;
      this.told = told;
    }

    Outcome scale(RawCollection.Item item, Progress progress) throws IOException {
      RawImage raw = RawFiles.read(item.file());
      Map<String, Object> wanted = new LinkedHashMap<>(settings);
      wanted.put("input", Provenance.content(item.file()));
      Path sidecar = RawFiles.sidecar(item.file());
      wanted.put("sidecar", Files.isRegularFile(sidecar) ? Provenance.content(sidecar) : null);
      wanted.put("name", item.name());
      String stem = Outputs.stem(item.file());
      Path record = folder.resolve("records").resolve(stem + ".json");
      Map<String, Object> former = JsonFile.read(record);
      if (Files.exists(record) && !force) {
        requireSameInput(item, wanted, former, record);
        if (stands(wanted, former)) {
          return new Outcome.Skipped(item.file());
        }
      }
      Files.deleteIfExists(record);
      Readout readout = readout(raw, item.file());
      List<Path> outputs = new ArrayList<>();
      Map<String, Object> checks = new LinkedHashMap<>();
      Mask saturated;
      try {
        saturated = new IntensityScaling(1, readout).saturated(raw);
        for (double fraction : series) {
          RawImage scaled =
              new IntensityScaling(fraction, readout, method, offsets)
                  .draw(new Seed(seed, item.name() + " at " + fraction))
                  .apply(raw);
          Path to = images(fraction).resolve(stem + ".tiff");
          RawFiles.write(described(scaled, readout), to);
          outputs.add(to);
          outputs.add(RawFiles.sidecar(to));
          checks.put(
              String.valueOf(fraction),
              ScalingCheck.of(raw, scaled, readout, offsets, fraction).record());
          progress.advances((double) raw.samples().length / series.size(), raw.samples().length);
        }
      } catch (IllegalArgumentException e) {
        throw Refusal.of(item.file(), e);
      }
      if (item.mask().isPresent()) {
        outputs.add(copied(item.mask().get(), "masks", stem));
      }
      Saturation.note(saturated.coverage(), item.file(), progress);
      if (saturated.coverage() > 0) {
        Outputs.makeFolder(folder.resolve("saturated"));
        Path to = folder.resolve("saturated").resolve(stem + ".png");
        MaskFile.write(saturated, to);
        outputs.add(to);
      }
      write(record, wanted, outputs, saturated, checks);
      return new Outcome.Rendered(item.file(), outputs, raw.samples().length);
    }

    private void requireSameInput(
        RawCollection.Item item,
        Map<String, Object> wanted,
        Map<String, Object> former,
        Path record)
        throws RefusedFileException {
      if (!(former.get(SETTINGS) instanceof Map<?, ?> settled
          && Objects.equals(settled.get("input"), wanted.get("input")))) {
        throw new RefusedFileException(
            item.file(),
            "the outputs of this name were made from other content (" + record + ")",
            "choose another folder with --out, or replace them with --force");
      }
    }

    private boolean stands(Map<String, Object> wanted, Map<String, Object> former)
        throws IOException {
      if (!sameText(wanted, former.get(SETTINGS))
          || !(former.get(OUTPUTS) instanceof Map<?, ?> outputs)) {
        return false;
      }
      for (Map.Entry<?, ?> output : outputs.entrySet()) {
        Path path = folder.resolve(String.valueOf(output.getKey()));
        if (!Files.exists(path)
            || !(output.getValue() instanceof Number size)
            || Files.size(path) != size.longValue()) {
          return false;
        }
      }
      return true;
    }

    /** Numbers come back from JSON in other types; as text they are the same. */
    private boolean sameText(Map<String, Object> wanted, Object former) {
      return former instanceof Map<?, ?> && wanted.toString().equals(former.toString());
    }

    private Path copied(Path file, String into, String stem) throws IOException {
      Outputs.makeFolder(folder.resolve(into));
      Path to = folder.resolve(into).resolve(stem + ".png");
      AtomicFile.write(to, Files.readAllBytes(file));
      return to;
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
      found.put("saturatedShare", saturated.coverage());
      found.put("intensities", checks);
      found.put(OUTPUTS, sizes);
      JsonFile.write(found, record);
    }

    private String relative(Path output) {
      return folder.relativize(output).toString().replace('\\', '/');
    }

    /** The file's own black level counts, if it tells one. */
    private Readout readout(RawImage raw, Path file) throws RefusedFileException {
      if (raw.unit() != RawImage.Unit.DN) {
        throw new RefusedFileException(
            file,
            "holds normalised samples, whose electrons nobody can count",
            "give the digital numbers that the camera stored");
      }
      int bits = raw.calibration().containerBits();
      if (bits != used.containerBits()) {
        throw new RefusedFileException(
            file,
            "has samples of %d bits, but the sensor %s stores %d"
                .formatted(bits, used.name(), used.containerBits()),
            "name the sensor that recorded it with --sensor");
      }
      Readout readout = Readout.of(used);
      return raw.calibration()
          .blackLevel()
          .map(level -> readout.withBlack(level.value()))
          .orElse(readout);
    }

    /** Returns a mosaic whose sidecar tells the levels even where the source's did not. */
    private RawImage described(RawImage raw, Readout readout) {
      Calibration known = raw.calibration();
      String source = "sensor " + used.name();
      Calibration full =
          new Calibration(
              known.containerBits(),
              Optional.of(known.blackLevel().orElse(new Known<>(readout.black(), source))),
              Optional.of(
                  known.whiteLevel().orElse(new Known<>((double) readout.largest(), source))),
              known.whiteBalance(),
              known.colourMatrix(),
              Optional.of(known.camera().orElse(new Known<>(used.name(), source))),
              known.iso(),
              known.exposureSeconds(),
              known.orientation());
      return new RawImage(raw.width(), raw.height(), raw.cfa(), raw.unit(), raw.samples(), full);
    }

    /** Writes what tells of all files together. */
    void finish(RawCollection collection, List<Outcome> outcomes) throws IOException {
      List<RawCollection.Item> made = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        switch (outcomes.get(i)) {
          case Outcome.Rendered _, Outcome.Skipped _ -> made.add(collection.items().get(i));
          case Outcome.Refused _ -> {}
        }
      }
      SensorFiles.write(used, folder.resolve("sensor.yaml"));
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
      for (double fraction : series) {
        for (RawCollection.Item item : made) {
          labels.append(
              "images/%s/%s.tiff,%s,%s,%s%n"
                  .formatted(
                      folderOf(fraction),
                      Outputs.stem(item.file()),
                      item.label(),
                      item.group(),
                      fraction));
        }
      }
      AtomicFile.write(
          folder.resolve("labels.csv"), labels.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void writeOverview(List<RawCollection.Item> made) throws IOException {
      ScalingSheet sheet =
          new ScalingSheet(
              series,
              "sensor %s, by %s, seed %d"
                  .formatted(used.name(), method.name().toLowerCase(Locale.ROOT), seed),
              used.cfa().isEmpty());
      // The first, the middle and the last of many.
      for (int i :
          Arrays.stream(new int[] {0, made.size() / 2, made.size() - 1})
              .distinct()
              .limit(SHOWN)
              .toArray()) {
        RawCollection.Item item = made.get(i);
        RawImage source = RawFiles.read(item.file());
        Readout readout = readout(source, item.file());
        List<RawImage> scaled = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        for (double fraction : series) {
          RawImage dimmed =
              RawFiles.read(images(fraction).resolve(Outputs.stem(item.file()) + ".tiff"));
          scaled.add(dimmed);
          captions.add(ScalingCheck.of(source, dimmed, readout, offsets, fraction).words());
        }
        sheet.add(item.name(), scaled, captions, readout);
      }
      PngFile.write(sheet.draw(), folder.resolve("overview.png"));
    }

    private void writeCard(List<RawCollection.Item> made) throws IOException {
      Map<String, Object> files = new LinkedHashMap<>();
      for (RawCollection.Item item : made) {
        Path record = folder.resolve("records").resolve(Outputs.stem(item.file()) + ".json");
        Map<String, Object> found = new HashMap<>(JsonFile.read(record));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("input", ((Map<?, ?>) found.get(SETTINGS)).get("input"));
        entry.put("saturatedShare", found.get("saturatedShare"));
        entry.put("intensities", found.get("intensities"));
        files.put(item.name(), entry);
      }
      Map<String, Object> card = new LinkedHashMap<>();
      card.put("what", WHAT);
      card.putAll(settings);
      told.ifPresent(numbers -> card.put("sensorOfTheDataSet", numbers));
      card.put("seedOfAFile", "run seed and '<file> at <intensity>'");
      card.put("files", files);
      JsonFile.write(card, folder.resolve(CARD));
    }
  }
}
