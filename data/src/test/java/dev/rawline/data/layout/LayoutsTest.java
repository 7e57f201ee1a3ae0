package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {
  @TempDir private Path work;
  private Path root;
  private Tree tree;

  @BeforeEach
  void begin() {
    root = work.resolve("set");
    tree = new Tree(root);
  }

  @Test
  void foldersAreClasses() throws IOException {
    tree.view("eosinophil/b.png").view("basophil/a.jpg").raw("basophil/c.tiff");
    tree.view("basophil/old/d.png").text("README.md", "pictures");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);

    assertThat(opened.layout()).isEqualTo(Layout.CLASS_FOLDERS);
    assertThat(opened.notes()).isEmpty();
    assertThat(opened.set().name()).isEqualTo("set");
    assertThat(ids(opened.set()))
        .containsExactly("basophil/a", "basophil/c", "basophil/old/d", "eosinophil/b");
    assertThat(opened.set().counts()).isEqualTo(Map.of("basophil", 3, "eosinophil", 1));
    assertThat(opened.set().samples()).allMatch(sample -> sample.group().equals(sample.id()));
    assertThat(opened.set().samples().get(0).picture()).isInstanceOf(ViewPicture.class);
    assertThat(opened.set().samples().get(1).picture()).isInstanceOf(RawPicture.class);
  }

  @Test
  void foldersOfClassesMayBeInFoldersOfSides() throws IOException {
    tree.view("train/cat/a.png").view("train/dog/b.png").view("val/cat/c.png");
    tree.view("test/dog/d.png");
    DataSet set = DataSets.open(root);
    assertThat(set.counts()).isEqualTo(Map.of("cat", 2, "dog", 2));
    assertThat(set.samples().stream().map(sample -> sample.side().orElseThrow()))
        .containsExactly(Subset.TEST, Subset.TRAIN, Subset.TRAIN, Subset.VALIDATION);
  }

  @Test
  void picturesNextToFoldersOfClassesAreReported() throws IOException {
    tree.view("cat/a.png").view("dog/b.png").view("loose.png").text("cat/c.webp", "");
    assertThatThrownBy(() -> DataSets.open(root.resolve("nowhere")))
        .hasMessage(root.resolve("nowhere") + ": does not exist; check the path");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);
    assertThat(opened.set().samples()).hasSize(2);
    assertThat(opened.notes())
        .containsExactly(
            "1 images are not in a class folder and are skipped: loose.png",
            "files .webp are not read: cat/c.webp");
  }

  @Test
  void columnsOfATableMayBeInAnyOrder() throws IOException {
    tree.raw("images/b.tiff").raw("images/a.tiff").mask("masks/a.png").view("overview.png");
    tree.text(
        "labels.csv",
        "\uFEFFnote,Split,class,file,group,intensity",
        "\"said \"\"yes\"\", then no\",val,\"car, red\",images/b.tiff,photo 1,0.5",
        "",
        ",train,lorry,.\\images\\a.tiff,,");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);

    assertThat(opened.layout()).isEqualTo(Layout.LABELS);
    assertThat(opened.notes()).isEmpty();
    Sample first = opened.set().samples().getFirst();
    assertThat(first.id()).isEqualTo("images/b");
    assertThat(first.label().className()).contains("car, red");
    assertThat(first.label().mask()).isEmpty();
    assertThat(first.group()).isEqualTo("photo 1");
    assertThat(first.intensity()).isEqualTo(0.5);
    assertThat(first.side()).contains(Subset.VALIDATION);
    Sample second = opened.set().samples().getLast();
    assertThat(second.group()).isEqualTo("images/a");
    assertThat(second.intensity()).isEqualTo(1);
    assertThat(second.label().mask().orElseThrow().read().coverage()).isEqualTo(1 / 24.0);
  }

  @Test
  void masksOfATableMayBeTiffAndUnusedOnesAreReported() throws IOException {
    tree.view("cells/a.png").raw("masks/cells/a.tif").raw("masks/b.tif");
    tree.text("labels.csv", "file,class,licence", "cells/a.png,cat,CC0");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);
    assertThat(opened.set().rights().licence()).contains("CC0");
    assertThat(opened.set().samples().getFirst().label().mask().orElseThrow().name())
        .isEqualTo(root.resolve("masks/cells/a.tif").toString());
    assertThat(opened.notes())
        .containsExactly("1 masks do not match any image that labels.csv lists: masks/b.tif");
  }

  @Test
  void intensitiesOfATableShareTheirSceneAndAreSelected() throws IOException {
    tree.raw("images/raw_scale100/1.tiff").raw("images/raw_scale050/1.tiff").mask("masks/1.png");
    tree.text(
        "labels.csv",
        "file,class,intensity",
        "images/raw_scale100/1.tiff,car,1.0",
        "images/raw_scale050/1.tiff,car,0.5");
    DataSet set = DataSets.open(root);
    assertThat(set.samples()).hasSize(2);
    assertThat(set.samples()).allMatch(sample -> sample.group().equals("images/1"));
    assertThat(set.samples()).allMatch(sample -> sample.label().mask().isPresent());
    assertThat(ids(DataSets.open(root, DataSetOptions.DEFAULT.withIntensities(List.of(0.5)))))
        .containsExactly("images/raw_scale050/1");
    assertThatThrownBy(
            () -> DataSets.open(root, DataSetOptions.DEFAULT.withIntensities(List.of(0.25))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root.resolve("labels.csv")
                + ": lists nothing of intensity 0.25; it has 0.5, 1.0; request intensities that it"
                + " has");
  }

  @Test
  void allProblemsOfATableAreReportedWithTheirLines() throws IOException {
    tree.view("a.png").raw("a.tif").view("b.PNG").text("notes.txt", "");
    tree.text(
        "labels.csv",
        "file,class,split,intensity",
        "a.png,cat,train,1",
        "a.tif,cat,train,1",
        "a.png,cat,train,1",
        ",cat,train,1",
        "c.png,cat,train,1",
        "b.png,cat,train,1",
        "b.PNG,cat,learn,2",
        "b.PNG,cat",
        "notes.txt,cat,test,1",
        "../a.png,cat,test,1",
        "b.PNG,\"cat,test,1");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            root.resolve("labels.csv")
                + ": 11 errors\n"
                + "  - line 3: file a.tif has the id a, as a.png in line 2 has: rename one of the"
                + " two files\n"
                + "  - line 4: file a.png is in line 2 already: every file is listed once\n"
                + "  - line 5: file is empty: expected a file in this folder\n"
                + "  - line 6: there is no file c.png in this folder\n"
                + "  - line 7: there is no file b.png, but a similar one, b.PNG\n"
                + "  - line 8: split is 'learn': expected train, validation, test, or nothing\n"
                + "  - line 8: intensity is '2': expected above 0 and at most 1 (share of the"
                + " light)\n"
                + "  - line 9: has 2 fields: expected 4, as line 1 names columns\n"
                + "  - line 10: file notes.txt is not an image of a supported format\n"
                + "  - line 11: there is no file ../a.png in this folder\n"
                + "  - line 12: has an unclosed quote: a field must not contain a line break");
  }

  @Test
  void anInvalidTableIsReportedWithItsExpectedForm() throws IOException {
    tree.view("a.png");
    tree.text("labels.csv", "name;class");
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessage(
            root.resolve("labels.csv") + ": line 1: separates the columns by ';': expected ','");
    tree.text("labels.csv", "name,label,label");
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessage(
            root.resolve("labels.csv")
                + ": 3 errors\n"
                + "  - line 1: names no column file: expected file, class; it has name, label,"
                + " label\n"
                + "  - line 1: names no column class: expected file, class; it has name, label,"
                + " label\n"
                + "  - line 1: names the column label twice");
    tree.text("labels.csv", "file,class");
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessage(
            root.resolve("labels.csv")
                + ": lists no file: expected one a line below the names of the columns");
  }

  @Test
  void manyProblemsAreCounted() throws IOException {
    String[] lines = new String[101];
    lines[0] = "file,class";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = "images/%d.png,cat".formatted(i);
    }
    tree.text("labels.csv", lines);
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessageContaining("\n  - line 21: there is no file images/20.png in this folder\n")
        .hasMessageEndingWith("\n  - and 80 more, 100 in all");
  }

  @Test
  void missingLabelsAndUnknownClassesAreReported() throws IOException {
    tree.view("a.png").view("b.png").view("c.png");
    tree.text("labels.csv", "file,class", "a.png,cat", "b.png,");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);
    assertThat(opened.notes())
        .containsExactly(
            "labels.csv lists no label for 1 images, which are skipped: c.png",
            "labels.csv names no class of 1 samples: b");
    assertThat(opened.set().samples().getLast().label().className()).isEmpty();
    assertThatThrownBy(
            () -> DataSets.open(root, DataSetOptions.DEFAULT.withClasses(List.of("dog"))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": has classes that are not known: cat (of a, for example); correct its labels;"
                + " expected some of dog");
    assertThat(
            DataSets.open(root, DataSetOptions.DEFAULT.withClasses(List.of("dog", "cat")))
                .samples())
        .hasSize(2);
  }

  @Test
  void picturesAndMasksAreMatchedByTheirStem() throws IOException {
    tree.view("images/a.png").raw("images/deep/b.tiff").mask("masks/a.png");
    tree.mask("masks/deep/b_mask.png");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);
    assertThat(opened.layout()).isEqualTo(Layout.MASKS);
    assertThat(ids(opened.set())).containsExactly("images/a", "images/deep/b");
    for (Sample sample : opened.set().samples()) {
      Mask mask = sample.label().mask().orElseThrow().read();
      assertThat(mask.at(1, 2)).isEqualTo(1);
      assertThat(mask.coverage()).isEqualTo(1 / 24.0);
    }
    assertThat(opened.set().classes()).isEmpty();

    tree.view("images/c.png").mask("masks/d.png").mask("masks/a_mask.png");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": has two masks for one image (masks/a.png and masks/a_mask.png), and 1 images"
                + " without a mask (images/c.png), and 1 masks without an image (masks/d.png); give"
                + " every image one mask of the same name");
  }

  @Test
  void masksMayBeNextToTheirPictures() throws IOException {
    tree.view("a.jpg").mask("a_mask.png").raw("b.tif").mask("b_mask.png");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);
    assertThat(opened.layout()).isEqualTo(Layout.MASKS);
    assertThat(ids(opened.set())).containsExactly("a", "b");
    assertThat(opened.set().samples().getFirst().label().mask().orElseThrow().name())
        .isEqualTo(root.resolve("a_mask.png").toString());
  }

  @Test
  void boxesBecomeMasksOfThePixelCentresInside() throws IOException {
    tree.view("a.png").view("b.png").view("c.png");
    tree.text(
        "boxes.csv",
        "class,file,xmin,ymin,xmax,ymax",
        "lorry,a.png,-3,1.5,1.5,99",
        "car,a.png,3.51,0,4.49,4",
        "car,a.png,2.4,0.6,3.5,1.6");
    tree.text(
        "images.csv",
        "file,sequence,split,licence",
        "b.png,flight 2,test,CC0",
        "a.png,flight 1,train,CC BY 4.0");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);

    assertThat(opened.layout()).isEqualTo(Layout.BOXES);
    assertThat(opened.notes())
        .containsExactly(
            "boxes.csv lists no box for 1 images, which are skipped; list images without objects in"
                + " images.csv: c.png");
    assertThat(opened.set().rights().licence()).contains("CC BY 4.0, CC0");
    assertThat(ids(opened.set())).containsExactly("b", "a");
    Sample a = opened.set().samples().getLast();
    assertThat(a.group()).isEqualTo("flight 1");
    assertThat(a.side()).contains(Subset.TRAIN);
    // Kinds by the alphabet: 1 car, 2 lorry. The box of width 0.98 px holds no centre.
    assertThat(a.label().mask().orElseThrow().read().kinds())
        .containsExactly(
            new byte[] {
              0, 0, 0, 0, 0, 0, //
              2, 0, 1, 0, 0, 0, //
              2, 0, 0, 0, 0, 0, //
              2, 0, 0, 0, 0, 0
            });
    assertThat(opened.set().samples().getFirst().label().mask().orElseThrow().read().coverage())
        .isZero();
  }

  @Test
  void problemsOfBoxesAreReportedTogether() throws IOException {
    tree.view("a.png");
    tree.text(
        "boxes.csv",
        "file,class,xmin,ymin,xmax,ymax",
        "a.png,car,5,1,2,3",
        "a.png,car,x,1,2,NaN",
        "a.png,,1,1,2,3",
        "b.png,car,1,1,2,3");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            root.resolve("boxes.csv")
                + ": 5 errors\n"
                + "  - line 2: a box reaches from (5.0, 1.0) to (2.0, 3.0): expected xmin below"
                + " xmax and ymin below ymax [px]\n"
                + "  - line 3: xmin is 'x': expected a number [px]\n"
                + "  - line 3: ymax is 'NaN': expected a number [px]\n"
                + "  - line 4: class is empty: expected the class of the object in the box\n"
                + "  - line 5: there is no file b.png in this folder");
  }

  @Test
  void headersDistinguishRawFromProcessedByDefault() throws IOException {
    tree.grey("a.png").view("b.png").view("c.jpg").raw("d.tiff").view("e.tif").grey("f.tif");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);
    assertThat(opened.layout()).isEqualTo(Layout.UNLABELLED);
    assertThat(
            opened.set().samples().stream().map(sample -> sample.picture() instanceof RawPicture))
        .containsExactly(true, false, false, true, false, true);
    for (PictureKind kind : PictureKind.values()) {
      assertThat(DataSets.open(root, DataSetOptions.DEFAULT.with(kind)).samples())
          .allMatch(sample -> sample.picture() instanceof RawPicture == (kind == PictureKind.RAW));
    }
  }

  @Test
  void aFolderWithoutADataSetIsReportedWithTheKnownLayouts() throws IOException {
    tree.text("notes.txt", "nothing");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": is not a data set of a known layout; looked for labels (labels.csv with the"
                + " columns file and class); boxes (boxes.csv with the columns file, class, xmin,"
                + " ymin, xmax and ymax); raw-microscopy (labels/Ma190c_annotations.dat and"
                + " images/raw_scale100/); raw-drone (images_full/raw_scale100/ and masks_full/, or"
                + " images/raw_scale100/ and masks/); packed (shard-000000.tar, which data pack"
                + " writes); masks (images/ and masks/, or pairs such as a.png and a_mask.png);"
                + " class-folders (one folder of images per class, optionally under train/,"
                + " validation/ and test/); unlabelled (unlabelled images, in the folder itself or"
                + " in images/); arrange it like one of these, or name the folder in it that is");
    assertThat(DataSets.layout(root)).isEmpty();
    assertThatThrownBy(() -> DataSets.open(root, DataSetOptions.DEFAULT.with(Layout.BOXES)))
        .hasMessage(
            root
                + ": does not have the layout boxes (boxes.csv with the columns file, class, xmin,"
                + " ymin, xmax and ymax); name another, or leave it to be recognised");
    assertThatThrownBy(() -> DataSets.open(root.resolve("notes.txt")))
        .hasMessage(
            root.resolve("notes.txt")
                + ": is a file, not the folder of a data set; give the folder that contains it");
    assertThatThrownBy(() -> Layout.of("box"))
        .hasMessage(
            "unknown layout 'box': expected one of labels, boxes, raw-microscopy, raw-drone,"
                + " packed, masks, class-folders, unlabelled");
  }

  @Test
  void ambiguousLayoutsAreRejectedUnlessOneIsChosen() throws IOException {
    tree.view("a.png").text("labels.csv", "file,class", "a.png,cat");
    tree.text("boxes.csv", "file,class,xmin,ymin,xmax,ymax", "a.png,cat,0,0,2,2");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": looks like several layouts at once: labels (labels.csv with the columns file"
                + " and class); boxes (boxes.csv with the columns file, class, xmin, ymin, xmax and"
                + " ymax); name the one that counts with --layout");
    assertThat(DataSets.open(root, DataSetOptions.DEFAULT.with(Layout.LABELS)).classes())
        .containsExactly("cat");
    assertThat(
            DataSets.open(root, DataSetOptions.DEFAULT.with(Layout.BOXES))
                .samples()
                .getFirst()
                .label()
                .className())
        .isEqualTo(Optional.empty());
  }

  @Test
  void twoFilesWithOneIdAreReported() throws IOException {
    tree.view("cat/a.png").raw("cat/a.tif").view("dog/a.png");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": contains two files for one id: cat/a (cat/a.png and cat/a.tif); remove or"
                + " rename one of the two");
  }

  @Test
  void aRawFileIsTheSampleAndThePictureOfItsNameItsCompanion() throws IOException {
    tree.text("cat/a.NEF", "").view("cat/a.JPG").text("cat/a.xmp", "");
    tree.text("dog/b.dng", "").view("dog/b.png").view("dog/c.jpg").text("dog/d.CR2", "");
    tree.view("dog/d.jpg").view("dog/e.jpg");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT);

    assertThat(opened.set().samples().stream().map(sample -> sample.picture().name()))
        .containsExactly(files("cat/a.NEF", "dog/b.dng", "dog/c.jpg", "dog/d.CR2", "dog/e.jpg"));
    assertThat(opened.notes()).isEmpty();
    assertThat(opened.companions())
        .contains(
            "3 files are companions of samples of the same name and are skipped: cat/a.JPG,"
                + " dog/b.png, dog/d.jpg");
    assertThat(opened.sentences()).hasSize(1);
  }

  @Test
  void theProcessedPictureIsTheSampleIfProcessedOnesAreRequested() throws IOException {
    tree.text("a.NEF", "").view("a.JPG");
    OpenedDataSet opened = DataSets.find(root, DataSetOptions.DEFAULT.with(PictureKind.PROCESSED));
    assertThat(opened.set().samples().getFirst().picture().name()).isEqualTo(files("a.JPG")[0]);
    assertThat(opened.companions())
        .contains("1 files are companions of samples of the same name and are skipped: a.NEF");
  }

  @Test
  void everyLayoutSetsCompanionsAside() throws IOException {
    new Tree(work.resolve("masks"))
        .text("images/a.NEF", "")
        .view("images/a.JPG")
        .mask("masks/a.png");
    new Tree(work.resolve("table"))
        .text("images/a.NEF", "")
        .view("images/a.JPG")
        .text("labels.csv", "file,class", "images/a.NEF,cat");
    new Tree(work.resolve("listed"))
        .text("images/a.NEF", "")
        .view("images/a.JPG")
        .text("labels.csv", "file,class", "images/a.JPG,cat");
    for (String name : List.of("masks", "table", "listed")) {
      OpenedDataSet opened = DataSets.find(work.resolve(name), DataSetOptions.DEFAULT);
      assertThat(ids(opened.set())).as(name).containsExactly("images/a");
      assertThat(opened.companions()).as(name).isPresent();
      assertThat(opened.set().samples().getFirst().picture() instanceof ViewPicture)
          .as(name)
          .isEqualTo(name.equals("listed"));
    }
  }

  @Test
  void twoRawFilesWithOneIdAreReported() throws IOException {
    tree.text("a.NEF", "").text("a.DNG", "").view("a.JPG").raw("b.tif").text("b.CR2", "");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": contains two files for one id: a (a.DNG and a.NEF), b (b.CR2 and b.tif);"
                + " remove or rename one of the two");
  }

  private String[] files(String... names) {
    return Arrays.stream(names).map(name -> root.resolve(name).toString()).toArray(String[]::new);
  }

  private static List<String> ids(DataSet set) {
    return set.samples().stream().map(Sample::id).toList();
  }
}
