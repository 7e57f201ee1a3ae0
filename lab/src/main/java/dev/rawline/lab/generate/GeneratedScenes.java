package dev.rawline.lab.generate;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.simulate.SceneSource;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.diffusion.SamplingSettings;
import dev.rawline.learning.diffusion.SceneGenerator;
import dev.rawline.learning.engine.Engine;
import dev.rawline.scenes.SceneKind;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scenes of a generative model, as large as a camera sees.
 *
 * @param generator the model
 * @param name what it is called
 * @param checksum of its weights and its description (SHA-256, in hex)
 * @param dataSet what it learned from
 * @param audit how good its scenes are, if it was audited as it is
 */
public record GeneratedScenes(
    SceneGenerator generator,
    String name,
    String checksum,
    String dataSet,
    Optional<AuditResult> audit)
    implements SceneSource {
  private static final int DIGITS = 12;

  /** A camera must not see more than so many times finer or coarser than the model. */
  private static final double FACTOR = 16;

  /**
   * Opens the folder of a trained model; whoever opens it closes its generator.
   *
   * @param engine where its scenes are drawn
   * @throws RejectedFileException if it is none, or damaged
   * @throws IOException if it cannot be read
   */
  public static GeneratedScenes open(Path folder, Engine engine) throws IOException {
    Path description = folder.resolve(SceneGenerator.DESCRIPTION);
    if (!Files.isRegularFile(description)) {
      throw new RejectedFileException(
          folder,
          "is no folder of a generative model: %s is missing".formatted(SceneGenerator.DESCRIPTION),
          "train one by generate train, or finish its training");
    }
    Object learned =
        JsonFile.read(folder.resolve(OutputFolder.PROVENANCE)).getOrDefault("dataSet", "unknown");
    List<String> sums = new ArrayList<>();
    for (String file :
        List.of(SceneGenerator.DESCRIPTION, SceneGenerator.SCENES, SceneGenerator.MASKS)) {
      if (Files.exists(folder.resolve(file))) {
        sums.add(Provenance.sum(folder.resolve(file)));
      }
    }
    String checksum = Provenance.sum(String.join("\n", sums));
    SceneGenerator generator = SceneGenerator.read(folder);
    generator.moveTo(engine.device());
    return new GeneratedScenes(
        generator,
        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
        checksum,
        String.valueOf(learned),
        AuditResult.of(folder).filter(audit -> audit.checksum().equals(checksum)));
  }

  /** Returns the same scenes with other settings of sampling; they share the weights. */
  GeneratedScenes sampledBy(SamplingSettings sampling) {
    return new GeneratedScenes(generator.sampledBy(sampling), name, checksum, dataSet, audit);
  }

  @Override
  public String word() {
    return "generated-" + checksum.substring(0, DIGITS);
  }

  @Override
  public String origin() {
    return "scenes of the generative model %s (SHA-256 %s), which learned from the data set %s; %s"
        .formatted(
            name,
            checksum.substring(0, DIGITS),
            dataSet,
            audit
                .map(
                    result ->
                        "its audit against %d real scenes that it never saw: %s"
                            .formatted(result.others(), result.summary()))
                .orElse("it was not audited"));
  }

  @Override
  public List<String> labels() {
    return generator.description().classes();
  }

  @Override
  public void requireScale(double spacing) {
    double own = generator.description().spacing();
    if (!(spacing >= own / FACTOR && spacing <= own * FACTOR)) {
      throw new IllegalArgumentException(
          "the model draws scenes with %s between samples, but a pixel of this camera covers %s: expected a sixteenth of it to 16 times as much; choose another camera or lens"
              .formatted(NumberText.length(own), NumberText.length(spacing)));
    }
  }

  @Override
  public void requireSize(double spacing, int width, int height) {
    // The smallest field is that of the model's own scenes, of which the middle is seen.
  }

  @Override
  public SceneKind kind(SimulatedCamera camera) {
    SceneGenerator.Description description = generator.description();
    int columns = samples(camera.width() * camera.spacing(), description);
    int rows = samples(camera.height() * camera.spacing(), description);
    return new SceneKind() {
      @Override
      public String name() {
        return word();
      }

      @Override
      public List<String> labels() {
        return description.classes();
      }

      @Override
      public Rgb white() {
        List<Double> white = description.white();
        return new Rgb(white.get(0), white.get(1), white.get(2));
      }

      @Override
      public Scene draw(String label, Seed seed) {
        return scene(
            generator.draw(
                columns, rows, Optional.of(label), Optional.empty(), seed, Progress.SILENT));
      }
    };
  }

  /** Returns how many samples cover a length [m], a multiple of what the network divides by. */
  private static int samples(double length, SceneGenerator.Description description) {
    int divisor = description.network().divisor();
    int needed = (int) Math.ceil(length / description.spacing() * (1 - 1e-9));
    return Math.max(description.side(), Math.ceilDiv(needed, divisor) * divisor);
  }

  /** Returns a drawn scene in physical units. */
  SampledScene scene(SceneGenerator.Sample drawn) {
    SceneGenerator.Description description = generator.description();
    float[] radiance = drawn.radiance().clone();
    int area = drawn.width() * drawn.height();
    for (int i = 0; i < radiance.length; i++) {
      radiance[i] *= description.white().get(i / area).floatValue();
    }
    return new SampledScene(
        new Radiance(drawn.width(), drawn.height(), description.spacing(), radiance), drawn.mask());
  }
}
