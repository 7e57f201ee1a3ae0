package dev.rawline.learning.sample;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.tile.Tile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Mosaic;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.recapture.Binning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Samples as they are loaded → samples as a data model takes them: cut out, recaptured by a drawn
 * camera where cameras vary, and normalised.
 *
 * <p>Draws depend only on the run's seed, the sample and the epoch, so that samples can be prepared
 * ahead, on any number of threads:
 *
 * <pre>{@code
 * loader.epoch(number, batch, loaded -> preparation.of(loaded, Preparation.seed(run, loaded, number)))
 * }</pre>
 *
 * @param task the task; empty: samples have no target
 * @param input the crop of a frame
 * @param camera the camera whose scale normalises raw images; not needed for processed ones
 * @param fullLight whether a raw image that was recorded in a share of the light is scaled to full
 *     light, black level + (sample − black level) / share; otherwise its pictures are as dark as it
 *     is
 * @param variation the cameras to draw from, if they vary
 * @param digital whether mosaics stay in digital numbers, for a model that normalises them itself
 */
public record Preparation(
    Optional<Task> task,
    ModelInput input,
    Optional<CameraChoice> camera,
    boolean fullLight,
    Optional<CameraVariation> variation,
    boolean digital) {

  /** Prepares samples, whose mosaics are normalised. */
  public Preparation(
      Optional<Task> task,
      ModelInput input,
      Optional<CameraChoice> camera,
      boolean fullLight,
      Optional<CameraVariation> variation) {
    this(task, input, camera, fullLight, variation, /* digital= */ false);
  }

  /** Prepares samples for a model that takes mosaics of digital numbers. */
  public static Preparation digital(Task task, ModelInput input) {
    return new Preparation(
        Optional.of(task), input, Optional.empty(), false, Optional.empty(), true);
  }

  /** Prepares samples for a task, without scaling their light. */
  public Preparation(Task task, ModelInput input, CameraChoice camera) {
    this(Optional.of(task), input, Optional.of(camera), false, Optional.empty());
  }

  /** Returns the seed of all draws for a sample in an epoch. */
  public static Seed seed(long run, String sample, int epoch) {
    return new Seed(run, sample + " in epoch " + epoch);
  }

  /** Returns this preparation for evaluation: the middle of every frame, by the camera it has. */
  public Preparation atRest() {
    return new Preparation(task, input.centred(), camera, fullLight, Optional.empty(), digital);
  }

  /**
   * Returns this preparation for evaluation by drawn cameras: the middle of every frame. {@link
   * PreparedSample#drawn} has the draw.
   */
  public Preparation centred() {
    return new Preparation(task, input.centred(), camera, fullLight, variation, digital);
  }

  /**
   * Returns this preparation for uses other than training steps: validation, the statistics of
   * standardization, tracked samples, and a trained model's default evaluation. If training uses
   * one other camera for all samples, it uses that one ({@link #centred}); otherwise the camera
   * that recorded ({@link #atRest}).
   */
  public Preparation asInTraining() {
    return variation.filter(cameras -> cameras.ranges().isOneCamera()).isPresent()
        ? centred()
        : atRest();
  }

  /** Returns this preparation with other cameras to draw from. */
  public Preparation varying(CameraVariation cameras) {
    return new Preparation(task, input, camera, fullLight, Optional.of(cameras), digital);
  }

  /** Returns this preparation of raw images that another camera recorded. */
  public Preparation by(CameraChoice recorder) {
    return new Preparation(task, input, Optional.of(recorder), fullLight, variation, digital);
  }

  /** Returns this preparation for samples of which the target is unknown. */
  public Preparation withoutTask() {
    return new Preparation(Optional.empty(), input, camera, fullLight, variation, digital);
  }

  /**
   * Prepares a sample.
   *
   * @param seed the seed of the crop and the camera
   * @throws IOException if the sample is unsuitable: its frame is smaller than the crop, its label
   *     does not fit the task, or it cannot be normalised; the message names the sample and the
   *     remedy
   */
  public PreparedSample of(LoadedSample loaded, Seed seed) throws IOException {
    String id = loaded.sample().id();
    try {
      Tile tile = tile(loaded.frame(), id, seed);
      Optional<DrawnCamera> drawn = variation.map(cameras -> cameras.ranges().draw(seed));
      Optional<Camera> own = Optional.empty();
      Frame frame;
      switch (loaded.frame()) {
        case RawImage raw when digital -> frame = tile.of(raw);
        case RawImage raw -> {
          Camera used = camera(raw, loaded);
          own = camera.filter(choice -> choice instanceof CameraChoice.FromFile).map(_ -> used);
          RawImage cut = tile.of(raw);
          RawImage recaptured =
              drawn.isPresent() ? variation.orElseThrow().recapture(cut, drawn.get(), seed) : cut;
          RawImage normalised = used.normalise(recaptured);
          double share = fullLight ? loaded.sample().intensity() : 1;
          double drawnShare =
              variation.filter(CameraVariation::brighten).isPresent()
                  ? drawn.flatMap(DrawnCamera::light).orElse(1.0)
                  : 1;
          frame = brightened(normalised, used, share * drawnShare);
        }
        case View view -> {
          if (drawn.isPresent()) {
            throw new IllegalArgumentException(
                "it is processed already: cameras are drawn for raw images only");
          }
          frame = tile.of(view);
        }
        case Mosaic _, Picture _ ->
            throw new IllegalArgumentException(
                "it contains %s: expected a raw image or a view".formatted(loaded.frame()));
      }
      Coarsening coarser = Coarsening.of(drawn, loaded.frame());
      Optional<Target> target =
          task.map(wanted -> coarser.covered(cut(wanted.target(loaded), tile), frame));
      return new PreparedSample(id, loaded.sample().group(), frame, target, own, drawn);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw new IOException(
          message.startsWith("sample ") ? message : "sample %s: %s".formatted(id, message), e);
    }
  }

  /**
   * Returns the recording of a sample's crop, before any processing.
   *
   * @param seed the seed of the crop, if it is drawn
   * @throws IOException if the sample is processed already, its frame is smaller than the crop, or
   *     it cannot be normalised; the message names the sample
   */
  public RecordedMosaic recorded(LoadedSample loaded, Seed seed) throws IOException {
    String id = loaded.sample().id();
    if (!(loaded.frame() instanceof RawImage raw)) {
      throw new IOException(
          "sample %s is already processed, so that the recorded values are unknown: give raw files"
              .formatted(id));
    }
    try {
      RawImage cut = tile(raw, id, seed).of(raw);
      double share = fullLight ? loaded.sample().intensity() : 1;
      return new RecordedMosaic(
          cut, camera(raw, loaded).perDigitalNumber(raw).map(slope -> slope / share));
    } catch (IllegalArgumentException e) {
      throw new IOException("sample %s: %s".formatted(id, e.getMessage()), e);
    }
  }

  private Camera camera(RawImage raw, LoadedSample loaded) throws IOException {
    CameraChoice choice =
        camera.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "it is raw, but no camera is named: name one (camera), a preset, 'file' or a"
                        + " camera.yaml"));
    return choice.of(raw, Path.of(loaded.sample().picture().name()));
  }

  private static RawImage brightened(RawImage raw, Camera camera, double share) {
    if (share == 1) {
      return raw;
    }
    float[] samples = raw.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      double black = camera.blackLevel().at(raw.cfa().siteAt(i / raw.width(), i % raw.width()));
      samples[i] = (float) (black + (samples[i] - black) / share);
    }
    return raw.with(raw.unit(), samples);
  }

  private static Target cut(Target target, Tile tile) {
    return switch (target) {
      case Target.OfPixels pixels -> new Target.OfPixels(tile.of(pixels.mask()));
      case Target.OfClass number -> number;
      case Target.OfNumber number -> number;
    };
  }

  /**
   * The pixels of a coarser mosaic in the finer one.
   *
   * @param factor how many of the finer pixels are one, along each side, k
   * @param first where the squares of the coarser pixels begin: pixel y is the mean of a square
   *     with its centre at k y + k − 1 where a Bayer mosaic was sampled, otherwise it begins at k y
   */
  private record Coarsening(int factor, int first) {
    static Coarsening of(Optional<DrawnCamera> drawn, Frame fine) {
      int sampling = drawn.flatMap(DrawnCamera::sampling).orElse(1);
      int binning = drawn.flatMap(DrawnCamera::binning).map(Binning::factor).orElse(1);
      boolean mosaic = fine instanceof RawImage raw && raw.cfa().hasFilters();
      return new Coarsening(sampling * binning, mosaic ? (sampling - 1) / 2 : 0);
    }

    /** Returns a mask reduced to the pixels of the coarser mosaic. */
    Target covered(Target target, Frame coarse) {
      if (factor == 1 || !(target instanceof Target.OfPixels(Mask mask))) {
        return target;
      }
      return new Target.OfPixels(
          new Tile(first, first, factor * coarse.height(), factor * coarse.width()).of(mask));
    }
  }

  /** Returns the crop, which begins at an even position, as the colour layout does. */
  private Tile tile(Frame frame, String id, Seed seed) {
    boolean raw = frame instanceof RawImage;
    if (input.crop().isEmpty()) {
      // An odd last row or column is not part of a complete quad.
      int height = raw ? frame.height() & ~1 : frame.height();
      int width = raw ? frame.width() & ~1 : frame.width();
      return new Tile(0, 0, height, width);
    }
    int side = input.crop().get();
    if (frame.width() < side || frame.height() < side) {
      throw new IllegalArgumentException(
          "sample %s has %d×%d pixels, but the crop is %d×%d: expected frames at least as large; choose a smaller crop"
              .formatted(id, frame.width(), frame.height(), side, side));
    }
    RandomStream random = seed.stream("crop", 0);
    int top = offset(frame.height() - side, random);
    return new Tile(top, offset(frame.width() - side, random), side, side);
  }

  private int offset(int room, RandomStream random) {
    int places = room / 2 + 1;
    int place = input.randomCrop() ? (int) (places * random.nextUniform()) : room / 4;
    return 2 * Math.min(place, places - 1);
  }

  /**
   * The recording of a sample, before it is normalised.
   *
   * @param raw the crop of the mosaic [DN]
   * @param slope the increase of a normalised sample per digital number, for each kind of pixel
   *     [1/DN]
   */
  public record RecordedMosaic(RawImage raw, SiteValues slope) {}
}
