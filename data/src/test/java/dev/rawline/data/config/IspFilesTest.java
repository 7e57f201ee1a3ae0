package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.Npy;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.View;
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
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IspFilesTest {
  private static final String WITH_EVERY_PROBLEM =
      """
      stages:
        - black_level: {red: 0.1, green: 0.1, blue: x}
        - white_balance: camra
        - demosaicing: {method: menon, border: miror}
        - demosaicing: {method: bilinear, refine: true}
        - unsharp_maskin: {radius: 1}
        - unsharp_masking:
          radius: 1
        - median: {size: 300, sise: 3}
        - gaussian: {sigma: .nan}
        - gama
        - demosaicing
        - flat_field: none.npy
        - gamma: {gamma: 0}
        - 7
        - tv_chambolle: 3
        - colour_correction: [1, 2, 3]
      """;

  private static final String STAGES =
      "black_level, flat_field, defect_correction, balance_first, demosaicing, white_balance, highlight_clip,"
          + " colour_correction, luma_convolution, sharpening_filter, unsharp_masking, gaussian,"
          + " median, fft, tv_chambolle, tv_bregman, bilateral, gamma, additive_layer";

  private static final String EVERY_PROBLEM =
      """
      27 errors
        - stages[0].black_level.blue (line 2) is 'x': expected a number [normalised]
        - stages[0].black_level (line 2) lacks green_in_red_row: expected a number [normalised]
        - stages[0].black_level (line 2) lacks green_in_blue_row: expected a number [normalised]
        - stages[0].black_level.green (line 2) is not a key here: did you mean green_in_red_row? expected one of red, green_in_red_row, green_in_blue_row, blue
        - stages[1].white_balance (line 3) is 'camra': expected the word camera, or three numbers, {red: …, green: …, blue: …} (gains, no unit)
        - stages[1] (line 3): white_balance works on colours: move it below the demosaicing in line 4
        - stages[2].demosaicing.method (line 4) is 'menon': did you mean menon2007? expected bilinear, malvar2004, menon2007 or kernels (how colours are interpolated)
        - stages[2].demosaicing.border (line 4) is 'miror': did you mean mirror? expected mirror, symmetric or zero (how the mosaic is extended at its edges)
        - stages[3] (line 5): colours are interpolated once: remove it, or the demosaicing in line 4
        - stages[3].demosaicing (line 5): demosaicing by bilinear has no refine: remove it, or choose menon2007
        - stages[4].unsharp_maskin (line 6) is not a key here: did you mean unsharp_masking? expected one of STAGES
        - stages[5] (line 7) contains the keys unsharp_masking, radius: expected one stage; put its own keys in { } after it, or indent them further
        - stages[6].median.size (line 9) is 300: expected a whole number from 1 to 99 [px] (the side length of the window)
        - stages[6].median.sise (line 9) is not a key here: did you mean size? expected one of size, border, acts_on
        - stages[7].gaussian.sigma (line 10) is '.nan': expected a number from 0 to 100 [px] (the standard deviation σ)
        - stages[8] (line 11) is 'gama': did you mean gamma? expected a stage, alone or with its keys (one of STAGES)
        - stages[9] (line 12) is demosaicing alone: expected after it a colon and the keys method, border, refine, votes, red, green, blue
        - stages[9] (line 12): colours are interpolated once: remove it, or the demosaicing in line 4
        - stages[10] (line 13): flat_field works on the mosaic: move it above the demosaicing in line 4
        - stages[10].flat_field (line 13): GAINS: the file does not exist: check its path
        - stages[11].gamma.gamma (line 14) is 0: expected a number above 0 (γ: the view is v^(1/γ))
        - stages[11] (line 14): gamma must occur exactly once, at the end or directly before an additive_layer
        - stages[12] (line 15) is 7: expected a stage, alone or with its keys (one of STAGES)
        - stages[13].tv_chambolle (line 16) is 3: expected the keys weight, acts_on
        - stages[14].colour_correction[0] (line 17) is 1: expected a row of 3 numbers
        - stages[14].colour_correction[1] (line 17) is 2: expected a row of 3 numbers
        - stages[14].colour_correction[2] (line 17) is 3: expected a row of 3 numbers\
      """;

  @TempDir Path folder;

  static List<ViewName> views() {
    return ViewName.ALL;
  }

  @Test
  void aCopyKeepsReferencesToTheCameraAndHasItsOwnArrays() throws IOException {
    Files.write(folder.resolve("a.npy"), NumpyArray.write(List.of(1, 2), new float[] {1, 2}));
    Files.writeString(folder.resolve("pixels.csv"), "row,column\n0,1\n");
    Path file =
        Files.writeString(
            folder.resolve("isp.yaml"),
            """
            # not a.npy.old
            stages:
              - black_level: camera
              - flat_field: a.npy
              - defect_correction: pixels.csv
              - demosaicing: {method: bilinear}
              - white_balance: camera
              - gamma
            """);
    Files.writeString(folder.resolve("npy"), "a file whose name the text holds");
    Path copy = Files.createDirectories(folder.resolve("copy")).resolve("reference-isp.yaml");
    IspFiles.copy(file, copy);

    for (Camera camera : Camera.PRESETS) {
      assertThat(IspFiles.read(copy, camera).theta().vector())
          .isEqualTo(IspFiles.read(file, camera).theta().vector());
    }
    try (Stream<Path> inside = Files.list(copy.getParent())) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "reference-isp.yaml",
              "reference-isp.flat_field1.npy",
              "reference-isp.defect_correction2.csv");
    }
    assertThat(IspFiles.arrays(file))
        .containsExactly(
            folder.toAbsolutePath().resolve("a.npy"),
            folder.toAbsolutePath().resolve("pixels.csv"));
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyViewSurvivesARoundTripUnderAnyCamera(ViewName view) throws IOException {
    Path file = folder.resolve("isp.yaml");
    for (Camera camera : Camera.PRESETS) {
      Isp isp = Isp.of(camera, view);
      IspFiles.write(isp, file);
      assertThat(IspFiles.read(file, Camera.DRONE)).isEqualTo(isp);
      assertThat(IspFiles.read(file, Camera.MICROSCOPE)).isEqualTo(isp);
    }
  }

  @Test
  void aWrittenFileStatesItsUnits() throws IOException {
    Path file = folder.resolve("isp.yaml");
    IspFiles.write(Isp.of(Camera.DRONE, ViewName.parse("menon-unsharp-gaussian")), file);
    assertThat(file)
        .hasContent(
            """
            # Stages in order; a comment names the units of a line's values.
            stages:
              - black_level: {red: 0.0625, green_in_red_row: 0.0626, green_in_blue_row: 0.0625, blue: 0.0626}   # [normalised]
              - demosaicing: {method: menon2007, border: mirror, refine: true, votes: whole_neighbourhood}
              - white_balance: {red: 2.86653646, green: 1.0, blue: 1.73079425}
              - colour_correction: [[1.50768983, -0.33571374, -0.17197604], [-0.23048614, 1.70698738, -0.47650126], [-0.03119153, -0.32803956, 1.35923111]]
              - unsharp_masking: {radius: 1.0, amount: 1.0, border: mirror, blur: both_axes, acts_on: luma}   # radius [px]
              - gaussian: {sigma: 0.5, border: mirror, acts_on: luma}   # sigma [px]
              - gamma: {gamma: 2.2, floor: 0.0}   # floor [normalised]
            """);
  }

  @ParameterizedTest
  @EnumSource
  void anyStageWithAnyParametersSurvivesARoundTrip(Border border) throws IOException {
    Random random = new Random(Seeds.next("anyStageWithAnyParametersSurvivesARoundTrip"));
    List<ColourStage> colour = colourStages(border, random);
    for (Demosaicing demosaicing : demosaicings(border, random)) {
      Gamma gamma = new Gamma(1 + random.nextDouble(), random.nextDouble() / 2);
      Isp isp = new Isp(mosaicStages(random), new Rendering(demosaicing, colour, gamma));
      Path file = folder.resolve("isp.yaml");
      IspFiles.write(isp, file);
      assertThat(IspFiles.read(file, Camera.DRONE)).isEqualTo(isp);
    }
  }

  private static List<MosaicStage> mosaicStages(Random random) {
    return List.of(
        new BlackLevel(new SiteValues(random.nextGaussian(), 0, -1, 1e-300)),
        new BlackLevel(SiteValues.uniform(0.1)),
        new DefectCorrection(
            Set.of(
                new DefectCorrection.Pixel(3, 4),
                new DefectCorrection.Pixel(0, random.nextInt(9999)))),
        new DefectCorrection(Set.of()));
  }

  private static List<Demosaicing> demosaicings(Border border, Random random) {
    return List.of(
        new Bilinear(border),
        new Malvar2004(border),
        new KernelDemosaicing(
            kernel(3, random), kernel(3, random), Kernel.of(new double[9]), border),
        new Menon2007(false, border, Menon2007.VoteRegion.INSIDE_FRAME),
        new Menon2007(true, border));
  }

  private static List<ColourStage> colourStages(Border border, Random random) {
    return List.of(
        new WhiteBalance(new Rgb(random.nextDouble(), -1, 1e-9)),
        new HighlightClip(1 + random.nextDouble()),
        new ColourCorrection(Matrix3.of(random.doubles(9).toArray())),
        new LumaConvolution("ridge_2", kernel(5, random), border),
        new RgbFilter(new LumaConvolution("point", kernel(1, random), border)),
        new SharpeningFilter(border),
        new UnsharpMasking(
            10 * random.nextDouble(), random.nextDouble(), border, UnsharpMasking.Blur.VERTICAL),
        new GaussianDenoising(random.nextDouble(), border),
        new MedianDenoising(1 + random.nextInt(99), border),
        new FftDenoising(0.5 - random.nextDouble() / 2, FftDenoising.Cut.REFERENCE_ROWS),
        new TvChambolle(random.nextDouble()),
        new TvBregman(1 + random.nextDouble(), TvBregman.Variant.REFERENCE),
        new Bilateral(
            1 + random.nextDouble(),
            OptionalDouble.of(1 + random.nextDouble()),
            border,
            Bilateral.Weights.REFERENCE_TABLES),
        Bilateral.DEFAULT,
        new RgbFilter(TvBregman.DEFAULT),
        new RgbFilter(new MedianDenoising(5, border)));
  }

  @Test
  void everyChainOfACameraSurvivesARoundTrip() throws IOException {
    Path file = folder.resolve("isp.yaml");
    List<Isp> chains = new ArrayList<>();
    for (Camera camera : Camera.PRESETS) {
      chains.add(Isp.parametrized(camera));
      chains.add(Isp.parametrizedCompatible(camera));
      ViewName.ALL.forEach(view -> chains.add(Isp.compatible(camera, view)));
    }
    for (Isp isp : chains) {
      IspFiles.write(isp, file);
      assertThat(IspFiles.read(file, Camera.DRONE)).isEqualTo(isp);
    }
  }

  @Test
  void omittedKernelsAreBilinear() throws IOException {
    Isp isp =
        read(
            """
            stages:
              - demosaicing: {method: kernels, green: [[0, 0, 0], [0, 1, 0], [0, 0, 0]]}
              - luma_convolution: {name: ridge, kernel: [[-1, 0, 1], [-2, 3, 2], [-1, 0, 1]]}
              - gamma
            """);
    KernelDemosaicing bilinear = Bilinear.DEFAULT.kernels();
    assertThat(isp.rendering().demosaicing())
        .isEqualTo(
            new KernelDemosaicing(
                bilinear.red(),
                Kernel.of(0, 0, 0, 0, 1, 0, 0, 0, 0),
                bilinear.blue(),
                Border.MIRROR));
    assertThat(isp.rendering().colour())
        .isEqualTo(
            List.of(
                new LumaConvolution(
                    "ridge", Kernel.of(-1, 0, 1, -2, 3, 2, -1, 0, 1), Border.MIRROR)));
  }

  @Test
  void allProblemsOfAKernelAreReported() {
    assertRejected(
        """
        stages:
          - demosaicing: {method: kernels, red: [[1, 0, 0], [0, 1]], green: [[.nan, 0, 0], [0, 1, 0], [0, 0, 0]], votes: inside_frame}
          - luma_convolution: {name: Big Blur, kernel: 3, side: 3}
          - luma_convolution: {name: wide, kernel: [[1, 0, 0], [0, 1, 0]]}
          - luma_convolution: {name: even, kernel: [[1, 0], [0, 1]]}
          - luma_convolution: {name: none, kernel: [[.inf]]}
          - luma_convolution
          - gamma
        """,
        """
        10 errors
          - stages[0].demosaicing.red (line 2) is a list of 2: expected 3 rows of 3 numbers, [[…, …, …], …] (kernels only: the weights of red (default: those of bilinear))
          - stages[0].demosaicing.red[1] (line 2) is a list of 2: expected a row of 3 numbers
          - stages[0].demosaicing.green[0][0] (line 2) is '.nan': expected a number
          - stages[1].luma_convolution.name (line 3) is 'Big Blur': expected text (the name of the kernel in θ and on sheets: lower case letters, digits and underscores, a letter first)
          - stages[1].luma_convolution.kernel (line 3) is 3: expected an odd number of rows of as many numbers, [[…, …, …], …] (the weights of a pixel's neighbourhood)
          - stages[1].luma_convolution.side (line 3) is not a key here: expected one of name, kernel, border, acts_on
          - stages[2].luma_convolution (line 4): a kernel has an odd number of rows and as many columns, got rows of [3, 3] weights
          - stages[3].luma_convolution (line 5): a kernel has an odd number of rows and as many columns, got rows of [2, 2] weights
          - stages[4].luma_convolution.kernel[0][0] (line 6) is '.inf': expected a number
          - stages[5] (line 7) is luma_convolution alone: expected after it a colon and the keys name, kernel, border, acts_on\
        """);
    assertRejected(
        """
        stages:
          - demosaicing: {method: bilinear, blue: [[1, 0, 0], [0, 1, 0], [0, 0, 0]]}
          - gamma
        """,
        "stages[0].demosaicing (line 2): demosaicing by bilinear has no blue: remove it, or"
            + " choose kernels");
  }

  @Test
  void anAdditiveLayerIsStoredNextToTheFile() throws IOException {
    View layer = new View(3, 2, new float[18]);
    for (int i = 0; i < 18; i++) {
      layer.samples()[i] = (i - 9) / 7f;
    }
    Isp isp = Isp.parametrized(Camera.DRONE).with(new AdditiveLayer(layer));
    Path file = folder.resolve("isp.yaml");
    IspFiles.write(isp, file);

    Npy written = Npy.read(folder.resolve("isp.additive_layer.npy"));
    assertThat(written.shape()).containsExactly(3, 2, 3);
    Isp read = IspFiles.read(file, Camera.MICROSCOPE);
    assertThat(read.rendering()).isEqualTo(isp.rendering());
    View back = read.layer().orElseThrow().layer();
    assertThat(back.width()).isEqualTo(3);
    assertThat(back.height()).isEqualTo(2);
    assertThat(back.samples()).containsExactly(layer.samples());
  }

  @Test
  void anInvalidAdditiveLayerIsRejected() throws IOException {
    Files.write(
        folder.resolve("grey.npy"), NumpyArray.write(List.of(2, 2), new float[] {1, 2, 3, 4}));
    Files.write(folder.resolve("four.npy"), NumpyArray.write(List.of(4, 1, 1), new float[4]));
    Files.write(
        folder.resolve("nan.npy"),
        NumpyArray.write(List.of(3, 1, 2), new double[] {0, 0, 0, 0, 0, Double.NaN}));
    String remedy =
        ": expected a NumPy array (3, rows, columns) of float32 or float64; save"
            + " numpy.asarray(layer, 'float32') by numpy.save";
    assertRejected(
        """
        stages:
          - additive_layer: grey.npy
          - demosaicing: {method: bilinear}
          - additive_layer: four.npy
          - gamma
          - gamma
          - additive_layer: nan.npy
        """,
        """
        6 errors
          - stages[0] (line 2): additive_layer is added to the view: it occurs once, at the end
          - stages[0].additive_layer (line 2): FOLDER/grey.npy is an array of shape (2, 2)REMEDY
          - stages[2] (line 4): additive_layer is added to the view: it occurs once, at the end
          - stages[2].additive_layer (line 4): FOLDER/four.npy is an array of shape (4, 1, 1)REMEDY
          - stages[3] (line 5): gamma must occur exactly once, at the end or directly before an additive_layer
          - stages[5].additive_layer (line 7): FOLDER/nan.npy contains NaN in colour 2, row 0, column 1: expected finite numbers (normalised)\
        """
            .replace("FOLDER", folder.toString())
            .replace("REMEDY", remedy));
  }

  private static Kernel kernel(int side, Random random) {
    return Kernel.of(random.doubles((long) side * side, -1, 1).toArray());
  }

  @Test
  void flatFieldsAreStoredNextToTheFile() throws IOException {
    RawImage first = RawImage.normalised(3, 2, Cfa.RGGB, new float[] {1, 2, 3, 0.5f, 5, 6.25f});
    RawImage second = RawImage.normalised(1, 2, Cfa.RGGB, new float[] {7, 8});
    Isp isp =
        new Isp(
            List.of(new FlatField(first), new FlatField(second)),
            new Rendering(Bilinear.DEFAULT, List.of(), Gamma.DEFAULT));
    Path file = folder.resolve("my.isp.yaml");
    IspFiles.write(isp, file);

    assertThat(folder.resolve("my.isp.flat_field0.npy")).exists();
    Isp read = IspFiles.read(file, Camera.DRONE);
    assertThat(read.mosaic()).hasSize(2);
    assertSameGains(read, 0, first);
    assertSameGains(read, 1, second);
    assertThat(read.rendering()).isEqualTo(isp.rendering());
  }

  @Test
  void omittedKeysHaveTheirDefault() throws IOException {
    Isp isp =
        read(
            """
            stages:
              - black_level
              - demosaicing: {method: menon2007}
              - white_balance:
              - highlight_clip
              - colour_correction
              - sharpening_filter
              - unsharp_masking: {}
              - gaussian
              - median:
              - fft
              - tv_chambolle
              - tv_bregman
              - bilateral
              - gamma
            """);
    assertThat(isp)
        .isEqualTo(
            new Isp(
                List.of(new BlackLevel(Camera.DRONE.blackLevel())),
                new Rendering(
                    Menon2007.DEFAULT,
                    List.of(
                        new WhiteBalance(Camera.DRONE.whiteBalance()),
                        HighlightClip.DEFAULT,
                        new ColourCorrection(Camera.DRONE.colourMatrix()),
                        SharpeningFilter.DEFAULT,
                        UnsharpMasking.DEFAULT,
                        GaussianDenoising.DEFAULT,
                        MedianDenoising.DEFAULT,
                        FftDenoising.DEFAULT,
                        TvChambolle.DEFAULT,
                        TvBregman.DEFAULT,
                        Bilateral.DEFAULT),
                    Gamma.DEFAULT)));
  }

  @Test
  void defectsAreReadFromAListOrAFile() throws IOException {
    Files.writeString(folder.resolve("defects.csv"), "\uFEFFrow,column\n3, 5\r\n\n700,1\n");
    Isp isp =
        read(
            """
            stages:
              - defect_correction: [[1, 2], [1, 2], [0, 9]]
              - defect_correction: defects.csv
              - demosaicing: {method: bilinear}
              - gamma
            """);
    assertThat(isp.mosaic())
        .isEqualTo(
            List.of(
                new DefectCorrection(
                    Set.of(new DefectCorrection.Pixel(1, 2), new DefectCorrection.Pixel(0, 9))),
                new DefectCorrection(
                    Set.of(new DefectCorrection.Pixel(3, 5), new DefectCorrection.Pixel(700, 1)))));
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file = file(WITH_EVERY_PROBLEM);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> IspFiles.read(file, Camera.DRONE))
        .withMessage(
            file
                + ": "
                + EVERY_PROBLEM
                    .replace("STAGES", STAGES)
                    .replace("GAINS", folder.resolve("none.npy").toString()))
        .withNoCause();
  }

  @Test
  void aChainWithoutAViewIsRejected() {
    assertRejected(
        """
        stages:
          - black_level
          - median
        """,
        """
        2 errors
          - stages (line 1): the chain has no demosaicing: add '- demosaicing: {method: menon2007}' after the stages on the mosaic
          - stages (line 1): the chain has no gamma: add '- gamma' at the end; '- gamma: {gamma: 1}' keeps it linear\
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stages: []", "stages:"})
  void anEmptyChainIsRejected(String text) {
    String came = text.endsWith("]") ? "a list of 0" : "empty";
    assertRejected(
        text,
        "stages (line 1) is "
            + came
            + ": expected a list of stages (first to last: stages on the mosaic, demosaicing,"
            + " stages on colours, gamma, perhaps an additive layer)");
  }

  @Test
  void aFileWithoutStagesIsRejected() {
    assertRejected(
        "stage: [gamma]",
        """
        2 errors
          - the file lacks stages: expected a list of stages (first to last: stages on the mosaic, demosaicing, stages on colours, gamma, perhaps an additive layer)
          - stage (line 1) is not a key here: did you mean stages? expected stages\
        """);
  }

  @Test
  void filesOfStagesAreChecked() throws IOException {
    Files.writeString(folder.resolve("bad.csv"), "1,2\n3;4\n");
    Files.writeString(folder.resolve("bad.npy"), "no array");
    Path zero = folder.resolve("zero.npy");
    Files.write(zero, ArrayFile.of(RawImage.normalised(2, 1, Cfa.RGGB, new float[] {1, 0})));
    assertRejected(
        """
        stages:
          - defect_correction: bad.csv
          - flat_field: bad.npy
          - flat_field: zero.npy
          - flat_field: .
          - defect_correction: [[1, -2], [3]]
          - demosaicing: {method: bilinear}
          - gamma
        """,
        """
        6 errors
          - stages[0].defect_correction (line 2): line 2 of bad.csv is '3;4': expected row,column, two whole numbers of at least 0 [px]
          - stages[1].flat_field (line 3): FOLDER/bad.npy is no NumPy array: expected a two-dimensional NumPy array of float32 or float64; save numpy.asarray(gains, 'float32') by numpy.save
          - stages[2].flat_field (line 4): flat_field gain is 0.0 at row 0, column 1: expected a finite number above 0 (gain, no unit)
          - stages[3].flat_field (line 5): FOLDER/.: is a folder: name a file in it
          - stages[4].defect_correction[0][1] (line 6) is -2: expected a whole number of at least 0 [px]
          - stages[4].defect_correction[1] (line 6) is a list of 1: expected a pixel, [row, column]\
        """
            .replace("FOLDER", folder.toString()));
  }

  private Isp read(String text) throws IOException {
    return IspFiles.read(file(text), Camera.DRONE);
  }

  private void assertRejected(String text, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(text))
        .withMessage(folder.resolve("isp.yaml") + ": " + message)
        .withNoCause();
  }

  private static void assertSameGains(Isp isp, int stage, RawImage gains) {
    RawImage read = ((FlatField) isp.mosaic().get(stage)).gain();
    assertThat(read.width()).isEqualTo(gains.width());
    assertThat(read.height()).isEqualTo(gains.height());
    assertThat(read.samples()).isEqualTo(gains.samples());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("isp.yaml"), text);
  }
}
