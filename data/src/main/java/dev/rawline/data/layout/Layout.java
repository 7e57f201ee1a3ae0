package dev.rawline.data.layout;

import dev.rawline.imaging.frame.Choice;
import java.util.List;
import java.util.stream.Collectors;

/** The layouts of data sets in folders. */
public enum Layout {
  /** A table of files and classes; what {@code simulate} and {@code scale-intensity} write. */
  LABELS("labels", "labels.csv with the columns file and class", Rank.EXPLICIT),

  /** A table of boxes around objects, which become masks. */
  BOXES(
      "boxes", "boxes.csv with the columns file, class, xmin, ymin, xmax and ymax", Rank.EXPLICIT),

  /** The published microscopy data: annotated crops of slides, a folder an intensity. */
  RAW_MICROSCOPY(
      "raw-microscopy", "labels/Ma190c_annotations.dat and images/raw_scale100/", Rank.EXPLICIT),

  /** The published drone data: full frames and masks of cars, a folder an intensity. */
  RAW_DRONE(
      "raw-drone",
      "images_full/raw_scale100/ and masks_full/, or images/raw_scale100/ and masks/",
      Rank.EXPLICIT),

  /** Shards that {@code data pack} writes. */
  PACKED("packed", "shard-000000.tar, which data pack writes", Rank.EXPLICIT),

  /** Pictures, and a mask of the same stem for each. */
  MASKS("masks", "images/ and masks/, or pairs such as a.png and a_mask.png", Rank.ARRANGED),

  /** A folder a class. */
  CLASS_FOLDERS(
      "class-folders",
      "one folder of images per class, optionally under train/, validation/ and test/",
      Rank.ARRANGED),

  /** Pictures without labels. */
  UNLABELLED("unlabelled", "unlabelled images, in the folder itself or in images/", Rank.BARE);

  private final String word;
  private final String sign;
  private final Rank rank;

  Layout(String word, String sign, Rank rank) {
    this.word = word;
    this.sign = sign;
    this.rank = rank;
  }

  /** The priority of a layout: a more explicit one takes precedence. */
  enum Rank {
    EXPLICIT,
    ARRANGED,
    BARE
  }

  /** Returns its name in commands. */
  public String word() {
    return word;
  }

  /** Returns its characteristics, in one line for the user. */
  public String sign() {
    return sign;
  }

  Rank rank() {
    return rank;
  }

  LayoutReader reader() {
    return switch (this) {
      case LABELS -> new LabelTable();
      case BOXES -> new BoxTable();
      case RAW_MICROSCOPY -> new RawMicroscopyLayout();
      case RAW_DRONE -> new RawDroneLayout();
      case PACKED -> new PackedShards();
      case MASKS -> new MaskPairs();
      case CLASS_FOLDERS -> new ClassFolders();
      case UNLABELLED -> new UnlabelledLayout();
    };
  }

  /**
   * Returns the layout of a word.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static Layout of(String word) {
    return Choice.of(word, List.of(values()), Layout::word, "unknown layout '%s'");
  }

  /** Returns layouts with their characteristics, for sentences. */
  static String described(List<Layout> layouts) {
    return layouts.stream()
        .map(layout -> layout.word + " (" + layout.sign + ")")
        .collect(Collectors.joining("; "));
  }
}
