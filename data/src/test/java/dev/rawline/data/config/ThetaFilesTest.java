package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.Problems;
import dev.rawline.data.yaml.SchemaCheck;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.imaging.Npy;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.IspBatch;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.AdditiveLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonPointer;

class ThetaFilesTest {

  /** θ of a chain without kernels, with a layer of two pixels. */
  private static final Theta SMALL =
      Isp.of(Camera.DRONE, ViewName.parse("menon-sharpen-median"))
          .with(AdditiveLayer.zero(1, 2))
          .theta();

  private static final String WITH_EVERY_PROBLEM =
      """
      parameters:
        black_level: [0.1, .nan, 0.1]
        white_balance: text.npy
        colour_matrix:
          - [1, 0, 0]
          - [0, 1]
          - [0, 0, one]
        gama: 2.2
        gamma.floor: 0.75
        additive_layer: wide.npy
      frozen:
        - gamma
        - gama
        - colour_matrix[0][2]
        - colour_matrix[3]
        - gamma[
        - 7
      freeze: []
      """;

  private static final String EVERY_PROBLEM =
      """
      14 errors
        - parameters (line 1) lacks gamma: expected a number from 0.01 to 100 [no unit]
        - parameters.black_level (line 2) is a list of 3: expected a list of 4 numbers [in the unit of the mosaic], or the name of a NumPy file
        - parameters.black_level[1] (line 2) is '.nan': expected a number [in the unit of the mosaic]
        - parameters.white_balance (line 3): FOLDER/text.npy is no NumPy array: expected a NumPy array (3,) of float32 or float64; save numpy.asarray(values, 'float64') by numpy.save
        - parameters.colour_matrix[1] (line 6) is a list of 2: expected a list of 3 numbers [no unit]
        - parameters.colour_matrix[2][2] (line 7) is 'one': expected a number [no unit]
        - parameters.gama (line 8) is not a key here: did you mean gamma? expected one of black_level, white_balance, colour_matrix, gamma, gamma.floor, additive_layer
        - parameters.gamma.floor (line 9) is 0.75: expected a number from 0 to 0.5 [normalised]
        - parameters.additive_layer (line 10): FOLDER/wide.npy is an array of shape (3, 1, 2): expected a NumPy array (3, 2, 1) of float32 or float64; save numpy.asarray(values, 'float64') by numpy.save
        - frozen[1] (line 13): θ has no parameter 'gama': expected one of black_level, white_balance, colour_matrix, gamma, gamma.floor, additive_layer
        - frozen[3] (line 15): θ has no number 'colour_matrix[3]': colour_matrix has the shape [3, 3], counted from 0
        - frozen[4] (line 16) is 'gamma[': expected a name such as gamma, colour_matrix[0] or colour_matrix[0][2]
        - frozen[5] (line 17) is 7: expected a name such as gamma, colour_matrix[0] or colour_matrix[0][2]
        - freeze (line 18) is not a key here: did you mean frozen? expected one of parameters, frozen\
      """;

  @TempDir Path folder;

  @Test
  void thetaOfEveryChainSurvivesARoundTripExactly() throws IOException {
    Random random = new Random(Seeds.next("thetaOfEveryChainSurvivesARoundTripExactly"));
    List<Isp> chains = new ArrayList<>();
    for (Camera camera : Camera.PRESETS) {
      chains.add(Isp.parametrized(camera));
      chains.add(Isp.parametrizedCompatible(camera));
      chains.add(Isp.parametrized(camera).with(AdditiveLayer.zero(20, 21)));
      ViewName.ALL.forEach(view -> chains.add(Isp.of(camera, view)));
      ViewName.ALL.forEach(view -> chains.add(Isp.compatible(camera, view)));
    }
    Path file = folder.resolve("theta.yaml");
    for (Isp isp : chains) {
      assertSurvives(isp.theta(), isp.theta(), file);
      assertSurvives(any(isp.theta(), random), isp.theta(), file);
    }
  }

  private static void assertSurvives(Theta theta, Theta chain, Path file) throws IOException {
    ThetaFiles.write(theta, file);
    Theta read = ThetaFiles.read(file, chain);
    assertThat(read.parameters()).isEqualTo(theta.parameters());
    assertThat(bits(read.vector())).isEqualTo(bits(theta.vector()));
    for (int place = 0; place < theta.size(); place++) {
      assertThat(read.isFrozen(place)).as(theta.name(place)).isEqualTo(theta.isFrozen(place));
    }
    Problems problems = new Problems();
    YamlDocument document = YamlDocument.read(file);
    SchemaCheck general = new SchemaCheck(ThetaFiles.KIND, document, problems);
    problems.refuse(file);
    assertThat(general.refuses(JsonPointer.empty())).isFalse();
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** Numbers with all their digits, huge, tiny and negative ones, some of them frozen. */
  private static Theta any(Theta theta, Random random) {
    double[] vector = new double[theta.size()];
    List<String> frozen = new ArrayList<>();
    List<String> thawed = new ArrayList<>();
    int place = 0;
    for (Parameter parameter : theta.parameters()) {
      boolean free = Double.isInfinite(parameter.highest() - parameter.lowest());
      for (int end = place + parameter.size(); place < end; place++) {
        double number = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
        vector[place] = free ? number : random.nextDouble(parameter.lowest(), parameter.highest());
        (random.nextInt(3) == 0 ? frozen : thawed).add(theta.name(place));
      }
      if (random.nextBoolean()) {
        frozen.add(parameter.name());
      }
    }
    vector[0] = -0.0;
    vector[1] = Double.MIN_VALUE;
    return theta
        .with(vector)
        .bounded()
        .thawed(thawed.toArray(String[]::new))
        .frozen(frozen.toArray(String[]::new));
  }

  @Test
  void aWrittenFileIsReadable() throws IOException {
    Path file = folder.resolve("theta.yaml");
    ThetaFiles.write(
        SMALL.with("additive_layer[2]", 0.5, -0.25).frozen("white_balance[1]", "colour_matrix[0]"),
        file);
    assertThat(file)
        .hasContent(
            """
            # The numbers of a chain of stages, by name; a comment names their unit.
            parameters:
              black_level: [0.0625, 0.0626, 0.0625, 0.0626]   # in the unit of the mosaic
              white_balance: [2.86653646, 1.0, 1.73079425]   # gain, no unit
              colour_matrix:   # no unit
                - [1.50768983, -0.33571374, -0.17197604]
                - [-0.23048614, 1.70698738, -0.47650126]
                - [-0.03119153, -0.32803956, 1.35923111]
              gamma: 2.2   # no unit
              gamma.floor: 0.0   # normalised
              additive_layer:   # normalised
                - [[0.0], [0.0]]
                - [[0.0], [0.0]]
                - [[0.5], [-0.25]]
            # What an optimizer leaves alone: parameters, parts or single numbers.
            frozen: ["white_balance[1]", "colour_matrix[0]", gamma.floor]
            """);
  }

  /** Frozen numbers of a file are unchanged, and training resumes from the file that it wrote. */
  @Test
  void trainingResumesFromFiles() throws IOException {
    Random random = new Random(Seeds.next("trainingResumesFromFiles"));
    Isp isp = Isp.parametrized(Camera.DRONE).with(AdditiveLayer.zero(8, 6));
    Path file = folder.resolve("theta.yaml");
    ThetaFiles.write(isp.theta().frozen("demosaic", "colour_matrix[1]"), file);
    double[] first = isp.theta().vector();
    List<RawImage> raws = List.of(mosaic(random), mosaic(random));
    float[] views = new float[2 * 3 * 6 * 8];
    float[] cotangents = new float[views.length];
    double[] gradient = new double[first.length];
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      Theta theta = ThetaFiles.read(file, isp.theta());
      IspBatch batch = new IspBatch(isp.with(theta), 1);
      batch.forward(raws, views);
      double loss = 0;
      for (int i = 0; i < views.length; i++) {
        loss += (views[i] - 0.5) * (views[i] - 0.5);
        cotangents[i] = 2 * (views[i] - 0.5f);
      }
      losses.add(loss);
      batch.backward(raws, cotangents, gradient, new float[2 * 6 * 8]);
      double[] slopes = theta.freeOf(gradient);
      double length = Math.sqrt(Arrays.stream(slopes).map(slope -> slope * slope).sum());
      double[] free = theta.free();
      Arrays.setAll(free, i -> free[i] - 0.01 * slopes[i] / length);
      ThetaFiles.write(theta.withFree(free).bounded(), file);
    }
    assertThat(losses).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    Theta last = ThetaFiles.read(file, isp.theta());
    for (int place = 0; place < last.size(); place++) {
      assertThat(last.vector()[place] == first[place])
          .as(last.name(place))
          .isEqualTo(last.isFrozen(place));
    }
  }

  /**
   * A nearly grey scene: no pixel of its view is black or white, where gradients vanish or are
   * steep.
   */
  private static RawImage mosaic(Random random) {
    float[] samples = new float[6 * 8];
    for (int i = 0; i < samples.length; i++) {
      double gain = Camera.DRONE.whiteBalance().at(Cfa.RGGB.colourAt(i / 8, i % 8));
      samples[i] = (float) (0.0625 + random.nextDouble(0.35, 0.45) / gain);
    }
    return RawImage.normalised(8, 6, Cfa.RGGB, samples);
  }

  @Test
  void largeArraysAreStoredInFilesNextToTheYaml() throws IOException {
    Theta chain = Isp.parametrized(Camera.DRONE).with(AdditiveLayer.zero(20, 17)).theta();
    double[] layer = new Random(Seeds.next("manyNumbers")).doubles(3L * 17 * 20).toArray();
    Path file = folder.resolve("best.theta.yml");
    ThetaFiles.write(chain.with("additive_layer", layer).frozen("additive_layer"), file);

    assertThat(file).content().contains("\n  additive_layer: best.theta.additive_layer.npy   #");
    assertThat(file).content().contains("\nfrozen: [gamma.floor, additive_layer]\n");
    Npy written = Npy.read(folder.resolve("best.theta.additive_layer.npy"));
    assertThat(written.shape()).containsExactly(3, 17, 20);
    assertThat(written.values()).containsExactly(layer);
  }

  @Test
  void everyParameterIsReadFromANumpyFileOrTheYaml() throws IOException {
    Files.write(
        folder.resolve("gains.npy"), NumpyArray.write(List.of(3), new double[] {0.1, 0.2, 0.3}));
    Files.write(
        folder.resolve("matrix.npy"),
        NumpyArray.write(List.of(3, 3), new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    Theta read =
        read(
            """
            frozen: []
            parameters:
              gamma.floor: 0
              gamma: 1
              white_balance: gains.npy
              colour_matrix: matrix.npy
              black_level: [1, -2, 3e-5, .5]
              additive_layer: [[[0], [1]], [[2], [3]], [[4], [5]]]
            """);
    assertThat(read.vector())
        .containsExactly(
            1, -2, 3e-5, 0.5, 0.1, 0.2, 0.3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 0, 0, 1, 2, 3, 4, 5);
    assertThat(read.free()).hasSize(read.size());
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Files.write(folder.resolve("wide.npy"), NumpyArray.write(List.of(3, 1, 2), new double[6]));
    Files.writeString(folder.resolve("text.npy"), "no array");
    assertRejected(WITH_EVERY_PROBLEM, EVERY_PROBLEM);
  }

  @Test
  void numbersInANumpyFileAreCheckedToo() throws IOException {
    Path bad = folder.resolve("bad.npy");
    Files.write(
        bad,
        NumpyArray.write(
            List.of(3, 2, 1), new double[] {0, 0, 0, Double.NEGATIVE_INFINITY, 0, Double.NaN}));
    assertRejected(
        """
        parameters:
          black_level: [0, 0, 0, 0]
          white_balance: [1, 1, 1]
          colour_matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
          gamma: 2.2
          gamma.floor: 0
          additive_layer: bad.npy
        frozen: []
        """,
        "parameters.additive_layer (line 7): FOLDER/bad.npy contains -Infinity for"
            + " additive_layer[1][1][0]: expected a number [normalised]");
  }

  @Test
  void anInvalidListOfFrozenNumbersIsRejected() {
    assertRejected(
        "frozen: gamma",
        """
        2 errors
          - frozen (line 1) is 'gamma': expected a list of names (what an optimizer keeps fixed: parameters, parts or single values)
          - the file lacks parameters: expected the values of black_level, white_balance, colour_matrix, gamma, gamma.floor, additive_layer (each by its name: one number, nested lists as deep as it has axes, or a NumPy file next to the theta.yaml)\
        """);
  }

  @Test
  void thetaOfAnotherChainIsRejected() throws IOException {
    Path file = folder.resolve("theta.yaml");
    ThetaFiles.write(Isp.parametrized(Camera.DRONE).theta(), file);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ThetaFiles.read(file, SMALL))
        .withMessageStartingWith(file + ": 4 errors")
        .withMessageContaining(
            "(line 2) lacks additive_layer: expected 3 lists of 2 lists of 1 number [normalised]")
        .withMessageContaining("parameters.demosaic (line 4) is not a key here: expected one of ")
        .withMessageContaining(
            "parameters.sharpening (line 13) is not a key here: expected one of ")
        .withMessageContaining("parameters.blur (line 17) is not a key here: expected one of ");
  }

  @Test
  void invalidNumbersAreNotWritten() throws IOException {
    Path file = folder.resolve("theta.yaml");
    ThetaFiles.write(SMALL, file);
    String before = Files.readString(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThetaFiles.write(SMALL.with("white_balance[1]", Double.NaN), file))
        .withMessage("θ contains NaN for white_balance[1]: expected a number [gain, no unit]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThetaFiles.write(SMALL.with("gamma", 0), file))
        .withMessage("θ contains 0.0 for gamma: expected a number from 0.01 to 100 [no unit]");
    assertThat(file).hasContent(before);
  }

  /** Every second number of a large layer: more names than a file may hold. */
  @Test
  void invalidNamesAreNotWritten() throws IOException {
    Theta large = Isp.parametrized(Camera.DRONE).with(AdditiveLayer.zero(200, 300)).theta();
    String[] names =
        Stream.iterate(large.size() - 90_000, place -> place + 2)
            .limit(45_000)
            .map(large::name)
            .toArray(String[]::new);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThetaFiles.write(large.frozen(names), folder.resolve("theta.yaml")))
        .withMessageStartingWith("θ would make a file of ")
        .withMessageEndingWith(" bytes: expected at most 1048576; freeze whole rows or parameters");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFailedWriteLeavesTheOldFiles() throws IOException {
    Theta chain = Isp.parametrized(Camera.DRONE).with(AdditiveLayer.zero(20, 20)).theta();
    Path file = folder.resolve("theta.yaml");
    Path array = folder.resolve("theta.additive_layer.npy");
    ThetaFiles.write(chain, file);
    byte[] before = Files.readAllBytes(array);
    Files.delete(file);
    Files.createDirectory(file);

    double[] ones = new double[chain.size()];
    Arrays.fill(ones, 0.25);
    assertThatIOException()
        .isThrownBy(() -> ThetaFiles.write(chain.with(ones), file))
        .withMessage("cannot write %s: a folder has this name; choose another name", file);
    assertThat(array).hasBinaryContent(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(file, array);
    }
  }

  private Theta read(String text) throws IOException {
    return ThetaFiles.read(Files.writeString(folder.resolve("theta.yaml"), text), SMALL);
  }

  private void assertRejected(String text, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(text))
        .withMessage(
            folder.resolve("theta.yaml") + ": " + message.replace("FOLDER", folder.toString()));
  }
}
