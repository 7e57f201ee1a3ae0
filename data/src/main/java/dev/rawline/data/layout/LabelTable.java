package dev.rawline.data.layout;

import dev.rawline.data.set.FileMask;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleMask;
import dev.rawline.data.set.Subset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * {@code labels.csv} → the samples that it lists.
 *
 * <p>The first line names the columns, in any order: {@code file} (from the folder), {@code class},
 * and where they are known {@code split} (train, validation or test), {@code group} and {@code
 * intensity} (share of the light) and {@code licence}. Other columns are ignored; an empty field is
 * no value.
 *
 * <p>The mask of {@code images/a.tiff} or {@code images/raw_scale050/a.tiff} is {@code masks/a.png}
 * (or .tif, .tiff); that of {@code cells/a.png} is {@code masks/cells/a.png}.
 */
final class LabelTable implements LayoutReader {
  static final String NAME = "labels.csv";

  private static final String FILE = "file";
  private static final String CLASS = "class";
  private static final String IMAGES = "images/";
  private static final String MASKS = "masks/";
  private static final List<String> MASK_ENDINGS = List.of(".png", ".tif", ".tiff");

  @Override
  public boolean matches(FileTree tree) {
    return tree.has(NAME);
  }

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    CsvTable table = CsvTable.read(tree.path(NAME).orElseThrow(), List.of(FILE, CLASS));
    List<Sample> samples = new ArrayList<>();
    Map<String, CsvTable.Row> lines = new HashMap<>();
    Set<String> listed = new HashSet<>();
    for (CsvTable.Row row : table.rows()) {
      Optional<FileTree.Entry> entry = table.entry(tree, row, FILE);
      if (entry.isPresent()) {
        listed.add(entry.get().name());
        if (isNew(table, row, entry.get(), lines)) {
          sample(table, tree, row, entry.get(), reading).ifPresent(samples::add);
        }
      }
    }
    if (table.rows().isEmpty()) {
      table.problem("lists no file: expected one a line below the names of the columns");
    }
    table.rejectProblems();
    return new FolderContents(
        reading.select(tree.folder().resolve(NAME), samples),
        table.rights(),
        notes(tree, listed, samples));
  }

  /** Returns whether neither a line's file nor its id is in another line. */
  private static boolean isNew(
      CsvTable table, CsvTable.Row row, FileTree.Entry entry, Map<String, CsvTable.Row> lines) {
    CsvTable.Row other = lines.putIfAbsent(entry.stem(), row);
    if (other == null) {
      return true;
    }
    table.problem(
        row.line(),
        other.cell(FILE).equals(row.cell(FILE))
            ? "file %s is in line %d already: every file is listed once"
                .formatted(row.cell(FILE), other.line())
            : "file %s has the id %s, as %s in line %d has: rename one of the two files"
                .formatted(row.cell(FILE), entry.stem(), other.cell(FILE), other.line()));
    return false;
  }

  private static Optional<Sample> sample(
      CsvTable table,
      FileTree tree,
      CsvTable.Row row,
      FileTree.Entry entry,
      DataSetOptions reading) {
    if (!PictureFiles.isPicture(entry)) {
      table.problem(
          row.line(), "file %s is not an image of a supported format".formatted(row.cell(FILE)));
      return Optional.empty();
    }
    Optional<Subset> side = side(table, row, "split");
    OptionalDouble intensity = intensity(table, row);
    if (intensity.isEmpty()) {
      return Optional.empty();
    }
    String group = row.cell("group");
    try {
      Label label =
          new Label(
              Optional.of(row.cell(CLASS)).filter(name -> !name.isEmpty()),
              mask(tree, entry, reading));
      return Optional.of(
          new Sample(
              entry.stem(),
              PictureFiles.of(entry.path(), reading),
              label,
              group.isEmpty() ? IntensityFolders.scene(entry.stem()) : group,
              intensity.getAsDouble(),
              side));
    } catch (IllegalArgumentException e) {
      table.problem(row.line(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns the side that a field names. */
  static Optional<Subset> side(CsvTable table, CsvTable.Row row, String column) {
    String word = row.cell(column);
    Optional<Subset> side = Subset.named(word);
    if (!word.isEmpty() && side.isEmpty()) {
      table.problem(
          row.line(),
          "%s is '%s': expected %s, or nothing"
              .formatted(column, word, String.join(", ", Subset.WORDS)));
    }
    return side;
  }

  private static OptionalDouble intensity(CsvTable table, CsvTable.Row row) {
    String text = row.cell("intensity");
    double fraction = text.isEmpty() ? 1 : row.number("intensity");
    if (!(fraction > 0 && fraction <= 1)) {
      table.problem(
          row.line(),
          "intensity is '%s': expected above 0 and at most 1 (share of the light)".formatted(text));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(fraction);
  }

  private static Optional<SampleMask> mask(
      FileTree tree, FileTree.Entry entry, DataSetOptions reading) {
    String scene = IntensityFolders.scene(entry.stem());
    String stem = scene.startsWith(IMAGES) ? scene.substring(IMAGES.length()) : scene;
    return MASK_ENDINGS.stream()
        .flatMap(ending -> tree.path(MASKS + stem + ending).stream())
        .findFirst()
        .map(file -> new FileMask(file, reading.palette()));
  }

  private static List<String> notes(FileTree tree, Set<String> listed, List<Sample> samples) {
    List<String> notes = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    listed.forEach(name -> folders.add(name.substring(0, name.lastIndexOf('/') + 1)));
    AbbreviatedList.note(
        notes,
        NAME + " lists no label for %d images, which are skipped: %s",
        PictureFiles.among(tree.files()).stream()
            .filter(entry -> !entry.parent().isEmpty() || !hasFolders(folders))
            .filter(entry -> folders.contains(entry.parent()) && !listed.contains(entry.name()))
            .map(FileTree.Entry::name)
            .toList());
    List<String> unlabelled =
        samples.stream()
            .filter(sample -> sample.label().className().isEmpty())
            .map(Sample::id)
            .toList();
    if (unlabelled.size() < samples.size()) {
      AbbreviatedList.note(notes, NAME + " names no class of %d samples: %s", unlabelled);
    }
    Set<String> used = new HashSet<>();
    for (Sample sample : samples) {
      sample.label().mask().ifPresent(mask -> used.add(mask.name()));
    }
    AbbreviatedList.note(
        notes,
        "%d masks do not match any image that " + NAME + " lists: %s",
        PictureFiles.among(tree.below(MASKS)).stream()
            .filter(entry -> !listed.contains(entry.name()))
            .filter(entry -> !used.contains(entry.path().toString()))
            .map(FileTree.Entry::name)
            .toList());
    PictureFiles.noteUnread(tree, notes);
    return notes;
  }

  /** If there are folders of pictures, pictures directly in the folder are sheets and the like. */
  private static boolean hasFolders(Set<String> folders) {
    return folders.stream().anyMatch(folder -> !folder.isEmpty());
  }
}
