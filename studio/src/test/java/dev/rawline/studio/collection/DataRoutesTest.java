package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.SampleList;
import dev.rawline.data.set.Sample;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataRoutesTest {
  private static final int EACH = 12;

  @TempDir private Path work;

  private CollectionExample example;
  private String set;

  @BeforeEach
  void start() throws IOException {
    CollectionExample.dataSet(work.resolve("cells"), EACH);
    Files.createDirectories(work.resolve("results"));
    example = new CollectionExample(work, /* demo= */ false);
    set = example.open("cells");
  }

  @AfterEach
  void stop() throws IOException {
    example.close();
  }

  private static String bits(int... places) {
    BitSet bits = new BitSet();
    IntStream.of(places).forEach(bits::set);
    return Base64.getEncoder().encodeToString(bits.toByteArray());
  }

  private Map<String, Object> samples(int... places) {
    return Map.of("set", set, "samples", bits(places));
  }

  private static Map<String, Object> file(String name) {
    return Map.of("root", "work", "path", "results", "name", name);
  }

  @Test
  void tableHasIdsAndClasses() throws IOException {
    Map<String, Object> opened =
        example.post("open", Map.of("root", "work", "path", "cells")).json();
    Map<?, ?> table = (Map<?, ?>) opened.get("table");
    List<Sample> samples = DataSets.open(work.resolve("cells")).samples();
    assertThat(Columns.ids((String) table.get("ids")))
        .containsExactlyElementsOf(samples.stream().map(Sample::id).toList());
    assertThat(Columns.words(Columns.named(table.get("columns"), "class")))
        .containsExactlyElementsOf(
            samples.stream().map(sample -> sample.label().className().orElseThrow()).toList());
    assertThat(opened).containsEntry("layout", "class-folders");
  }

  @Test
  void rejectsFoldersThatAreNoDataSetOrElsewhere() throws IOException {
    assertThat(example.post("open", Map.of("root", "work", "path", "results")).text())
        .contains("is not a data set of a known layout");
    assertThat(example.post("open", Map.of("root", "work", "path", "..")).text())
        .contains("is not in the folder 'work'");
    assertThat(example.post("open", Map.of("root", "other", "path", "")).text())
        .contains("there is no folder 'other': expected one of work");
    assertThat(example.post("open", Map.of("root", "work", "path", "none")).status())
        .isEqualTo(404);
    assertThat(example.post("thumbnails", Map.of("set", "x", "samples", List.of(0))).text())
        .contains("there is no open data set 'x': open it again");
  }

  /** One tile of an answer: its picture, or the reason that it has none. */
  @SuppressWarnings("ArrayRecordComponent") // read as it is, never compared
  private record Received(int width, int height, byte[] pixels, String reason) {}

  private List<Received> thumbnails(List<Integer> places) {
    ByteBuffer bytes =
        ByteBuffer.wrap(example.post("thumbnails", Map.of("set", set, "samples", places)).body())
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Received> tiles = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int length = bytes.getInt();
      byte[] content = new byte[Math.abs(length)];
      bytes.get(content);
      ByteBuffer picture = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
      tiles.add(
          length < 0
              ? new Received(0, 0, new byte[0], new String(content, StandardCharsets.UTF_8))
              : new Received(
                  picture.getInt(),
                  picture.getInt(),
                  Arrays.copyOfRange(content, 16, content.length),
                  ""));
    }
    return tiles;
  }

  @Test
  void thumbnailsAreThoseOfTheEngineAndAreKept() throws IOException {
    List<Received> tiles = thumbnails(List.of(0, EACH));
    assertThat(tiles).extracting(Received::width).containsExactly(32, 32);
    assertThat(mean(tiles.get(1).pixels())).isGreaterThan(mean(tiles.get(0).pixels()) + 5);
    Files.delete(work.resolve("cells/dark/00.png"));
    assertThat(thumbnails(List.of(0)).getFirst().pixels()).isEqualTo(tiles.get(0).pixels());
  }

  private static double mean(byte[] pixels) {
    double sum = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xff;
    }
    return sum / pixels.length;
  }

  @Test
  void unreadableSamplesHaveAReasonAndOthersTheirPicture() throws IOException {
    Files.writeString(work.resolve("cells/dark/01.png"), "no picture");
    Files.delete(work.resolve("cells/dark/02.png"));
    List<Received> tiles = thumbnails(List.of(0, 1, 2, 3));
    assertThat(tiles.get(0).reason()).isEmpty();
    assertThat(tiles.get(1).reason()).contains("01.png");
    assertThat(tiles.get(2).reason()).contains("02.png");
    assertThat(tiles.get(3).width()).isEqualTo(32);
  }

  @Test
  void rejectsThumbnailsOfUnknownSamplesAndTooMany() {
    assertThat(example.post("thumbnails", Map.of("set", set, "samples", List.of(2 * EACH))).text())
        .contains("sample 24 of data set cells: expected 0 to 23");
    assertThat(
            example
                .post(
                    "thumbnails",
                    Map.of("set", set, "samples", IntStream.range(0, 65).boxed().toList()))
                .text())
        .contains("65 thumbnails at once: expected 1 to 64");
  }

  @Test
  void sampleNamesItsFileBelowItsRoot() {
    assertThat(example.get("sample?set=" + set + "&sample=0").json())
        .containsEntry("root", "work")
        .containsEntry("path", "cells/dark/00.png")
        .containsEntry("class", "dark");
    assertThat(example.get("sample?set=" + set + "&sample=-1").status()).isEqualTo(422);
    assertThat(example.get("sample?set=" + set + "&sample=x").text()).contains("a whole number");
  }

  private void said(String folder, String... lines) throws IOException {
    Files.createDirectories(work.resolve(folder));
    Files.writeString(
        work.resolve(folder + "/said.csv"),
        "sample,truth,predicted,probability\n" + String.join("\n", lines) + "\n");
  }

  private Map<String, Object> results(String path) {
    return Map.of("set", set, "root", "work", "path", path);
  }

  @Test
  void predictionsBecomeColumns() throws IOException {
    Files.writeString(
        work.resolve("results/predictions.csv"),
        """
        id,class,truth,dark,glow
        dark/00,dark,dark,0.900000,0.100000
        dark/01,glow,,0.300000,0.700000
        unknown,glow,glow,0.300000,0.700000
        """);
    Map<String, Object> read = example.post("predictions", results("results")).json();
    Object columns = read.get("columns");
    assertThat(Columns.words(Columns.named(columns, "predicted (results)")).subList(0, 3))
        .containsExactly("dark", "glow", "");
    assertThat(Columns.words(Columns.named(columns, "outcome (results)")).subList(0, 3))
        .containsExactly("right", "wrong", "");
    assertThat(Columns.numbers(Columns.named(columns, "confidence (results)")).subList(0, 3))
        .containsExactly(0.9f, 0.7f, Float.NaN);
    assertThat(read)
        .containsEntry("note", "1 predictions are for samples that the data set does not have")
        .containsEntry("summary", "results: 1 of 2 right");
  }

  @Test
  void rejectsPredictionsOfOtherDataAndDamagedOnes() throws IOException {
    said("other", "elsewhere/1,dark,dark,0.9");
    assertThat(example.post("predictions", results("other")).text())
        .contains("none of which the data set has, elsewhere/1 for example");
    said("damaged", "dark/00,dark,dark");
    assertThat(example.post("predictions", results("damaged")).text()).contains("line 2");
    assertThat(example.post("predictions", results("results")).text())
        .contains("contains no predictions: expected predictions.csv, which evaluate and predict");
  }

  @Test
  void oneFileOfPredictionsInAFolderIsEnough() throws IOException {
    String lines = "id,class,truth,dark,glow\ndark/00,dark,dark,0.9,0.1\n";
    Files.writeString(work.resolve("results/test-predictions.csv"), lines);
    assertThat(example.post("predictions", results("results")).json())
        .containsEntry("summary", "results/test-predictions: 1 of 1 right");
    Files.writeString(work.resolve("results/validation-predictions.csv"), lines);
    assertThat(example.post("predictions", results("results")).text())
        .contains(
            "contains 2 files of predictions; choose one of them: test-predictions.csv, "
                + "validation-predictions.csv");
  }

  private Map<String, Object> drift(String reference, String drifted) {
    return example
        .post(
            "drift",
            Map.of(
                "set",
                set,
                "reference",
                Map.of("root", "work", "path", reference),
                "drifted",
                Map.of("root", "work", "path", drifted)))
        .json();
  }

  @Test
  void driftShowsWhatBecameWrong() throws IOException {
    said("a", "dark/00,dark,dark,0.9", "dark/01,dark,dark,0.9", "dark/02,dark,glow,0.6");
    said("b", "dark/00,dark,dark,0.9", "dark/01,dark,glow,0.8", "dark/02,dark,dark,0.6");
    Map<String, Object> read = drift("a", "b");
    assertThat(Columns.words(Columns.named(read.get("columns"), "under drift")).subList(0, 4))
        .containsExactly("right in both", "right, then wrong", "wrong, then right", "");
    assertThat(Columns.words(Columns.named(read.get("columns"), "change of class")).subList(0, 4))
        .containsExactly("dark → dark", "dark → glow", "glow → dark", "");
    assertThat(Columns.words(Columns.named(read.get("columns"), "outcome (b)")).subList(0, 4))
        .containsExactly("right", "wrong", "right", "");
    assertThat(read).containsEntry("summary", "a: 2 of 3 right → b: 2 of 3 right");
  }

  @Test
  void evaluationsOfOneNameAreToldApart() throws IOException {
    said("a/test", "dark/00,dark,dark,0.9");
    said("b/test", "dark/00,dark,glow,0.9");
    assertThat(drift("a/test", "b/test"))
        .containsEntry("summary", "work/a/test: 1 of 1 right → work/b/test: 0 of 1 right");
  }

  @Test
  void summaryHasTheParametersOfDrawnCameras() throws IOException {
    said("a", "dark/00,dark,dark,0.9");
    Files.writeString(
        work.resolve("results/predictions.csv"),
        """
        id,class,truth,dark,glow,light,blur,white_balance_1
        dark/00,dark,dark,0.9,0.1,0.6,1.0,1.05
        dark/01,glow,dark,0.3,0.7,0.6,0.25,1.1
        """);
    assertThat(drift("a", "results"))
        .containsEntry(
            "summary",
            "a: 1 of 1 right → results (light 0.6, blur 0.25 to 1, white_balance_1 1.05 to 1.1): "
                + "1 of 2 right");
  }

  @Test
  void sharesOfObjectsMayHaveDrawnCameras() throws IOException {
    Files.writeString(
        work.resolve("results/predictions.csv"),
        "id,object_share,mask,light\ndark/00,0.25,masks/dark/00.png,0.6\n");
    assertThat(example.post("predictions", results("results")).json())
        .containsEntry("summary", "results (light 0.6): 1 predicted");
  }

  @Test
  void folderOfPicturesIsHardlyADataSet() throws IOException {
    assertThat(example.post("open", Map.of("root", "work", "path", "cells")).json())
        .containsEntry("doubt", "");
    BufferedImage plot = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(plot, "jpg", work.resolve("results/plot.jpg").toFile());
    Map<String, String> place = Map.of("root", "work", "path", "results");
    assertThat((String) example.post("open", place).json().get("doubt"))
        .startsWith("This looks like a folder of pictures, not a data set");
    Files.createDirectories(work.resolve("raw"));
    Files.copy(work.resolve("cells/dark/00.png"), work.resolve("raw/00.png"));
    assertThat(example.post("open", Map.of("root", "work", "path", "raw")).json())
        .containsEntry("doubt", "");
  }

  @Test
  void qualityNumbersBecomeColumns() throws IOException {
    Files.writeString(
        work.resolve("results/images.csv"),
        """
        image,quantity,value,low,high,unit
        dark/00,black-level,64.5,64,65,DN
        dark/01,black-level,65.5,65,66,DN
        """);
    Map<String, Object> column =
        Columns.named(
            example.post("quality", results("results")).json().get("columns"), "black-level");
    assertThat(column).containsEntry("unit", "DN");
    assertThat(Columns.numbers(column).subList(0, 3)).containsExactly(64.5f, 65.5f, Float.NaN);
    assertThat(example.post("quality", results("cells")).text())
        .contains("has no quality numbers: expected images.csv");
  }

  @Test
  void tagsAreKeptInTheirFile() throws IOException {
    Map<String, Object> given =
        Map.of("samples", samples(0, 3), "file", file("cells"), "tag", "blurred", "given", true);
    assertThat(example.post("tag", given).json().get("tags"))
        .isEqualTo(Map.of("blurred", List.of(0, 3)));
    assertThat(
            example
                .post(
                    "tag",
                    Map.of(
                        "samples",
                        samples(0),
                        "file",
                        file("cells"),
                        "tag",
                        "blurred",
                        "given",
                        false))
                .json()
                .get("tags"))
        .isEqualTo(Map.of("blurred", List.of(3)));
    assertThat(work.resolve("results/cells.tags.csv")).hasContent("sample,tag\ndark/03,blurred\n");
    assertThat(example.post("tags", Map.of("set", set, "file", file("cells"))).json().get("tags"))
        .isEqualTo(Map.of("blurred", List.of(3)));
  }

  @Test
  void badInputNeverLosesTags() throws IOException {
    Path tags = work.resolve("results/cells.tags.csv");
    for (String content :
        List.of(
            "sample,tag\ngone/1,kept\n",
            "sample,tag\n\"damaged",
            "sample,tag\na\n",
            "a,b\n1,2\n")) {
      Files.writeString(tags, content);
      for (Map<String, Object> bad :
          List.of(
              tagging(samples(2 * EACH), "cells", "good"),
              tagging(samples(0), "cells", "bad,tag"),
              tagging(Map.of("set", set, "samples", "!"), "cells", "good"),
              tagging(Map.of("set", set, "samples", ""), "cells", "good"),
              tagging(samples(0), "../cells", "good"))) {
        assertThat(example.post("tag", bad).status()).isEqualTo(422);
      }
      boolean whole = content.contains("kept");
      assertThat(example.post("tag", tagging(samples(0), "cells", "good")).status())
          .isEqualTo(whole ? 200 : 422);
      assertThat(tags).hasContent(whole ? "sample,tag\ngone/1,kept\ndark/00,good\n" : content);
    }
  }

  private static Map<String, Object> tagging(Map<String, Object> samples, String name, String tag) {
    return Map.of("samples", samples, "file", file(name), "tag", tag, "given", true);
  }

  @Test
  void selectionIsAListThatCommandsTake() throws IOException {
    Map<String, Object> listing =
        Map.of("samples", samples(1, EACH), "file", file("bad cells"), "replace", false);
    Map<String, Object> written = example.post("selection", listing).json();
    Path list = work.resolve("results/bad cells.txt");
    assertThat(written)
        .containsEntry("count", 2)
        .containsEntry(
            "command",
            "./rawline data info %s --only '%s'"
                .formatted(work.toRealPath().resolve("cells"), list.toRealPath()));
    assertThat(
            DataSets.open(work.resolve("cells"), DataSetOptions.DEFAULT.with(SampleList.read(list)))
                .samples())
        .extracting(Sample::id)
        .containsExactly("dark/01", "glow/00");
    assertThat(example.post("selection", listing).text()).contains("exists already");
    assertThat(
            example
                .post(
                    "selection",
                    Map.of("samples", samples(2 * EACH), "file", file("new"), "replace", true))
                .text())
        .contains("sample 24 of data set cells: expected 0 to 23");
    assertThat(work.resolve("results/new.txt")).doesNotExist();
  }

  @Test
  void linksAreNotWrittenThrough(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "sample,tag\n");
    Files.createSymbolicLink(work.resolve("results/cells.tags.csv"), secret);
    assertThat(example.post("tag", tagging(samples(0), "cells", "good")).text())
        .contains("is a link");
    assertThat(secret).hasContent("sample,tag\n");
  }

  private List<Map<String, Object>> events(String query) {
    return example
        .get("embedding?set=%s&root=work&path=model&%s".formatted(set, query))
        .text()
        .lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> JsonFile.parse(line.substring(5).strip()))
        .toList();
  }

  @Test
  void modelPlacesSamples() throws IOException {
    CollectionExample.train(work.resolve("cells"), work.resolve("model"));
    List<Map<String, Object>> pca = events("method=pca");
    assertThat(pca).extracting(event -> event.get("task")).contains("features", "components");
    Object columns = pca.getLast().get("columns");
    assertThat(Columns.numbers(Columns.named(columns, "component 1")))
        .hasSize(2 * EACH)
        .doesNotContain(Float.NaN);
    assertThat(Columns.words(Columns.named(columns, "predicted (model)")))
        .isSubsetOf("dark", "glow")
        .hasSize(2 * EACH);
    List<Map<String, Object>> umap = events("method=umap");
    assertThat(umap).extracting(event -> event.get("task")).doesNotContain("features");
    assertThat(umap.getLast()).isEqualTo(events("method=umap").getLast());
    Object some = events("method=pca&most=5").getLast().get("columns");
    assertThat(Columns.numbers(Columns.named(some, "component 1")))
        .filteredOn(value -> !value.isNaN())
        .hasSize(5);
  }

  @Test
  void problemsOfModelsAreEvents() throws IOException {
    Files.createDirectories(work.resolve("model"));
    assertThat(String.valueOf(events("method=pca").getLast().get("problem")))
        .contains("contains no model");
    assertThat(example.get("embedding?set=%s&root=work&path=model&method=x".formatted(set)).text())
        .contains("the method is 'x': expected pca or umap");
    assertThat(
            example
                .get("embedding?set=%s&root=work&path=model&method=umap&most=3".formatted(set))
                .text())
        .contains("3 samples are to be placed by UMAP: expected 20 to 10000");
  }

  @Test
  void demonstrationHasNoDataSets() throws IOException {
    try (CollectionExample demo = new CollectionExample(work, /* demo= */ true)) {
      assertThat(demo.post("open", Map.of("root", "work", "path", "cells")).status())
          .isEqualTo(404);
      assertThat(demo.post("tag", tagging(samples(0), "cells", "good")).status()).isEqualTo(404);
    }
    assertThat(work.resolve("results")).isEmptyDirectory();
  }
}
