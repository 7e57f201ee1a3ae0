package dev.rawline.lab.dataset;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExpectedCharge;
import dev.rawline.imaging.camera.InverseIsp;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Pictures that are not raw → a labelled raw data set of a named camera, by the inverse light path
 * ({@link InverseIsp}).
 *
 * <p>The folder holds what a simulation's holds: {@code images/NAME.tiff} (the mosaic, 16 bits)
 * with its sidecar {@code images/NAME.yaml}, {@code masks/NAME.png} where the source has masks or
 * boxes, {@code labels.csv} (file, class, group, and split where the source has one), {@code
 * sensor.yaml}, {@code records/NAME.json} (where a sample came from, what of its light was out of
 * range, and how well it comes back), {@code provenance.json}, {@code card.yaml}, {@code README.md}
 * with the source's licence and attribution, and {@code overview.png}.
 *
 * <p>The bits of a sample depend on the settings, its name and its pixels, not on the other samples
 * or the number of threads. A run that was interrupted is resumed by running it again, and a data
 * set grows when more samples are requested. A folder with another data set, a larger one, or files
 * of these names that no import wrote is rejected, and nothing in it is changed.
 *
 * @param folder where the data set goes; made if it does not exist
 * @param camera whose raw images the pictures become
 * @param sensor its sensor
 * @param light the share of the light that the picture itself represents, above 0: at 1 the camera
 *     renders the picture again as bright as it was
 * @param noise whether shot noise, row noise and read noise are drawn
 * @param seed the run's seed; the noise of a sample is drawn from it and the sample's name
 * @param threads the most threads at work at once
 */
public record ImportPictures(
    Path folder,
    Camera camera,
    SensorSpec sensor,
    double light,
    boolean noise,
    long seed,
    int threads) {
  /**
   * Checks that the camera can be undone.
   *
   * @throws IllegalArgumentException if it cannot, or the light is not above 0
   */
  public ImportPictures {
    ParameterChecks.requireAbove("light", light, "share, no unit", 0);
    var _ = new InverseIsp(camera.withLight(light), sensor);
  }

  /**
   * What became of a data set's pictures.
   *
   * @param outcomes what became of each
   * @param reproduction the accuracy of the round trip of those that were imported
   * @param clipped what of their light no raw image of the camera can hold
   */
  public record Result(
      List<FileOutcome> outcomes, RoundTripQuality reproduction, ClippedLight clipped) {
    /** Copies the list. */
    public Result {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * A picture that is imported.
   *
   * @param source what it is in its own data set
   * @param written what it becomes
   */
  record ImportedSample(Sample source, SampleEntry written) {

    /**
     * Returns all samples in the order of the import: the first of every class, then the second,
     * and so on, so that few of them show much.
     */
    static List<ImportedSample> of(DataSet source) {
      Map<String, Integer> counts = new HashMap<>();
      Map<ImportedSample, Integer> places = new HashMap<>();
      List<ImportedSample> samples = new ArrayList<>();
      List<SampleEntry> written = SampleEntry.of(source);
      for (int i = 0; i < written.size(); i++) {
        ImportedSample imported = new ImportedSample(source.samples().get(i), written.get(i));
        samples.add(imported);
        places.put(imported, counts.merge(imported.written.className(), 1, Integer::sum));
      }
      samples.sort(Comparator.comparing(places::get));
      return samples;
    }

    /** Returns the file of the picture. */
    Path file() {
      return Path.of(source.picture().name());
    }
  }

  InverseIsp inverse() {
    return new InverseIsp(camera.withLight(light), sensor);
  }

  /** Imports all pictures of a data set. */
  public Result run(DataSet source, Progress progress) throws IOException {
    return run(source, source.samples().size(), progress);
  }

  /**
   * Imports pictures of a data set: the first of every class, then the second of every class, and
   * so on. One that cannot be read is rejected and the others continue.
   *
   * @param count how many pictures, at least 1
   * @return the outcome of each, and the accuracy of the round trip
   * @throws RejectedFileException if the data set holds raw images, or the folder something else
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public Result run(DataSet source, int count, Progress progress) throws IOException {
    ParameterChecks.requireRange(
        "count", count, "pictures of " + source.name(), 1, source.samples().size());
    requireProcessed(source);
    List<ImportedSample> samples = ImportedSample.of(source).subList(0, count);
    DataSetFolder made = new DataSetFolder(folder, "import", settings(source));
    try (FolderLock _ = FolderLock.take(folder)) {
      made.requireOwn();
      requireNoOthers(made, samples);
      made.begin();
      DescriptionFiles.SENSOR.write(sensor, folder.resolve("sensor.yaml"));
      DescriptionFiles.CAMERA.write(camera, folder.resolve(DataSet.CAMERA));

      List<FileOutcome> outcomes =
          FileOutcome.each(
              "pictures",
              samples,
              ImportedSample::file,
              threads,
              progress,
              (sample, own) -> make(sample, made, own));
      List<ImportedSample> whole = FileOutcome.accepted(samples, outcomes);
      SequencedMap<String, Map<String, Object>> records = new LinkedHashMap<>();
      for (ImportedSample sample : whole) {
        records.put(sample.written().id(), made.findings(sample.written()));
      }
      Result imported =
          new Result(
              outcomes,
              RoundTripQuality.of(records),
              ClippedLight.of(List.copyOf(records.values())));
      if (!whole.isEmpty()) {
        made.finish(
            whole.stream().map(ImportedSample::written).toList(),
            Map.of(RoundTripQuality.RECORD, imported.reproduction().record()));
        new ImportOverview(this, source, made, whole, imported).write();
      }
      return imported;
    }
  }

  private Map<String, Object> settings(DataSet source) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("source", source.name());
    all.put("camera", Provenance.numbers(new CameraChoice.Fixed(camera)));
    all.put("light", light);
    all.put("noise", noise ? "sensor" : "none");
    all.put("seed", seed);
    all.put("sensor", DescriptionFiles.SENSOR.values(sensor));
    return all;
  }

  /** Images that are in no table would look like part of the data set. */
  private void requireNoOthers(DataSetFolder made, List<ImportedSample> samples)
      throws IOException {
    Set<Path> wanted =
        new HashSet<>(samples.stream().map(sample -> made.image(sample.written())).toList());
    List<String> others = OutputFiles.others(folder.resolve("images"), ".tiff", wanted::contains);
    if (!others.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "contains %d images beyond the requested ones, images/%s %s"
              .formatted(
                  others.size(),
                  others.getFirst(),
                  others.size() == 1 ? "alone" : "the first of them"),
          "increase --count, or choose another folder with --out");
    }
  }

  private static void requireProcessed(DataSet source) throws RejectedFileException {
    for (Sample sample : source.samples()) {
      if (!(sample.picture() instanceof ViewPicture)) {
        throw new RejectedFileException(
            Path.of(sample.picture().name()),
            "is already a raw image, one of the data set " + source.name(),
            "use this data set as it is; if its grey images are already processed by a camera, give"
                + " --pictures processed");
      }
    }
  }

  private FileOutcome make(ImportedSample sample, DataSetFolder made, Progress progress)
      throws IOException {
    View picture;
    Optional<Mask> mask;
    try {
      picture = (View) sample.source().picture().read();
      mask = mask(sample, picture);
    } catch (IOException | IllegalArgumentException e) {
      return new FileOutcome.Refused(sample.file(), e.getMessage());
    }
    SampleEntry written = sample.written();
    String input = DataSetFolder.input(picture, mask);
    if (made.isComplete(written, input)) {
      return new FileOutcome.Skipped(sample.file());
    }
    made.open(written);
    long pixels = (long) picture.width() * picture.height();
    progress.size(pixels, "px");
    InverseIsp inverse = inverse();
    ExpectedCharge expected = inverse.expected(picture);
    RawImage quiet = inverse.recorded(expected.charge(), Optional.empty());
    RawImage raw =
        noise
            ? inverse.recorded(expected.charge(), Optional.of(new Seed(seed, written.id())))
            : quiet;
    made.writeMask(written, mask);
    RawFiles.write(raw, made.image(written));
    ClippedLight.note(expected, progress);
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("source", sample.file().toString());
    findings.put("pixels", SampleChecksum.of(picture));
    findings.put(ClippedLight.RECORD, ClippedLight.record(expected));
    findings.put(
        RoundTripQuality.RECORD, RoundTripQuality.record(inverse.camera(), picture, quiet, raw));
    made.close(written, input, findings);
    progress.advance(pixels);
    return new FileOutcome.Rendered(sample.file(), made.files(written), pixels);
  }

  private static Optional<Mask> mask(ImportedSample sample, View picture) throws IOException {
    if (picture.width() < 2 || picture.height() < 2) {
      throw new RejectedFileException(
          sample.file(),
          "has %d×%d pixels, too few for a mosaic with all colours"
              .formatted(picture.width(), picture.height()),
          "give images of at least 2×2 pixels");
    }
    return FrameChecks.mask(sample.source().label().mask(), picture, sample.file());
  }

  /**
   * What of pictures' light no raw image of a camera can hold: mean shares over the pictures.
   *
   * @param negative of the samples need light below 0, and became 0
   * @param saturated of the samples exceed what the sensor holds, and were cut
   * @param unreachable of the pixels have a colour that the camera cannot make
   */
  public record ClippedLight(double negative, double saturated, double unreachable) {
    static final String RECORD = "clippedLight";

    /** A share that is worth a word. */
    private static final double WORTH_A_WORD = 0.01;

    /** Returns the record of one picture. */
    static Map<String, Object> record(ExpectedCharge expected) {
      return JsonRecords.values(
          new ClippedLight(expected.negative(), expected.saturated(), expected.unreachable()));
    }

    /** Returns the means of what records hold. */
    static ClippedLight of(List<Map<String, Object>> records) {
      return new ClippedLight(
          mean(records, "negative"), mean(records, "saturated"), mean(records, "unreachable"));
    }

    private static double mean(List<Map<String, Object>> records, String which) {
      return records.stream()
          .map(record -> record.get(RECORD))
          .mapToDouble(
              recorded ->
                  recorded instanceof Map<?, ?> shares && shares.get(which) instanceof Number share
                      ? share.doubleValue()
                      : 0)
          .average()
          .orElse(0);
    }

    /** Notes a picture more than a hundredth of whose samples are clipped. */
    static void note(ExpectedCharge expected, Progress progress) {
      if (expected.negative() > WORTH_A_WORD) {
        progress.note(
            perCent(expected.negative())
                + " of its samples would need negative light, for colours outside the camera's gamut:"
                + " they become 0");
      }
      if (expected.saturated() > WORTH_A_WORD) {
        progress.note(
            perCent(expected.saturated())
                + " of its samples exceed saturation and are clipped: less light (--light) would"
                + " avoid that");
      }
    }

    /** Returns it in words. */
    public String words() {
      return "%s of the samples would need negative light, %s exceed saturation; %s of the pixels have a colour outside the camera's gamut"
          .formatted(perCent(negative), perCent(saturated), perCent(unreachable));
    }

    private static String perCent(double share) {
      return NumberText.brief(100 * share) + " %";
    }
  }
}
