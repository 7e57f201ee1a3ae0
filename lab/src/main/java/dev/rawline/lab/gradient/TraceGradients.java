package dev.rawline.lab.gradient;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.GradientTrace;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.DeadZone;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import dev.rawline.workbench.text.NumberText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Raw file → sheet: which stage and which parameter of a chain a loss is sensitive to, and where in
 * the picture.
 *
 * <p>{@code photo.dng} becomes {@code photo-gradients-<chain>-<loss>.png}, one labelled sheet, and
 * {@code photo-gradients-<chain>-<loss>.json}, the record of where it came from, with every number
 * of the sheet and ∂L/∂θ by name. With the numbers of {@code trained.yaml} they are called {@code
 * photo-gradients-<chain>-trained-<loss>}. docs/how-to/gradients.md explains how to read them.
 *
 * <p>Gradients need every stage's frame at once. Of a larger raw image its middle of {@value
 * #LONGEST}×{@value #LONGEST} pixels is traced, unless a crop is given.
 *
 * @param folder where the outputs go; made if it does not exist
 * @param camera whose numbers the chain takes
 * @param chain the chain that renders
 * @param theta the file of other numbers for the chain, if any
 * @param loss the loss of the view
 * @param crop the part of the raw image that is traced
 * @param highlightClip whether a highlight clip is added right before the colour correction
 * @param force whether everything is made again
 * @param description the description of the raw file in addition to its own metadata
 */
public record TraceGradients(
    Path folder,
    CameraChoice camera,
    ChainChoice chain,
    Optional<Path> theta,
    LossChoice loss,
    Optional<Crop> crop,
    boolean highlightClip,
    boolean force,
    RawDescription description) {

  /** The longest side that is traced unless a crop is given [px]. */
  public static final int LONGEST = 1024;

  /**
   * Traces a raw file.
   *
   * @throws RejectedFileException if the file, its crop or the target cannot be used
   * @throws ConfigurationException if the file of the chain or of θ has mistakes
   * @throws IOException if an output cannot be written; the message states why and what to do
   */
  public FileOutcome run(Path file, Progress progress) throws IOException {
    OutputFiles.makeFolder(folder);
    return FileOutcome.one(file, progress, this::trace);
  }

  private FileOutcome trace(Path file, Progress progress) throws IOException {
    RawImage raw = RawFiles.read(file, description);
    Camera used = camera.of(raw, file);
    Isp named = chain(raw, used);
    Theta numbers = theta.isPresent() ? ThetaFiles.read(theta.get(), named.theta()) : named.theta();
    Isp whole = named.with(numbers);
    Crop part = crop.orElseGet(() -> Crop.middle(raw, LONGEST));
    String numbered = theta.map(path -> "-" + OutputFiles.stem(path)).orElse("");
    String name = "gradients-%s%s-%s".formatted(chain.name(), numbered, loss.metric().name());
    OutputFiles outputs = new OutputFiles(folder, file, name);
    Path sheet = outputs.add(name + ".png");
    Provenance provenance = Provenance.of(file, description, camera, settings(whole, part));
    if (!force && outputs.stand(provenance)) {
      return new FileOutcome.Skipped(file);
    }

    if (crop.isEmpty() && !part.isWhole(raw)) {
      progress.note("traces the middle, %s; --crop chooses another part".formatted(part));
    }
    Isp isp = part.of(whole, raw);
    ViewLoss measured = loss.of(raw, part);
    long pixels = (long) part.width() * part.height();
    progress.size(pixels, "px");
    ChainPullback<RawImage, View> pullback = isp.pull(used.normalise(part.of(raw)));
    progress.advance(pixels / 2.0);
    MetricResult rated = measured.at(pullback.value());
    GradientTrace<RawImage> trace = pullback.trace(rated.gradient());
    LossSensitivity found =
        LossSensitivity.of(isp, part.of(numbers, whole, raw), rated.value(), trace);
    progress.advance(pixels / 2.0);

    List<String> lines = List.of(traced(raw, used, part), measured(measured, isp, found));
    BufferedImage drawn =
        new GradientSheet(String.valueOf(file.getFileName()), lines, trace, found).draw();
    Map<String, Long> former = outputs.begin(provenance);
    PngFile.write(drawn, sheet);
    outputs.finish(provenance, used, former, GradientRecord.of(measured, found));
    return new FileOutcome.Rendered(file, outputs.paths(), pixels);
  }

  private Isp chain(RawImage raw, Camera used) throws ConfigurationException {
    Isp named = chain.of(used);
    return highlightClip ? named.with(used.highlightClip(raw)) : named;
  }

  private Map<String, Object> settings(Isp whole, Crop part) throws IOException {
    return Map.of(
        "chain", chain.provenance(),
        "theta", theta.isPresent() ? Provenance.content(theta.get()) : "as the chain comes",
        "numbers", Provenance.numbers(whole.theta()),
        "maps", Provenance.maps(whole),
        "loss", loss.metric().name(),
        "target", loss.provenance(),
        "crop", part.toString(),
        "highlightClip", highlightClip);
  }

  private String traced(RawImage raw, Camera used, Crop part) {
    String place =
        part.isWhole(raw)
            ? ""
            : " at column %d, row %d of %d × %d px"
                .formatted(part.left(), part.top(), raw.width(), raw.height());
    return "camera %s · chain %s%s · %d × %d px%s"
        .formatted(
            used.name(),
            chain.name(),
            theta.map(path -> " with " + path.getFileName()).orElse(""),
            part.width(),
            part.height(),
            place);
  }

  private String measured(ViewLoss measured, Isp isp, LossSensitivity found) {
    return String.format(
        Locale.ROOT,
        "loss L: %s against %s = %s · dead zone of the gamma's clip, where no gradient passes: %.2f"
            + " %% of the samples below %s, %.2f %% above 1",
        measured.label(),
        loss.targetLabel(),
        (NumberText.brief(found.value()) + " " + measured.unit()).strip(),
        100 * found.deadZone().below(),
        NumberText.brief(isp.rendering().gamma().floor()),
        100 * found.deadZone().above());
  }

  /** What a loss is sensitive to, by the keys that docs/how-to/gradients.md names. */
  private record GradientRecord(
      Loss loss,
      @JsonProperty("deadZone") DeadZone deadZone,
      List<Stage> stages,
      List<Total> parameters,
      List<Component> theta) {
    /** A parameter of more numbers is a picture; the sheet shows its gradient. */
    private static final int MOST_NUMBERS = 1000;

    /** Returns the findings, as values of a JSON record. */
    static Map<String, Object> of(ViewLoss loss, LossSensitivity found) {
      return JsonRecords.values(
          new GradientRecord(
              new Loss(loss.label(), loss.unit(), found.value()),
              found.deadZone(),
              found.stages().stream().map(Stage::of).toList(),
              found.parameters().stream()
                  .map(each -> Total.of(each.parameter().name(), each.all()))
                  .toList(),
              found.parameters().stream()
                  .filter(each -> each.parameter().size() <= MOST_NUMBERS)
                  .flatMap(GradientRecord::components)
                  .toList()));
    }

    private static Stream<Component> components(ParameterSensitivity found) {
      return IntStream.range(0, found.parameter().size())
          .mapToObj(
              i ->
                  new Component(
                      found.parameter().nameOf(i),
                      found.parameter().unit(),
                      found.numbers()[i],
                      found.gradient()[i],
                      found.frozen().get(i)));
    }

    private record Loss(String name, String unit, double value) {}

    private record Total(String name, double sensitivity, double raises, double lowers) {
      static Total of(String name, Sensitivity all) {
        return new Total(name, all.total(), all.raises(), all.lowers());
      }
    }

    private record Stage(
        @JsonUnwrapped Total all,
        double red,
        double green,
        double blue,
        @JsonProperty("gradientNorm") double norm) {
      static Stage of(StageSensitivity stage) {
        return new Stage(
            Total.of(stage.name(), stage.all()),
            stage.colours().get(Colour.RED).total(),
            stage.colours().get(Colour.GREEN).total(),
            stage.colours().get(Colour.BLUE).total(),
            stage.norm());
      }
    }

    private record Component(
        String name, String unit, double value, double gradient, boolean frozen) {}
  }

  /** Which chain of stages renders. */
  public sealed interface ChainChoice {

    /** The parametrized light path, in which the kernels too are parameters. */
    record Parametrized() implements ChainChoice {}

    /** One of the twelve views. */
    record Named(ViewName view) implements ChainChoice {}

    /** Any chain, described by an {@code isp.yaml}. */
    record FromFile(Path isp) implements ChainChoice {}

    /** Returns the name that is used in names of files and on sheets. */
    default String name() {
      return switch (this) {
        case Parametrized() -> "parametrized";
        case Named(ViewName view) -> view.toString();
        case FromFile(Path isp) -> OutputFiles.stem(isp);
      };
    }

    /**
     * Returns the chain of a camera.
     *
     * @throws ConfigurationException if the chain's file has mistakes; the message lists them all
     */
    default Isp of(Camera camera) throws ConfigurationException {
      return switch (this) {
        case Parametrized() -> Isp.parametrized(camera);
        case Named(ViewName view) -> Isp.of(camera, view);
        case FromFile(Path isp) -> IspFiles.read(isp, camera);
      };
    }

    /** Returns what decides about the chain, as a value of a record. */
    default Object provenance() throws IOException {
      return this instanceof FromFile(Path isp) ? Provenance.content(isp) : name();
    }
  }

  /**
   * Which loss a view has, and against which target.
   *
   * <p>Without a picture the target is {@value #GREY} everywhere; only the mean square means
   * something sensible about that.
   *
   * @param metric what compares the view with the target
   * @param target the picture that the view is compared with: a PNG or TIFF, as large as the raw
   *     image or as the part of it that is traced
   */
  public record LossChoice(ImageMetric metric, Optional<Path> target) {
    private static final float GREY = 0.5f;

    /** The mean square against middle grey. */
    public static final LossChoice DEFAULT =
        new LossChoice(MeanSquaredError.DEFAULT, Optional.empty());

    /**
     * Checks that there is a target where one is needed.
     *
     * @throws IllegalArgumentException if not
     */
    public LossChoice {
      if (target.isEmpty() && !metric.equals(MeanSquaredError.DEFAULT)) {
        throw new IllegalArgumentException(
            "the loss %s needs a target image: give --target PICTURE".formatted(metric.name()));
      }
    }

    /** Returns the target in the words of a sheet. */
    String targetLabel() {
      return target.map(Path::getFileName).map(Path::toString).orElse("middle grey (" + GREY + ")");
    }

    /**
     * Returns what decides about the target, as a value of a record.
     *
     * @throws RejectedFileException if the target cannot be read
     */
    Object provenance() throws IOException {
      if (target.isEmpty()) {
        return targetLabel();
      }
      if (!Files.isRegularFile(target.get()) || !Files.isReadable(target.get())) {
        PictureReader.read(target.get()); // reports what is wrong with it
      }
      return Provenance.content(target.get());
    }

    /**
     * Returns the loss of a part of a raw image.
     *
     * @throws RejectedFileException if the target is no picture or has another size
     */
    ViewLoss of(RawImage whole, Crop part) throws RejectedFileException {
      if (target.isEmpty()) {
        float[] grey = new float[View.CHANNELS * part.width() * part.height()];
        Arrays.fill(grey, GREY);
        return new ViewLoss(metric, new View(part.width(), part.height(), grey));
      }
      Path file = target.get();
      View picture = PictureReader.read(file);
      View cropped = part.of(picture, whole);
      if (cropped.width() != part.width() || cropped.height() != part.height()) {
        String has =
            "has %d×%d pixels, but the raw image %d×%d"
                .formatted(picture.width(), picture.height(), whole.width(), whole.height());
        throw part.isWhole(whole)
            ? new RejectedFileException(file, has, "give a target of its size")
            : new RejectedFileException(
                file,
                has + " and the traced part of it %d×%d".formatted(part.width(), part.height()),
                "give a target of either size");
      }
      return new ViewLoss(metric, cropped);
    }
  }
}
