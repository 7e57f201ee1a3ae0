package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.Chain;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.BalanceFirst;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import dev.rawline.imaging.isp.fast.RenderingTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The image signal processing of one camera: mosaic stages, then a rendering.
 *
 * <p>Φ = gamma ∘ denoising ∘ sharpening ∘ colour correction ∘ white balance ∘ demosaicing ∘ black
 * level
 *
 * <p>The view of a monochrome image has three equal planes: demosaicing copies it, white balance is
 * the gain of green, and a colour correction does not apply.
 *
 * <p>Every number in it is a parameter with a gradient: {@link #theta} lists them, {@link #pull}
 * propagates a gradient back.
 *
 * @param mosaic the steps on the mosaic, first to last
 * @param rendering the steps from the mosaic to the view
 * @param layer the additive layer on the view, if any
 */
public record Isp(List<MosaicStage> mosaic, Rendering rendering, Optional<AdditiveLayer> layer) {

  /** Copies the list of steps. */
  public Isp {
    mosaic = List.copyOf(mosaic);
  }

  /** A chain without an additive layer. */
  public Isp(List<MosaicStage> mosaic, Rendering rendering) {
    this(mosaic, rendering, Optional.empty());
  }

  /**
   * Returns the parametrized light path of a camera, in which the kernels are parameters too.
   *
   * <p>θ is {@code black_level[0..3]} (R, G1, G2, B), {@code demosaic[0..2]} (a 3×3 kernel a
   * colour), {@code white_balance[0..2]}, {@code colour_matrix[0..2][0..2]}, {@code
   * sharpening[0..2][0..2]}, {@code blur[0..4][0..4]}, {@code gamma}, and {@code gamma.floor},
   * which is frozen. With the default values it renders the view {@code bilinear-sharpen-gaussian}.
   */
  public static Isp parametrized(Camera camera) {
    return of(
        camera,
        Bilinear.DEFAULT.kernels(),
        SharpeningFilter.DEFAULT.kernel(),
        GaussianDenoising.DEFAULT.kernel());
  }

  /** Returns the parametrized light path as the published reference computes it. */
  public static Isp parametrizedCompatible(Camera camera) {
    Isp isp =
        of(
            camera,
            Bilinear.DEFAULT.kernels(),
            CompatibilityPreset.SHARPENING_FILTER.kernel(),
            CompatibilityPreset.BLUR);
    Rendering rendering =
        new Rendering(
            isp.rendering.demosaicing(),
            isp.rendering.colour(),
            CompatibilityPreset.PARAMETRIZED_GAMMA);
    return new Isp(isp.mosaic, rendering);
  }

  /** Returns the chain of one of the twelve views. */
  public static Isp of(Camera camera, ViewName view) {
    return of(
        camera,
        switch (view.demosaic()) {
          case BILINEAR -> Bilinear.DEFAULT;
          case MALVAR -> Malvar2004.DEFAULT;
          case MENON -> Menon2007.DEFAULT;
        },
        switch (view.sharpen()) {
          case SHARPEN -> SharpeningFilter.DEFAULT;
          case UNSHARP -> UnsharpMasking.DEFAULT;
        },
        switch (view.denoise()) {
          case MEDIAN -> MedianDenoising.DEFAULT;
          case GAUSSIAN -> GaussianDenoising.DEFAULT;
        });
  }

  /** Returns the chain of one of the twelve views, as the published reference computes it. */
  public static Isp compatible(Camera camera, ViewName view) {
    return of(
        camera,
        CompatibilityPreset.demosaicing(view.demosaic()),
        CompatibilityPreset.sharpening(view.sharpen()),
        CompatibilityPreset.denoising(view.denoise()));
  }

  /** Returns the light path of a camera that neither sharpens nor denoises. */
  public static Isp plain(Camera camera, Demosaicing demosaicing) {
    return of(camera, demosaicing, List.of());
  }

  /** Returns the light path of a camera through any demosaicing, sharpening and denoising. */
  public static Isp of(
      Camera camera, Demosaicing demosaicing, ColourStage sharpening, ColourStage denoising) {
    return of(camera, demosaicing, List.of(sharpening, denoising));
  }

  private static Isp of(Camera camera, Demosaicing demosaicing, List<ColourStage> filters) {
    List<ColourStage> colour = new ArrayList<>();
    colour.add(new WhiteBalance(camera.whiteBalance()));
    colour.add(new ColourCorrection(camera.colourMatrix()));
    colour.addAll(filters);
    return new Isp(
        List.of(new BlackLevel(camera.blackLevel())),
        new Rendering(demosaicing, colour, Gamma.DEFAULT));
  }

  /**
   * Returns this chain with a highlight clip right before the (first) colour correction.
   *
   * @throws IllegalArgumentException if the chain has no colour correction
   */
  public Isp with(HighlightClip clip) {
    List<ColourStage> clipped = new ArrayList<>(rendering.colour());
    int correction = 0;
    while (correction < clipped.size() && !(clipped.get(correction) instanceof ColourCorrection)) {
      correction++;
    }
    if (correction == clipped.size()) {
      throw new IllegalArgumentException(
          "--highlight-clip requires a colour correction in the chain, which has none: add"
              + " highlight_clip to the chain itself");
    }
    clipped.add(correction, clip);
    return new Isp(
        mosaic, new Rendering(rendering.demosaicing(), clipped, rendering.gamma()), layer);
  }

  /**
   * Returns this chain with a gain on the linear picture: its last colour correction times the
   * gain, or, in a chain without one, a colour correction at the end.
   *
   * @param gain above 0, without unit; 1 returns the chain itself
   */
  public Isp brightened(double gain) {
    if (gain == 1) {
      return this;
    }
    List<ColourStage> colour = new ArrayList<>(rendering.colour());
    int last = colour.size() - 1;
    while (last >= 0 && !(colour.get(last) instanceof ColourCorrection)) {
      last--;
    }
    Rgb gains = new Rgb(gain, gain, gain);
    if (last < 0) {
      colour.add(new ColourCorrection(Matrix3.IDENTITY.afterGains(gains)));
    } else if (colour.get(last) instanceof ColourCorrection(Matrix3 matrix)) {
      colour.set(last, new ColourCorrection(matrix.afterGains(gains)));
    }
    return new Isp(
        mosaic, new Rendering(rendering.demosaicing(), colour, rendering.gamma()), layer);
  }

  /** Returns this chain with a layer that is added to the view. */
  public Isp with(AdditiveLayer added) {
    return new Isp(mosaic, rendering, Optional.of(added));
  }

  /**
   * Returns the same chain with kernels in place of its linear stages, so that their weights are
   * parameters too: bilinear demosaicing, the sharpening filter, the Gaussian.
   */
  public Isp withKernels() {
    return new Isp(
        mosaic,
        new Rendering(
            rendering.demosaicing() instanceof Bilinear bilinear
                ? bilinear.kernels()
                : rendering.demosaicing(),
            rendering.colour().stream().map(Isp::withKernel).toList(),
            rendering.gamma()),
        layer);
  }

  private static ColourStage withKernel(ColourStage stage) {
    if (stage instanceof SharpeningFilter filter) {
      return filter.kernel();
    }
    return stage instanceof GaussianDenoising gaussian ? gaussian.kernel() : stage;
  }

  /** Returns θ: the parameters of all stages, in the order of the stages. */
  public Theta theta() {
    return Theta.of(stages());
  }

  /**
   * Returns the places in θ of the numbers that do not change the view of a monochrome image: the
   * black levels but that of its kind of pixel, demosaicing, the gains of red and blue, colour
   * corrections.
   */
  public Set<Integer> withoutEffectOnMonochrome() {
    Set<Integer> places = new HashSet<>();
    int first = 0;
    for (Differentiable<?, ?> stage : stages()) {
      int count = stage.values().length;
      if (stage instanceof BlackLevel
          || stage instanceof Demosaicing
          || stage instanceof WhiteBalance
          || stage instanceof BalanceFirst
          || stage instanceof ColourCorrection) {
        IntStream.range(first, first + count).forEach(places::add);
      }
      if (stage instanceof BlackLevel) {
        places.remove(first + Cfa.Site.GREEN_IN_RED_ROW.index());
      } else if (stage instanceof WhiteBalance || stage instanceof BalanceFirst) {
        places.remove(first + Colour.GREEN.plane());
      }
      first += count;
    }
    return places;
  }

  /**
   * Returns this chain with other parameter values.
   *
   * @param theta of this chain's parameters
   * @throws IllegalArgumentException if θ belongs to another chain, or a stage rejects a value
   */
  public Isp with(Theta theta) {
    if (!theta.parameters().equals(theta().parameters())) {
      throw new IllegalArgumentException(
          "θ has the parameters %s, but the chain %s: give the θ of a chain of the same stages"
              .formatted(names(theta), names(theta())));
    }
    return with(theta.vector());
  }

  private static List<String> names(Theta theta) {
    return theta.parameters().stream().map(Parameter::name).toList();
  }

  private Isp with(double[] values) {
    Numbers numbers = new Numbers(values);
    return new Isp(
        mosaic.stream().map(stage -> stage.with(numbers.of(stage))).toList(),
        new Rendering(
            rendering.demosaicing().with(numbers.of(rendering.demosaicing())),
            rendering.colour().stream().map(stage -> stage.with(numbers.of(stage))).toList(),
            rendering.gamma().with(numbers.of(rendering.gamma()))),
        layer.map(stage -> stage.with(numbers.of(stage))));
  }

  /** Distributes a vector of parameter values over the stages. */
  private static final class Numbers {
    private final double[] values;
    private int next;

    Numbers(double[] values) {
      this.values = values;
    }

    double[] of(Differentiable<?, ?> stage) {
      int first = next;
      next += stage.values().length;
      return Arrays.copyOfRange(values, first, next);
    }
  }

  private List<Differentiable<?, ?>> stages() {
    List<Differentiable<?, ?>> stages = new ArrayList<>(mosaic);
    stages.add(rendering.demosaicing());
    stages.addAll(rendering.colour());
    stages.add(rendering.gamma());
    layer.ifPresent(stages::add);
    return stages;
  }

  /**
   * Returns the view of a normalised mosaic ({@link Camera#normalise}).
   *
   * @throws IllegalArgumentException if the mosaic is not normalised; the same holds for every
   *     method of this class
   */
  public View apply(RawImage raw) {
    View view = new RenderingTree(List.of(rendering)).render(onMosaic(raw)).getFirst();
    return layer.map(stage -> stage.apply(view)).orElse(view);
  }

  /** Renders a normalised mosaic band by band, in bounded memory. */
  public void apply(RawImage raw, BandSink sink) {
    layer.ifPresent(stage -> stage.requireSize(raw.width(), raw.height()));
    BandSink finished =
        layer
            .<BandSink>map(
                stage ->
                    (number, row, band) ->
                        sink.accept(number, row, stage.rows(row, band.height()).apply(band)))
            .orElse(sink);
    new RenderingTree(List.of(rendering)).render(onMosaic(raw), finished);
  }

  private RawImage onMosaic(RawImage raw) {
    RawImage mosaicked = requireNormalised(raw);
    for (MosaicStage stage : mosaic) {
      mosaicked = stage.apply(mosaicked);
    }
    return mosaicked;
  }

  /** Returns the view stage by stage, and passes each step to an observer ({@link Chain#apply}). */
  public View apply(RawImage raw, Consumer<Trace.Step> observer) {
    return chain(raw.cfa()).apply(requireNormalised(raw), observer);
  }

  /** Returns the frame before the first and after every stage, for a normalised mosaic. */
  public Trace trace(RawImage raw) {
    return chain(raw.cfa()).trace(requireNormalised(raw));
  }

  /**
   * Computes the view of a normalised mosaic stage by stage and returns its pullback.
   *
   * <p>The gradient's parameters are in the order of {@link #theta}.
   */
  public ChainPullback<RawImage, View> pull(RawImage raw) {
    return chain(raw.cfa()).pull(requireNormalised(raw));
  }

  /** Returns the mosaic if it is normalised, which the parameters of a chain assume. */
  static RawImage requireNormalised(RawImage raw) {
    if (raw.unit() != RawImage.Unit.NORMALISED) {
      throw new IllegalArgumentException(
          "%s has samples in digital numbers [DN]: expected normalised ones; normalise first (Camera.normalise)"
              .formatted(raw));
    }
    return raw;
  }

  private Chain<RawImage, View> chain(Cfa cfa) {
    Chain<RawImage, View> chain = FastDemosaicing.chain(rendering, cfa);
    if (layer.isPresent()) {
      chain = chain.then(layer.get());
    }
    for (MosaicStage stage : mosaic.reversed()) {
      chain = chain.after(stage);
    }
    return chain;
  }
}
