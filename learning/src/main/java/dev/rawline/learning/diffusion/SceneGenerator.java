package dev.rawline.learning.diffusion;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Precision;
import dev.rawline.learning.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Seed × class → the radiance of a scene relative to white: a trained generative model.
 *
 * <p>Its folder holds {@code generator.json} (what it is and what it learned from), {@code
 * scenes.safetensors} (the flow of the scenes), and {@code masks.safetensors} (that of their masks)
 * where scenes have masks. With masks, a mask is drawn first and the scene is given it.
 */
public final class SceneGenerator implements AutoCloseable {
  /** What describes a generator in its folder. */
  public static final String DESCRIPTION = "generator.json";

  /** The weights of the flow of scenes. */
  public static final String SCENES = "scenes.safetensors";

  /** The weights of the flow of masks. */
  public static final String MASKS = "masks.safetensors";

  /** The bands of radiance: red, green, blue. */
  public static final int BANDS = 3;

  /**
   * What a generator is.
   *
   * @param classes its classes, in the order of their numbers
   * @param side columns and rows of the scenes that it learned from [px]
   * @param spacing the distance between neighbouring samples in the scene [m]
   * @param white the radiance of a white surface, red, green and blue [photons·s⁻¹·m⁻²·sr⁻¹]
   * @param code how radiance was encoded
   * @param masks what masks the scenes have: none, data or stain
   * @param network the sizes of the network
   * @param precision of convolutions and products
   * @param sampling how scenes are drawn
   */
  public record Description(
      List<String> classes,
      int side,
      double spacing,
      List<Double> white,
      RadianceCode code,
      String masks,
      FlowArchitecture network,
      Precision precision,
      SamplingSettings sampling) {
    /** Copies the lists. */
    public Description {
      classes = List.copyOf(classes);
      white = List.copyOf(white);
    }

    /** Returns whether scenes have masks. */
    public boolean hasMasks() {
      return !masks.equals("none");
    }
  }

  /**
   * A scene that was drawn.
   *
   * @param radiance relative to white, at least 0, (band, row, column)
   * @param mask whether an object is at each pixel, row by row; none where scenes have no masks
   * @param bounded the share of the samples that were darker or brighter than any that was learned,
   *     and were set to the nearest that was
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sample(
      int width, int height, float[] radiance, Optional<boolean[]> mask, double bounded) {}

  private final Description description;
  private final FlowNetwork scenes;
  private final Optional<FlowNetwork> masks;

  private SceneGenerator(Description description, FlowNetwork scenes, Optional<FlowNetwork> masks) {
    this.description = description;
    this.scenes = scenes;
    this.masks = masks;
  }

  /** Makes an untrained generator, whose weights are drawn from a seed. */
  public static SceneGenerator begin(Description description, Seed seed) {
    int classes = description.classes().size();
    int given = description.hasMasks() ? 1 : 0;
    FlowArchitecture sizes = description.network();
    return new SceneGenerator(
        description,
        new FlowNetwork(sizes, BANDS, given, classes, seed),
        description.hasMasks()
            ? Optional.of(new FlowNetwork(sizes, 1, 0, classes, seed))
            : Optional.empty());
  }

  /**
   * Reads a generator from its folder.
   *
   * @throws RejectedFileException if it is none, or damaged
   * @throws IOException if it cannot be read
   */
  public static SceneGenerator read(Path folder) throws IOException {
    Description described = JsonRecords.read(folder.resolve(DESCRIPTION), Description.class);
    SceneGenerator generator = begin(described, new Seed(0, "generator"));
    try {
      generator.load(generator.scenes, folder.resolve(SCENES));
      if (generator.masks.isPresent()) {
        generator.load(generator.masks.get(), folder.resolve(MASKS));
      }
      return generator;
    } catch (IOException | RuntimeException e) {
      generator.close();
      throw e;
    }
  }

  /** Moves the weights to a device, which then draws. */
  public void moveTo(Device device) {
    scenes.parameters().moveTo(device);
    masks.ifPresent(network -> network.parameters().moveTo(device));
  }

  private void load(FlowNetwork network, Path file) throws IOException {
    try {
      network.parameters().load(SafeTensors.read(file));
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(
          file, "has weights of another network: " + e.getMessage(), "copy its folder again");
    }
  }

  /** Writes the generator into its folder. */
  public void write(Path folder) throws IOException {
    SafeTensors.write(folder.resolve(SCENES), scenes.parameters().toStateDict());
    if (masks.isPresent()) {
      SafeTensors.write(folder.resolve(MASKS), masks.get().parameters().toStateDict());
    }
    JsonRecords.write(description, folder.resolve(DESCRIPTION));
  }

  /**
   * Returns the same generator with other settings of sampling; both share the weights, and closing
   * one closes the other.
   */
  public SceneGenerator sampledBy(SamplingSettings sampling) {
    return new SceneGenerator(
        new Description(
            description.classes(),
            description.side(),
            description.spacing(),
            description.white(),
            description.code(),
            description.masks(),
            description.network(),
            description.precision(),
            sampling),
        scenes,
        masks);
  }

  /** Returns what it is. */
  public Description description() {
    return description;
  }

  /** Returns the network of the scenes, to be trained. */
  public FlowNetwork scenes() {
    return scenes;
  }

  /** Returns the network of the masks, to be trained. */
  public Optional<FlowNetwork> masks() {
    return masks;
  }

  /**
   * Draws a scene.
   *
   * @param width columns [px], at least the side of the scenes that it learned from
   * @param height rows [px], likewise
   * @param label the class; empty for none
   * @param given the mask; empty to draw one where scenes have masks
   * @param seed the random seed
   * @throws IllegalArgumentException if there is no such class, or the field of view is too small
   */
  public Sample draw(
      int width,
      int height,
      Optional<String> label,
      Optional<boolean[]> given,
      Seed seed,
      Progress progress) {
    Optional<Integer> number = label.map(this::number);
    FlowSampler sampler = sampler(scenes);
    Optional<FlowSampler> ofMasks = given.isPresent() ? Optional.empty() : masks.map(this::sampler);
    progress.size((ofMasks.isPresent() ? 2 : 1) * sampler.work(width, height), "windows");
    FlowSampler.Request request =
        new FlowSampler.Request(width, height, number, given.map(SceneGenerator::signs), seed);
    FlowSampler.Request masked =
        ofMasks.isPresent()
            ? request.given(ofMasks.get().sample(ofMask(request), progress))
            : request;
    return drawn(masked, sampler.sample(masked, progress));
  }

  /**
   * Draws several scenes of the size of the training together, which is faster: they differ by
   * rounding from the same ones drawn alone.
   *
   * @param labels their classes
   * @param seeds their random seeds, as many
   * @throws IllegalArgumentException if there is no such class
   */
  public List<Sample> draw(List<String> labels, List<Seed> seeds) {
    int side = description.side();
    List<FlowSampler.Request> requests = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      requests.add(
          new FlowSampler.Request(
              side, side, Optional.of(number(labels.get(i))), Optional.empty(), seeds.get(i)));
    }
    if (masks.isPresent()) {
      List<float[]> drawn =
          sampler(masks.get())
              .sample(requests.stream().map(SceneGenerator::ofMask).toList(), Progress.SILENT);
      for (int i = 0; i < drawn.size(); i++) {
        requests.set(i, requests.get(i).given(drawn.get(i)));
      }
    }
    List<float[]> codes = sampler(scenes).sample(requests, Progress.SILENT);
    return IntStream.range(0, codes.size())
        .mapToObj(i -> drawn(requests.get(i), codes.get(i)))
        .toList();
  }

  private static FlowSampler.Request ofMask(FlowSampler.Request request) {
    Seed seed = request.seed();
    return new FlowSampler.Request(
        request.width(),
        request.height(),
        request.label(),
        Optional.empty(),
        new Seed(seed.run(), seed.sample() + "/mask"));
  }

  private Sample drawn(FlowSampler.Request request, float[] code) {
    return new Sample(
        request.width(),
        request.height(),
        description.code().decode(code),
        request.given().map(SceneGenerator::set),
        description.code().outside(code));
  }

  private FlowSampler sampler(FlowNetwork network) {
    return new FlowSampler(
        network, description.precision(), description.sampling(), description.side());
  }

  private static boolean[] set(float[] signs) {
    boolean[] set = new boolean[signs.length];
    for (int i = 0; i < set.length; i++) {
      set[i] = signs[i] > 0;
    }
    return set;
  }

  /** Returns a mask as it is given to a flow: 1 where a value is above 0, −1 elsewhere. */
  public static float[] signs(float[] mask) {
    float[] signs = new float[mask.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = mask[i] > 0 ? 1 : -1;
    }
    return signs;
  }

  private static float[] signs(boolean[] set) {
    float[] signs = new float[set.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = set[i] ? 1 : -1;
    }
    return signs;
  }

  private int number(String label) {
    int number = description.classes().indexOf(label);
    if (number < 0) {
      throw new IllegalArgumentException(
          "the model has no class '%s': expected one of %s"
              .formatted(label, String.join(", ", description.classes())));
    }
    return number;
  }

  /** Frees the weights. */
  @Override
  public void close() {
    scenes.close();
    masks.ifPresent(FlowNetwork::close);
  }
}
