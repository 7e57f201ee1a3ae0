package dev.rawline.data.config;

import dev.rawline.data.yaml.YamlNames;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.Bilateral;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.FftDenoising;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.KernelDemosaicing;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of each stage in {@code isp.yaml}, stage by stage in the order of the light path.
 *
 * <p>{@code UnsharpMaskingKeys} describes the stage {@code unsharp_masking}. Defaults are those of
 * the stage's own record.
 */
sealed interface StageKeys {

  /** Returns every stage that a file may name, in the order of the light path. */
  static List<Class<?>> kinds() {
    return Stream.of(
            permitted(MosaicKeys.class),
            Stream.of(DemosaicingKeys.class),
            permitted(ColourKeys.class),
            Stream.of(GammaKeys.class, AdditiveLayerKeys.class))
        .<Class<?>>flatMap(kinds -> kinds)
        .toList();
  }

  private static Stream<Class<?>> permitted(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses());
  }

  private static <T> T or(T said, T otherwise) {
    return said == null ? otherwise : said;
  }

  /**
   * Returns the stage.
   *
   * @param camera the camera whose numbers are taken where the keys give none
   * @param folder where the files are that the keys name
   * @throws IOException if such a file cannot be read; the message says why and what to do
   * @throws IllegalArgumentException if the stage or such a file refuses its values
   */
  Stage<?, ?> stage(Camera camera, Path folder) throws IOException;

  /** Returns the name of the file of larger numbers that the keys name, where they do. */
  default Optional<String> file() {
    return Optional.empty();
  }

  /** Returns these keys with another name of the file that they name. */
  default StageKeys withFile(String name) {
    return this;
  }

  /** The keys of a stage that works on the mosaic. */
  sealed interface MosaicKeys extends StageKeys {
    @Override
    MosaicStage stage(Camera camera, Path folder) throws IOException;

    /** Returns the keys of a stage; a flat field's gains stand in a file of this name. */
    static MosaicKeys of(MosaicStage stage, String gains) {
      return switch (stage) {
        case BlackLevel s -> new BlackLevelKeys(s.level());
        case FlatField _ -> new FlatFieldKeys(gains);
        case DefectCorrection s ->
            new DefectCorrectionKeys(
                new PixelList.Listed(
                    s.defects().stream()
                        .sorted(
                            Comparator.comparingInt(DefectCorrection.Pixel::row)
                                .thenComparingInt(DefectCorrection.Pixel::column))
                        .toList()));
      };
    }
  }

  /** The keys of a stage that works on colours. */
  sealed interface ColourKeys extends StageKeys {
    @Override
    ColourStage stage(Camera camera, Path folder);

    /** Returns the keys of a stage. */
    static ColourKeys of(ColourStage stage) {
      return switch (stage) {
        case WhiteBalance s -> new WhiteBalanceKeys(s.gains());
        case HighlightClip s -> new HighlightClipKeys(s.level());
        case ColourCorrection s -> new ColourCorrectionKeys(s.matrix());
        case LumaStage s -> of(s, ActsOn.LUMA);
        case RgbFilter s -> of(s.filter(), ActsOn.COLOURS);
      };
    }

    private static ColourKeys of(LumaStage stage, ActsOn actsOn) {
      return switch (stage) {
        case LumaConvolution s -> new LumaConvolutionKeys(s.name(), s.kernel(), s.border(), actsOn);
        case SharpeningFilter s -> new SharpeningFilterKeys(s.border(), actsOn);
        case UnsharpMasking s ->
            new UnsharpMaskingKeys(s.radius(), s.amount(), s.border(), s.blur(), actsOn);
        case GaussianDenoising s -> new GaussianKeys(s.sigma(), s.border(), actsOn);
        case MedianDenoising s -> new MedianKeys(s.size(), s.border(), actsOn);
        case FftDenoising s -> new FftKeys(s.keep(), s.cut(), actsOn);
        case TvChambolle s -> new TvChambolleKeys(s.weight(), actsOn);
        case TvBregman s -> new TvBregmanKeys(s.weight(), s.variant(), actsOn);
        case Bilateral s ->
            new BilateralKeys(
                s.sigmaSpace(),
                s.sigmaValue().isPresent() ? s.sigmaValue().getAsDouble() : null,
                s.border(),
                s.weights(),
                actsOn);
      };
    }
  }

  /** What a filter works on. */
  enum ActsOn {
    LUMA,
    COLOURS;

    private ColourStage filter(LumaStage filter) {
      return switch (this) {
        case LUMA -> filter;
        case COLOURS -> new RgbFilter(filter);
      };
    }
  }

  @FileWord("black_level")
  record BlackLevelKeys(
      @Described(
              meaning = "subtracted from every pixel of a kind",
              unit = "normalised",
              bare = true,
              camera = true)
          SiteValues level)
      implements MosaicKeys {
    @Override
    public BlackLevel stage(Camera camera, Path folder) {
      return new BlackLevel(level == null ? camera.blackLevel() : level);
    }
  }

  @FileWord("flat_field")
  record FlatFieldKeys(
      @Described(
              meaning = "a NumPy file of gains above 0 (no unit), one a pixel, beside the isp.yaml",
              bare = true,
              required = true)
          String gains)
      implements MosaicKeys {
    @Override
    public FlatField stage(Camera camera, Path folder) throws IOException {
      return new FlatField(GainMap.read(folder.resolve(gains)));
    }

    @Override
    public Optional<String> file() {
      return Optional.of(gains);
    }

    @Override
    public FlatFieldKeys withFile(String name) {
      return new FlatFieldKeys(name);
    }
  }

  @FileWord("defect_correction")
  record DefectCorrectionKeys(
      @Described(
              meaning = "the broken pixels, counted from 0 at the top left",
              bare = true,
              required = true)
          PixelList pixels)
      implements MosaicKeys {
    @Override
    public DefectCorrection stage(Camera camera, Path folder) throws IOException {
      return new DefectCorrection(Set.copyOf(pixels.read(folder)));
    }

    @Override
    public Optional<String> file() {
      return pixels instanceof PixelList.InFile(String name) ? Optional.of(name) : Optional.empty();
    }

    @Override
    public DefectCorrectionKeys withFile(String name) {
      return new DefectCorrectionKeys(new PixelList.InFile(name));
    }
  }

  @FileWord("demosaicing")
  record DemosaicingKeys(
      @Described(meaning = "how colours are interpolated", required = true) Method method,
      @Described(meaning = "how the mosaic goes on beyond the edge") Border border,
      @Described(meaning = "menon2007 only: whether the colours are refined; true unless said")
          Boolean refine,
      @Described(
              meaning =
                  "menon2007 only: which changes vote near the edge; whole_neighbourhood unless"
                      + " said")
          Menon2007.Votes votes,
      @Described(meaning = "kernels only: the weights of red; bilinear's unless said", side = 3)
          Kernel red,
      @Described(meaning = "kernels only: the weights of green; bilinear's unless said", side = 3)
          Kernel green,
      @Described(meaning = "kernels only: the weights of blue; bilinear's unless said", side = 3)
          Kernel blue)
      implements StageKeys {

    /** How colours are interpolated. */
    enum Method {
      BILINEAR,
      MALVAR2004,
      MENON2007,
      KERNELS
    }

    public DemosaicingKeys {
      border = or(border, Menon2007.DEFAULT.border());
      requireMethod(Method.MENON2007, method, "refine", refine);
      requireMethod(Method.MENON2007, method, "votes", votes);
      requireMethod(Method.KERNELS, method, "red", red);
      requireMethod(Method.KERNELS, method, "green", green);
      requireMethod(Method.KERNELS, method, "blue", blue);
    }

    private static void requireMethod(Method knowing, Method method, String key, Object said) {
      if (said != null && method != null && method != knowing) {
        throw new IllegalArgumentException(
            "demosaicing by %s knows no %s: remove it, or choose %s"
                .formatted(YamlNames.of(method), key, YamlNames.of(knowing)));
      }
    }

    private static DemosaicingKeys of(Method method, Border border) {
      return new DemosaicingKeys(method, border, null, null, null, null, null);
    }

    static DemosaicingKeys of(Demosaicing stage) {
      return switch (stage) {
        case Bilinear s -> of(Method.BILINEAR, s.border());
        case Malvar2004 s -> of(Method.MALVAR2004, s.border());
        case Menon2007 s ->
            new DemosaicingKeys(
                Method.MENON2007, s.border(), s.refine(), s.votes(), null, null, null);
        case KernelDemosaicing s ->
            new DemosaicingKeys(
                Method.KERNELS, s.border(), null, null, s.red(), s.green(), s.blue());
      };
    }

    @Override
    public Demosaicing stage(Camera camera, Path folder) {
      return switch (method) {
        case BILINEAR -> new Bilinear(border);
        case MALVAR2004 -> new Malvar2004(border);
        case MENON2007 ->
            new Menon2007(
                or(refine, Menon2007.DEFAULT.refine()),
                border,
                or(votes, Menon2007.DEFAULT.votes()));
        case KERNELS -> {
          KernelDemosaicing bilinear = Bilinear.DEFAULT.kernels();
          yield new KernelDemosaicing(
              or(red, bilinear.red()),
              or(green, bilinear.green()),
              or(blue, bilinear.blue()),
              border);
        }
      };
    }
  }

  @FileWord("white_balance")
  record WhiteBalanceKeys(
      @Described(meaning = "gains, no unit", bare = true, camera = true) Rgb gains)
      implements ColourKeys {
    @Override
    public WhiteBalance stage(Camera camera, Path folder) {
      return new WhiteBalance(gains == null ? camera.whiteBalance() : gains);
    }
  }

  @FileWord("highlight_clip")
  record HighlightClipKeys(
      @Described(
              meaning = "the white level times the smallest white-balance gain",
              unit = "normalised",
              above = 0)
          Double level)
      implements ColourKeys {
    public HighlightClipKeys {
      level = or(level, HighlightClip.DEFAULT.level());
    }

    @Override
    public HighlightClip stage(Camera camera, Path folder) {
      return new HighlightClip(level);
    }
  }

  @FileWord("colour_correction")
  record ColourCorrectionKeys(
      @Described(
              meaning = "white-balanced camera colours to linear sRGB; rows make red, green, blue",
              bare = true,
              camera = true)
          Matrix3 matrix)
      implements ColourKeys {
    @Override
    public ColourCorrection stage(Camera camera, Path folder) {
      return new ColourCorrection(matrix == null ? camera.colourMatrix() : matrix);
    }
  }

  @FileWord("luma_convolution")
  record LumaConvolutionKeys(
      @Described(
              meaning =
                  "what the kernel is called in θ and on sheets: lower case letters, digits and"
                      + " underscores, a letter first",
              pattern = "[a-z][a-z0-9_]*",
              required = true)
          String name,
      @Described(meaning = "the weights of a pixel's neighbourhood", required = true) Kernel kernel,
      @Described(meaning = "how the picture goes on beyond the edge") Border border,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public LumaConvolutionKeys {
      border = or(border, SharpeningFilter.DEFAULT.border());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new LumaConvolution(name, kernel, border));
    }
  }

  @FileWord("sharpening_filter")
  record SharpeningFilterKeys(
      @Described(meaning = "how the picture goes on beyond the edge") Border border,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public SharpeningFilterKeys {
      border = or(border, SharpeningFilter.DEFAULT.border());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new SharpeningFilter(border));
    }
  }

  @FileWord("unsharp_masking")
  record UnsharpMaskingKeys(
      @Described(meaning = "the blur's standard deviation σ", unit = "px", min = 0, max = 100)
          Double radius,
      @Described(meaning = "how much of what the blur takes away is added", min = 0, max = 100)
          Double amount,
      @Described(meaning = "how the picture goes on beyond the edge") Border border,
      @Described(meaning = "the direction of the blur") UnsharpMasking.Blur blur,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public UnsharpMaskingKeys {
      radius = or(radius, UnsharpMasking.DEFAULT.radius());
      amount = or(amount, UnsharpMasking.DEFAULT.amount());
      border = or(border, UnsharpMasking.DEFAULT.border());
      blur = or(blur, UnsharpMasking.DEFAULT.blur());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new UnsharpMasking(radius, amount, border, blur));
    }
  }

  @FileWord("gaussian")
  record GaussianKeys(
      @Described(meaning = "the standard deviation σ", unit = "px", min = 0, max = 100)
          Double sigma,
      @Described(meaning = "how the picture goes on beyond the edge") Border border,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public GaussianKeys {
      sigma = or(sigma, GaussianDenoising.DEFAULT.sigma());
      border = or(border, GaussianDenoising.DEFAULT.border());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new GaussianDenoising(sigma, border));
    }
  }

  @FileWord("median")
  record MedianKeys(
      @Described(meaning = "the side of the window", unit = "px", min = 1, max = 99) Integer size,
      @Described(meaning = "how the picture goes on beyond the edge") Border border,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public MedianKeys {
      size = or(size, MedianDenoising.DEFAULT.size());
      border = or(border, MedianDenoising.DEFAULT.border());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new MedianDenoising(size, border));
    }
  }

  @FileWord("fft")
  record FftKeys(
      @Described(meaning = "the highest frequency kept", unit = "cycles per px", min = 0, max = 0.5)
          Double keep,
      @Described(meaning = "what is cut out") FftDenoising.Cut cut,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public FftKeys {
      keep = or(keep, FftDenoising.DEFAULT.keep());
      cut = or(cut, FftDenoising.DEFAULT.cut());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new FftDenoising(keep, cut));
    }
  }

  @FileWord("tv_chambolle")
  record TvChambolleKeys(
      @Described(
              meaning = "how strongly variation is punished",
              unit = "normalised",
              min = 0,
              max = 1000)
          Double weight,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public TvChambolleKeys {
      weight = or(weight, TvChambolle.DEFAULT.weight());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new TvChambolle(weight));
    }
  }

  @FileWord("tv_bregman")
  record TvBregmanKeys(
      @Described(
              meaning =
                  "how strongly the result is held to the picture; the larger, the less is"
                      + " denoised",
              unit = "1/normalised",
              above = 0)
          Double weight,
      @Described(meaning = "which solver") TvBregman.Variant variant,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public TvBregmanKeys {
      weight = or(weight, TvBregman.DEFAULT.weight());
      variant = or(variant, TvBregman.DEFAULT.variant());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(new TvBregman(weight, variant));
    }
  }

  @FileWord("bilateral")
  record BilateralKeys(
      @Described(meaning = "the standard deviation σ of places", unit = "px", min = 0.1, max = 30)
          Double sigmaSpace,
      @Described(
              meaning = "the standard deviation σ of values; that of the picture unless said",
              unit = "normalised",
              above = 0)
          Double sigmaValue,
      @Described(meaning = "how the picture goes on beyond the edge") Border border,
      @Described(meaning = "how the weights are computed") Bilateral.Weights weights,
      @Described(meaning = "what is filtered") ActsOn actsOn)
      implements ColourKeys {
    public BilateralKeys {
      sigmaSpace = or(sigmaSpace, Bilateral.DEFAULT.sigmaSpace());
      border = or(border, Bilateral.DEFAULT.border());
      weights = or(weights, Bilateral.DEFAULT.weights());
      actsOn = or(actsOn, ActsOn.LUMA);
    }

    @Override
    public ColourStage stage(Camera camera, Path folder) {
      return actsOn.filter(
          new Bilateral(
              sigmaSpace,
              sigmaValue == null ? OptionalDouble.empty() : OptionalDouble.of(sigmaValue),
              border,
              weights));
    }
  }

  @FileWord("gamma")
  record GammaKeys(
      @Described(meaning = "γ: the view is v^(1/γ)", above = 0) Double gamma,
      @Described(
              meaning = "the smallest value that enters the curve",
              unit = "normalised",
              min = 0,
              max = 0.5)
          Double floor)
      implements StageKeys {
    static GammaKeys of(Gamma stage) {
      return new GammaKeys(stage.gamma(), stage.floor());
    }

    public GammaKeys {
      gamma = or(gamma, Gamma.DEFAULT.gamma());
      floor = or(floor, Gamma.DEFAULT.floor());
    }

    @Override
    public Gamma stage(Camera camera, Path folder) {
      return new Gamma(gamma, floor);
    }
  }

  @FileWord("additive_layer")
  record AdditiveLayerKeys(
      @Described(
              meaning =
                  "a NumPy file of what is added to the view [normalised], (colour, row, column),"
                      + " beside the isp.yaml",
              bare = true,
              required = true)
          String layer)
      implements StageKeys {
    @Override
    public AdditiveLayer stage(Camera camera, Path folder) throws IOException {
      return new AdditiveLayer(LayerFile.read(folder.resolve(layer)));
    }

    @Override
    public Optional<String> file() {
      return Optional.of(layer);
    }

    @Override
    public AdditiveLayerKeys withFile(String name) {
      return new AdditiveLayerKeys(name);
    }
  }
}
