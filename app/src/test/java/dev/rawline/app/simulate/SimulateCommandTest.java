package dev.rawline.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SceneChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir private Path work;
  private String out;

  @BeforeEach
  void nameFolder() {
    out = work.resolve("out").toString();
  }

  @Test
  void aDataSetIsMadeOnce() {
    String[] words = {
      "simulate",
      "aerial-street",
      "--camera",
      "drone",
      "--count",
      "2",
      "--size",
      "150x150",
      "-o",
      out
    };
    Ran first = Ran.rawline(words);
    assertThat(first.err()).matches("\\[1/2] .*tiff: 3 files, 22500 px in .* s\\R");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .isEqualTo(
            "2 generated, 0 kept: %s (seed 1, device seed 1); overview: %s%n",
            out, work.resolve("out/overview.png"));

    Ran second = Ran.rawline(words);
    assertThat(second.code()).isZero();
    assertThat(second.out()).startsWith("0 generated, 2 kept");
    assertThat(second.err()).contains("up to date");
  }

  @Test
  void simulatedImagesRenderWithTheirOwnCamera() {
    Ran.rawline(
        "simulate", "chart", "--camera", "drone", "--count", "1", "--size", "24x16", "-o", out);
    Ran views =
        Ran.rawline(
            "views",
            out + "/images/000001.tiff",
            "--camera",
            "file",
            "--view",
            "menon-unsharp-median",
            "-o",
            out + "/views");
    assertThat(views.err()).doesNotContain("rejected");
    assertThat(views.code()).isZero();
  }

  @Test
  void theExamplesOfSensorAndLensMakeCharts() {
    Ran ran =
        simulate(
            "--camera",
            "../examples/sensor.yaml",
            "--optics",
            "../examples/optics.yaml",
            "--size",
            "32x32");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @Test
  void anExposureTimeIsReadAsItIsPrinted() {
    Ran ran = simulate("--camera", "drone", "--size", "16x16", "--exposure", "1/500");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Path.of(out, "provenance.json")).content().contains("\"exposure\" : \"0.002 s\"");
  }

  @Test
  void theListAndTheHelpNameEveryKindOfScene() {
    Ran list = Ran.rawline("simulate", "--list");
    Ran help = Ran.rawline("simulate", "--help");
    assertThat(list.code()).isZero();
    for (SceneChoice choice : SceneChoice.values()) {
      assertThat(list.out()).contains(choice.word(), String.join(", ", choice.labels()));
      assertThat(help.out()).contains("  " + choice.word() + " ");
    }
    assertThat(help.out().replaceAll("\\s+", " "))
        .contains("[px]", "[s]", "[°C]", "99 % of the pixels");
  }

  @Test
  void aCalibratedSensorNeedsALens() throws IOException {
    Path sensor = work.resolve("mine.yaml");
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, sensor);

    simulate("--camera", sensor.toString())
        .assertRefused(
            sensor
                + " names no lens: give --optics drone, microscope, or the path of an"
                + " optics.yaml");
    Ran ran = simulate("--camera", sensor.toString(), "--optics", "drone", "--size", "16x16");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @Test
  void likelyMistakesAreExplained() throws IOException {
    Ran.rawline("simulate", "--camera", "drone", "-o", out)
        .assertRefused("it lacks a kind of scene: aerial-street, blood-smear");
    Ran.rawline("simulate", "chart", "-o", out).assertRefused("it lacks --camera CAMERA: drone");
    Ran.rawline("simulate", "chart", "--camera", "drone").assertRefused("it lacks --out DIR");
    Ran.rawline("simulate", "street", "--camera", "drone", "-o", out)
        .assertRefused("unknown kind of scene 'street': expected one of aerial-street");
    simulate("--camera", "dron")
        .assertRefused("there is no camera 'dron': expected drone, microscope, or the path");
    simulate("--camera", "drone", "--optics", "no.yaml")
        .assertRefused("there is no optics 'no.yaml', and no such file: expected drone");
    simulate("--camera", "drone", "--size", "256")
        .assertRefused("'256' is no size: expected WIDTHxHEIGHT [px], for example 256x256");
    simulate("--camera", "drone", "--size", "1x16").assertRefused("width is 1: expected 2 to");
    Ran.rawline("simulate", "chart", "--camera", "drone", "-o", out, "--count", "0")
        .assertRefused("--count is 0: expected 1 to 999999 (images)");
    simulate("--camera", "drone", "--labels", "edge")
        .assertRefused("chart has no class 'edge': expected some of flat-field, step-wedge");
    simulate("--camera", "drone", "--exposure", "0").assertRefused("exposure is 0: expected");
    simulate("--camera", "drone", "--seed", "x").assertRefused("'x' is not a whole number");
    simulate("--camera", "drone", "--temperature", "warm").assertRefused("'warm' is no number");
    simulate("--camera", "drone", "--exposure", "1/x")
        .assertRefused("'1/x' is no time: expected seconds, for example 0.002 or 1/500");
    Path sensor = Files.writeString(work.resolve("bad.yaml"), "name: bad\ngian: 3\n");
    simulate("--camera", sensor.toString(), "--optics", "drone")
        .assertRefused("bad.yaml", "errors", "gian (line 2) is not a key here: did you mean gain?");
    simulate("--camera", "../examples/optics.yaml", "--optics", "drone")
        .assertRefused("optics.yaml: describes optics, not a sensor: give it as --optics");
    simulate("--camera", "drone", "--optics", "../examples/sensor.yaml")
        .assertRefused("sensor.yaml: describes a sensor, not optics: give it as --camera");
    simulate("--camera", "../examples/camera.yaml", "--optics", "drone")
        .assertRefused(
            "camera.yaml: describes how a camera's raw files are rendered, not a sensor: give a"
                + " sensor.yaml here, and this file as --camera of views, process or gradients");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aFolderWithAnotherDataSetIsRefused() {
    simulate("--camera", "drone", "--size", "16x16");
    Ran other = simulate("--camera", "drone", "--size", "16x16", "--seed", "2");
    other.assertRefused("contains a data set made with other settings (seed 1, not 2)", "--out");
  }

  @Test
  void aFolderThatCannotBeMadeIsReportedInOneSentence() throws IOException {
    Path file = Files.writeString(work.resolve("taken"), "");
    Ran ran = Ran.rawline("simulate", "chart", "--camera", "drone", "-o", file.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "rawline simulate: cannot write to %s: it is a file, not a folder; choose another folder%n",
            file);
  }

  private Ran simulate(String... more) {
    List<String> words = new ArrayList<>(List.of("simulate", "chart", "--count", "1", "-o", out));
    Collections.addAll(words, more);
    return Ran.rawline(words.toArray(String[]::new));
  }
}
