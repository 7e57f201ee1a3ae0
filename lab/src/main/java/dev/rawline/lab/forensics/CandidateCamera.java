package dev.rawline.lab.forensics;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.RecaptureSettings;
import dev.rawline.lab.tolerance.SpecifiedParameter;
import dev.rawline.lab.tolerance.ToleranceInterval;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The camera that a file describes, in the terms of a specification.
 *
 * @param theta the numbers of its chain, kernels in the place of linear stages
 * @param values by the names of the specification's parameters; those that it does not have are
 *     left out
 * @param hasChain whether the file has the numbers of all stages; else those that it does not have
 *     are the specification\'s own
 * @param unspecified the numbers of θ that differ from the usual ones and that are not in the
 *     specification either, by their names
 */
public record CandidateCamera(
    Theta theta, SequencedMap<String, Double> values, boolean hasChain, List<String> unspecified) {
  private static final String PARAMETRIZED = "parametrized";
  private static final String INDICES = "\\[.*";

  /** As far as numbers that were written down and read again may differ. */
  private static final double ROUNDING = 1e-6;

  /** What of an interval's width is no change of a number that moves with others. */
  private static final double NEGLIGIBLE = 0.01;

  /**
   * Reads a camera.
   *
   * @param file a camera.yaml, which is rendered by the specification's chain; an isp.yaml, which
   *     has its own chain; or a theta.yaml of the specification's chain
   * @param specification what it is to be compared with
   * @param folder the folder of the files that the specification refers to
   * @param sensor its sensor.yaml, which has its read noise
   * @param stated further values, by the names of parameters: light, blur …
   * @throws IllegalArgumentException if a value is given for no parameter of the specification, or
   *     for one that the file has, or no camera can have it; the message names all such
   * @throws IOException if a file cannot be read
   */
  public static CandidateCamera read(
      Path file,
      ToleranceSpecification specification,
      Path folder,
      Optional<Path> sensor,
      SequencedMap<String, Double> stated)
      throws IOException {
    Described described = described(file, specification, folder);
    Theta theta = described.theta;
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    for (SpecifiedParameter parameter : specification.parameters()) {
      if (!RecaptureSettings.NAMES.contains(parameter.name()) && has(theta, parameter.name())) {
        values.put(
            parameter.name(), Arrays.stream(theta.get(parameter.name())).average().orElseThrow());
      }
    }
    if (sensor.isPresent()) {
      SensorSpec recorded = DescriptionFiles.SENSOR.read(sensor.get());
      values.put(
          RecaptureSettings.READ_NOISE,
          StrictMath.hypot(recorded.readNoise(), recorded.rowNoise()));
    }
    requireSettable(stated, specification, theta, file);
    values.putAll(stated);
    return new CandidateCamera(
        theta, values, described.hasChain, unspecified(theta, values, specification, folder));
  }

  private static void requireSettable(
      SequencedMap<String, Double> stated,
      ToleranceSpecification specification,
      Theta theta,
      Path file) {
    List<String> names = specification.parameters().stream().map(SpecifiedParameter::name).toList();
    List<String> mistakes = new ArrayList<>();
    for (String name : stated.keySet()) {
      if (!names.contains(name)) {
        mistakes.add(
            "a value is given for %s, which the specification does not have: expected one of %s"
                .formatted(name, String.join(", ", names)));
      } else if (RecaptureSettings.NAMES.contains(name)) {
        RecaptureSettings.mistake(name, stated.get(name)).ifPresent(mistakes::add);
      } else if (has(theta, name)) {
        mistakes.add(
            "a value is given for %s, which %s already has: leave it out, or change it there"
                .formatted(name, file));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /**
   * A number is specified by an interval of its own, or by that of its group where it is moved as
   * far as the group is.
   */
  private static List<String> unspecified(
      Theta theta,
      SequencedMap<String, Double> values,
      ToleranceSpecification specification,
      Path folder)
      throws IOException {
    Theta usual = chain(specification, folder, usual(specification, folder)).withKernels().theta();
    if (!usual.parameters().equals(theta.parameters())) {
      return List.of("the stages of the chain");
    }
    Map<String, SpecifiedParameter> specified =
        specification.parameters().stream()
            .filter(one -> !RecaptureSettings.NAMES.contains(one.name()))
            .collect(Collectors.toMap(SpecifiedParameter::name, Function.identity()));
    double[] numbers = theta.vector();
    double[] own = usual.vector();
    List<String> names = new ArrayList<>();
    for (int place = 0; place < numbers.length; place++) {
      String name = theta.name(place);
      SpecifiedParameter group = specified.get(name.replaceAll(INDICES, ""));
      double moved = numbers[place] - own[place];
      double alone = group == null ? moved : moved - (values.get(group.name()) - group.usual());
      double negligible =
          group == null
              ? ROUNDING * Math.max(Math.abs(own[place]), ROUNDING)
              : negligible(group.interval());
      if (!specified.containsKey(name) && Math.abs(alone) > negligible) {
        names.add(name);
      }
    }
    return names;
  }

  /** Returns which difference between the numbers of a group is none. */
  static double negligible(ToleranceInterval group) {
    return NEGLIGIBLE * (group.high().value() - group.low().value())
        + CameraParameter.ROUNDING * (group.parameter().highest() - group.parameter().lowest());
  }

  /** Returns whether it is the usual camera of a specification, as far as that has its numbers. */
  boolean isUsual(ToleranceSpecification specification) {
    return unspecified.isEmpty()
        && specification.intervals().stream()
            .map(ToleranceInterval::parameter)
            .allMatch(
                parameter ->
                    parameter.isUsual(values.getOrDefault(parameter.name(), parameter.usual())));
  }

  private static boolean has(Theta theta, String name) {
    String group = name.replaceAll(INDICES, "");
    return theta.parameters().stream().anyMatch(one -> one.name().equals(group));
  }

  /**
   * What a file describes.
   *
   * @param theta the numbers
   * @param hasChain whether it has those of all stages
   */
  private record Described(Theta theta, boolean hasChain) {}

  private static Described described(Path file, ToleranceSpecification specification, Path folder)
      throws IOException {
    var root = YamlDocument.read(file).root();
    if (root.has("stages")) {
      Isp chain = IspFiles.read(file, usual(specification, folder));
      return new Described(chain.withKernels().theta(), true);
    }
    if (root.path("parameters").isObject()) {
      Isp chain = chain(specification, folder, usual(specification, folder));
      return new Described(ThetaFiles.read(file, chain.withKernels().theta()), true);
    }
    if (root.has("colour_matrix")) {
      Isp chain = chain(specification, folder, DescriptionFiles.CAMERA.read(file));
      return new Described(chain.withKernels().theta(), false);
    }
    throw new RejectedFileException(
        file,
        "describes no camera, chain or θ: it has neither a colour_matrix nor stages nor a mapping"
            + " of parameters",
        "give a camera.yaml, an isp.yaml or a theta.yaml (docs/reference/formats.md), and the"
            + " specification after it");
  }

  private static Isp chain(ToleranceSpecification specification, Path folder, Camera camera)
      throws IOException {
    String named = specification.isp();
    if (named.equals(PARAMETRIZED)) {
      return Isp.parametrized(camera);
    }
    Optional<ViewName> view = ViewName.of(named);
    return view.isPresent()
        ? Isp.of(camera, view.get())
        : IspFiles.read(folder.resolve(named), camera);
  }

  /** Of a chain whose camera differs from file to file, the numbers are in the file checked. */
  private static Camera usual(ToleranceSpecification specification, Path folder)
      throws IOException {
    String named = specification.camera().orElse(Camera.DRONE.name());
    if (Camera.preset(named).isPresent()) {
      return Camera.preset(named).get();
    }
    return CameraChoice.of(folder.resolve(named).toString())
            instanceof CameraChoice.Fixed(Camera camera)
        ? camera
        : Camera.DRONE;
  }
}
