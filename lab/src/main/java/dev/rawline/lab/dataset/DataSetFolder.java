package dev.rawline.lab.dataset;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.output.Version;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The folder of a data set that is made sample by sample: the place of each file, who made it, and
 * what of it is whole.
 *
 * <p>It holds {@code images/ID.tiff} with {@code images/ID.yaml} (or {@code images/ID.png} of
 * processed pictures), {@code masks/ID.png}, {@code records/ID.json}, {@code labels.csv}, {@code
 * provenance.json} (the settings, which decide about the bits of a sample, and every sample's
 * sums), {@code card.yaml} and {@code README.md}. The record of a sample is written after its files
 * and has their sums, and {@code provenance.json} is written with the settings alone before the
 * first sample; so an interrupted run can be distinguished from another one, and resumes.
 */
public final class DataSetFolder {
  private static final String PROVENANCE = "provenance.json";
  private static final String SETTINGS = "settings";
  private static final String SAMPLES = "samples";
  private static final String SUMS = "sha256";

  /** All that a data set puts into its folder. */
  private static final List<String> NAMES =
      List.of(
          DataSet.CAMERA,
          DescriptionFiles.CARD.name(),
          "images",
          "labels.csv",
          "masks",
          "optics.yaml",
          "overview.png",
          PROVENANCE,
          "radiance",
          "README.md",
          "records",
          "sensor.yaml");

  /** What of it is written only after some sample was. */
  private static final List<String> LATER =
      List.of(DescriptionFiles.CARD.name(), "labels.csv", "overview.png", "README.md", "records");

  /** Two values of more letters together than this are not quoted in a sentence. */
  private static final int LONG = 80;

  private static final MathContext DIGITS = new MathContext(6);

  private final Path folder;
  private final String command;
  private final Map<String, Object> settings;
  private final String settingsSum;
  private final Map<String, Object> former;

  /**
   * Prepares a folder; nothing is written yet.
   *
   * @param folder where it is, or is to be
   * @param command what makes it, for messages
   * @param settings all that decides about the bits of a sample, as values of {@link JsonFile}
   * @throws IOException if an existing file cannot be read
   */
  public DataSetFolder(Path folder, String command, Map<String, Object> settings)
      throws IOException {
    this.folder = folder;
    this.command = command;
    this.settings = new LinkedHashMap<>();
    this.settings.put("rawline", Version.CURRENT);
    this.settings.put("command", command);
    this.settings.putAll(settings);
    this.settingsSum = Provenance.sum(this.settings.toString());
    this.former = JsonFile.read(folder.resolve(PROVENANCE));
  }

  /** Returns the folder itself. */
  public Path folder() {
    return folder;
  }

  /** Returns the file of the mosaic of a sample. */
  public Path image(SampleEntry sample) {
    return within("images", sample.id() + ".tiff");
  }

  /** Returns the file of the processed picture of a sample. */
  public Path picture(SampleEntry sample) {
    return within("images", sample.id() + ".png");
  }

  /** Returns the file of the mask of a sample. */
  public Path mask(SampleEntry sample) {
    return within("masks", sample.mask() + ".png");
  }

  private Path record(SampleEntry sample) {
    return within("records", sample.id() + ".json");
  }

  /** An id may come from an untrusted file: it must not lead out of the folder. */
  private Path within(String part, String name) {
    Path path = folder.resolve(part).resolve(name).normalize();
    if (!path.startsWith(folder.resolve(part).normalize())) {
      throw new IllegalArgumentException(
          "the id '%s' leads out of the data set's folder: expected names of folders and of a file, separated by '/'"
              .formatted(name));
    }
    return path;
  }

  /** Returns the files of a sample that there are, but for its record. */
  public List<Path> files(SampleEntry sample) {
    return Stream.of(image(sample), RawFiles.sidecar(image(sample)), picture(sample), mask(sample))
        .filter(Files::exists)
        .toList();
  }

  /** Returns a file's name as the data set has it. */
  public String name(Path file) {
    return folder.normalize().relativize(file).toString().replace('\\', '/');
  }

  /**
   * Requires that the folder is free, or holds this data set, whole or in part.
   *
   * @throws RejectedFileException if it holds something else; the message states what
   */
  public void requireOwn() throws IOException {
    if (!(former.get(SETTINGS) instanceof Map<?, ?> found)) {
      OutputFiles.requireFree(folder, NAMES, command);
      return;
    }
    if (isUnused()) {
      OutputFiles.requireFree(folder, LATER, command);
    } else {
      refuse(differences(found));
    }
  }

  /**
   * Requires that the folder holds no more samples than are requested.
   *
   * @param count how many are requested
   * @param file the file of the i-th sample, from 0
   * @throws RejectedFileException if it does
   */
  public void requireNoMore(int count, IntFunction<Path> file) throws RejectedFileException {
    int existing = count;
    while (Files.exists(file.apply(existing))) {
      existing++;
    }
    if (existing > count) {
      throw new RejectedFileException(
          folder,
          "contains %d samples of this data set, more than the requested %d"
              .formatted(existing, count),
          "ask for %d or more with --count, or choose another folder with --out"
              .formatted(existing));
    }
  }

  /**
   * Rejects the folder because of settings that differ; does nothing if the list is empty.
   *
   * @throws RejectedFileException if it is not
   */
  public void refuse(List<String> differences) throws RejectedFileException {
    if (!differences.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "contains a data set made with other settings (%s)"
              .formatted(String.join("; ", differences)),
          "choose another folder with --out");
    }
  }

  /** Returns whether no sample was made yet, be it that a run failed before the first. */
  public boolean isUnused() throws IOException {
    return !OutputFiles.isTaken(folder.resolve("images"));
  }

  /** Returns in what a card's settings are not these: short ones in full, long ones by name. */
  private List<String> differences(Map<?, ?> found) {
    List<String> differences = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(settings.keySet());
    found.keySet().forEach(name -> names.add(String.valueOf(name)));
    for (String name : names) {
      // As text, because a number that is read back may be of another type.
      if (!String.valueOf(found.get(name)).equals(String.valueOf(settings.get(name)))) {
        String there = words(found.get(name));
        String here = words(settings.get(name));
        differences.add(
            there.equals(here) || there.length() + here.length() > LONG
                ? "another " + name
                : "%s %s, not %s".formatted(name, there, here));
      }
    }
    return differences;
  }

  private static String words(Object value) {
    return value instanceof Double number
        ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString()
        : String.valueOf(value);
  }

  /**
   * Makes the folders, and records, before the first sample, who made them.
   *
   * @throws IOException if that cannot be written; the message states the reason and the remedy
   */
  public void begin() throws IOException {
    if (Share.isPart()) { // the process that began this one has done it, and others write
      return;
    }
    for (String part : List.of("", "images", "masks", "records")) {
      OutputFiles.makeFolder(folder.resolve(part));
      clear(folder.resolve(part));
    }
    if (isUnused()) {
      JsonFile.write(Map.of(SETTINGS, settings), folder.resolve(PROVENANCE));
    }
  }

  /** Ids may have levels, each a folder in which a killed run may have left something half. */
  private static void clear(Path part) throws IOException {
    try (Stream<Path> inside = Files.walk(part)) {
      for (Path below : inside.filter(Files::isDirectory).toList()) {
        AtomicFile.deleteAbandoned(below);
      }
    }
  }

  /** Returns the checksums of a picture and its mask, as the input of a sample. */
  public static String input(Frame picture, Optional<Mask> mask) {
    return SampleChecksum.of(picture)
        + mask.map(known -> " " + SampleChecksum.of(known)).orElse("");
  }

  /**
   * Returns whether a sample's files exist, complete and unchanged, made with these settings of
   * this input.
   *
   * @param input its inputs in addition to the settings, as words or checksums
   */
  public boolean isComplete(SampleEntry sample, String input) throws IOException {
    Map<String, Object> record = JsonFile.read(record(sample));
    return sum(input).equals(record.get(SETTINGS))
        && !files(sample).isEmpty()
        && Objects.equals(record.get(SUMS), sums(sample));
  }

  /** Removes the record of a sample whose files are about to be replaced. */
  public void open(SampleEntry sample) throws IOException {
    for (Path path : List.of(record(sample), image(sample), mask(sample))) {
      Files.createDirectories(path.getParent());
    }
    Files.deleteIfExists(record(sample));
  }

  /** Writes the mask of a sample, or removes that of an earlier state if it has none any more. */
  public void writeMask(SampleEntry sample, Optional<Mask> mask) throws IOException {
    if (mask.isPresent()) {
      MaskFile.write(mask.get(), mask(sample));
    } else {
      Files.deleteIfExists(mask(sample));
    }
  }

  /**
   * Writes the record of a sample whose files exist.
   *
   * @param input its inputs in addition to the settings, as words or checksums
   * @param findings what is known of it besides, as values of {@link JsonFile}
   */
  public void close(SampleEntry sample, String input, Map<String, Object> findings)
      throws IOException {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(SETTINGS, sum(input));
    record.putAll(findings);
    record.put(SUMS, sums(sample));
    JsonFile.write(record, record(sample));
  }

  /** Returns what is known of a sample besides its labels, in the order of its record. */
  public Map<String, Object> findings(SampleEntry sample) throws IOException {
    Map<String, Object> findings = new LinkedHashMap<>(JsonFile.read(record(sample)));
    findings.remove(SETTINGS);
    return findings;
  }

  private String sum(String input) {
    return input.isEmpty() ? settingsSum : Provenance.sum(settingsSum + "\n" + input);
  }

  /**
   * Writes the table of labels and the provenance of all samples.
   *
   * @param totals what is known of all of them together, as values of {@link JsonFile}
   */
  public void finish(List<SampleEntry> samples, Map<String, Object> totals) throws IOException {
    SequencedMap<String, SampleEntry> labels = new LinkedHashMap<>();
    samples.forEach(sample -> labels.put(name(written(sample)), sample));
    LabelsFile.write(folder, labels);
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put(SETTINGS, settings);
    provenance.putAll(totals);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (SampleEntry sample : samples) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", name(written(sample)));
      entry.put("class", sample.className());
      entry.put("group", sample.group());
      entry.putAll(findings(sample));
      entries.add(entry);
    }
    provenance.put(SAMPLES, entries);
    JsonFile.write(provenance, folder.resolve(PROVENANCE));
  }

  private Path written(SampleEntry sample) {
    return Files.exists(image(sample)) ? image(sample) : picture(sample);
  }

  private Map<String, Object> sums(SampleEntry sample) throws IOException {
    Map<String, Object> sums = new TreeMap<>();
    for (Path path : files(sample)) {
      sums.put(name(path), Provenance.content(path).get(SUMS));
    }
    return sums;
  }
}
