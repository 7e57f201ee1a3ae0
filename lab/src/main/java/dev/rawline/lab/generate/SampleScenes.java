package dev.rawline.lab.generate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.dataset.DataSetFolder;
import dev.rawline.lab.dataset.SampleEntry;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.FolderLock;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.sheet.FramePreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A generative model → scenes: their radiance, their masks, and pictures to look at.
 *
 * <p>The folder holds {@code radiance/NAME.safetensors} (array {@code radiance}: band, row, column
 * [photons·s⁻¹·m⁻²·sr⁻¹]), {@code images/NAME.png} (relative to white, gamma 2.2), {@code
 * masks/NAME.png} where scenes have masks, {@code labels.csv} and {@code provenance.json}. A run
 * that is repeated resumes.
 *
 * @param folder where they go; made if it does not exist
 * @param scenes the model
 * @param classes which classes, in turn
 * @param width columns [px]
 * @param height rows [px]
 * @param mask where objects are, row by row; none to draw masks
 * @param seed the random seed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SampleScenes(
    Path folder,
    GeneratedScenes scenes,
    List<String> classes,
    int width,
    int height,
    Optional<boolean[]> mask,
    long seed) {
  private static final int MOST = 999_999;

  /** Copies the list. */
  public SampleScenes {
    classes = List.copyOf(classes);
  }

  /**
   * Draws scenes.
   *
   * @param count how many
   * @return what became of each
   * @throws IllegalArgumentException if a size or a class does not fit the model
   * @throws IOException if a file cannot be written, or the folder holds something else
   */
  public List<FileOutcome> run(int count, Progress progress) throws IOException {
    ParameterChecks.requireRange("count", count, "scenes", 1, MOST);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", scenes.checksum());
    settings.put("width", width);
    settings.put("height", height);
    settings.put("classes", classes);
    settings.put("seed", seed);
    mask.ifPresent(given -> settings.put("mask", SampleChecksum.of(stored(given))));
    DataSetFolder made = new DataSetFolder(folder, "generate sample", settings);
    List<SampleEntry> samples = IntStream.range(0, count).mapToObj(this::entry).toList();
    try (FolderLock _ = FolderLock.take(folder)) {
      made.requireOwn();
      made.requireNoMore(count, i -> made.picture(entry(i)));
      made.begin();
      List<FileOutcome> outcomes =
          FileOutcome.each(
              "scenes",
              samples,
              made::picture,
              1,
              progress,
              (sample, own) -> draw(sample, made, own));
      made.finish(samples, Map.of("count", count));
      return outcomes;
    }
  }

  private SampleEntry entry(int number) {
    String id = String.format(Locale.ROOT, "%06d", number + 1);
    return new SampleEntry(id, classes.get(number % classes.size()), id);
  }

  private Mask stored(boolean[] given) {
    byte[] kinds = new byte[given.length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) (given[i] ? 1 : 0);
    }
    return new Mask(width, height, kinds);
  }

  private FileOutcome draw(SampleEntry sample, DataSetFolder made, Progress progress)
      throws IOException {
    Path picture = made.picture(sample);
    Path radiance = folder.resolve("radiance").resolve(sample.id() + ".safetensors");
    if (made.isComplete(sample, "") && isAsRecorded(radiance, made.findings(sample))) {
      return new FileOutcome.Skipped(picture);
    }
    made.open(sample);
    Files.createDirectories(radiance.getParent());
    SceneGenerator.Sample drawn =
        scenes
            .generator()
            .draw(
                width,
                height,
                Optional.of(sample.className()),
                mask,
                new Seed(seed, scenes.word() + "/" + sample.id()),
                progress);
    SampledScene scene = scenes.scene(drawn);
    write(scene, radiance);
    PngFile.write(FramePreview.of(new LinearRgb(width, height, drawn.radiance())), picture);
    made.writeMask(sample, scene.mask(new Grid(width, height, scene.samples().spacing())));
    made.close(
        sample,
        "",
        JsonRecords.values(
            new Findings(aboveWhite(drawn), drawn.bounded(), Provenance.sum(radiance))));
    return new FileOutcome.Rendered(picture, made.files(sample), (long) width * height);
  }

  private static boolean isAsRecorded(Path radiance, Map<String, Object> findings)
      throws IOException {
    return Files.exists(radiance)
        && Provenance.sum(radiance).equals(findings.get("radiance_sha256"));
  }

  /** By itself, so that a large field is not in memory twice while its picture is written. */
  private void write(SampledScene scene, Path radiance) throws IOException {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    arrays.put(
        "radiance", StoredArray.of(scene.samples().samples(), SceneGenerator.BANDS, height, width));
    SafeTensors.write(
        radiance,
        new StateDict(
            arrays,
            Map.of(
                "unit",
                "photons/(s m^2 sr)",
                "spacing_metres",
                Double.toString(scene.samples().spacing()))));
  }

  /**
   * What is known of a scene.
   *
   * @param aboveWhite the share of its samples that are brighter than white
   * @param bounded the share that was outside the range of what was learned
   * @param radianceSha256 the checksum of the file of its radiance, in hex
   */
  private record Findings(
      double aboveWhite, double bounded, @JsonProperty("radiance_sha256") String radianceSha256) {}

  private static double aboveWhite(SceneGenerator.Sample drawn) {
    long above = 0;
    for (float value : drawn.radiance()) {
      above += value > 1 ? 1 : 0;
    }
    return (double) above / drawn.radiance().length;
  }
}
