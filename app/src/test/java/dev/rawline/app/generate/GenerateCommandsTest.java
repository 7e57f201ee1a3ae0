package dev.rawline.app.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The likeliest mistakes with generative models say what to do. */
class GenerateCommandsTest {
  @TempDir private static Path work;

  private static String at(String name) {
    return work.resolve(name).toString();
  }

  private static Ran generate(String... words) {
    List<String> all = new ArrayList<>(List.of("generate"));
    all.addAll(List.of(words));
    return Ran.rawline(all.toArray(String[]::new));
  }

  @BeforeAll
  static void train() {
    Ran simulated =
        Ran.rawline(
            "simulate",
            "blood-smear",
            "--camera",
            "microscope",
            "--labels",
            "EOS,LYT",
            "--count",
            "8",
            "--size",
            "128x128",
            "--out",
            at("smears"));
    assertThat(simulated.code()).isZero();
    Ran trained =
        generate(
            "train",
            "--data",
            at("smears"),
            "--camera",
            "file",
            "--spacing",
            "1.625e-7",
            "--size",
            "16",
            "--masks",
            "data",
            "--widths",
            "[16, 16]",
            "--steps",
            "2",
            "--check",
            "1",
            "--precision",
            "bfloat16",
            "--threads",
            "2",
            "--out",
            at("model"));
    assertThat(trained.err()).contains("bfloat16 learns on one thread");
    assertThat(trained.code()).isZero();
  }

  private static void assertRejected(Ran ran, String message) {
    assertThat(ran.err()).contains(message).doesNotContain("Exception");
    assertThat(ran.code()).isEqualTo(2);
  }

  @Test
  void anotherPlanInTheFolderOfAModelIsRejected() {
    assertRejected(
        generate(
            "train",
            "--data",
            at("smears"),
            "--camera",
            "file",
            "--spacing",
            "2e-7",
            "--size",
            "16",
            "--out",
            at("model")),
        "holds a model of another plan");
  }

  @Test
  void aSizeBesideAMaskIsRejected() {
    assertRejected(
        generate(
            "sample",
            at("model"),
            "--mask",
            work.resolve("smears/masks/000001.png").toString(),
            "--size",
            "32x32",
            "--out",
            at("scenes")),
        "--mask and --size are given");
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsRejected() {
    assertRejected(
        generate("sample", at("model"), "--class", "ZZZ", "--out", at("scenes")),
        "the model has no class 'ZZZ': expected one of EOS, LYT");
  }

  @Test
  void fewerScenesThanThereAreAreRejected() {
    assertThat(generate("sample", at("model"), "--count", "2", "--out", at("two")).code()).isZero();
    assertRejected(
        generate("sample", at("model"), "--count", "1", "--out", at("two")),
        "contains 2 samples of this data set, more than the requested 1");
  }

  @Test
  void aFolderWithoutAModelIsRejected() {
    assertRejected(
        generate("dataset", at("smears"), "--camera", "microscope", "--out", at("made")),
        "is no folder of a generative model");
  }

  @Test
  void anAuditNeedsACameraAndEnoughUnknownScenes() {
    assertRejected(
        generate("audit", at("model"), "--real", at("smears")),
        "--camera CAMERA: drone, microscope, or the path of a sensor.yaml");
    assertRejected(
        generate("audit", at("model"), "--real", at("smears"), "--camera", "microscope"),
        "0 samples that the model never saw: expected at least 18");
  }
}
