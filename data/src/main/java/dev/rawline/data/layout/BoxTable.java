package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.Box;
import dev.rawline.data.set.BoxMask;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.SamplePicture;
import dev.rawline.data.set.Subset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code boxes.csv} → pictures with the masks of their boxes.
 *
 * <p>The columns are {@code file}, {@code class}, {@code xmin}, {@code ymin}, {@code xmax} and
 * {@code ymax} [px], from the top left corner of the picture; a pixel is inside a box if its centre
 * is. Parts outside the picture are clipped. The kinds of the mask count the classes in
 * alphabetical order, from 1.
 *
 * <p>{@code images.csv} next to it may list all pictures, including those without a box: {@code
 * file}, and where they are known {@code group} or {@code sequence}, {@code split} and {@code
 * licence}.
 */
final class BoxTable implements LayoutReader {
  static final String NAME = "boxes.csv";

  private static final String IMAGES = "images.csv";
  private static final String FILE = "file";
  private static final String CLASS = "class";
  private static final List<String> SIDES = List.of("xmin", "ymin", "xmax", "ymax");

  /** The most kinds in a mask. */
  private static final int MOST_CLASSES = 255;

  @Override
  public boolean matches(FileTree tree) {
    return tree.has(NAME);
  }

  /** Group and subset of a picture, by the table of pictures. */
  private record ImageEntry(String group, Optional<Subset> side) {}

  @Override
  public FolderContents read(FileTree tree, DataSetOptions reading) throws IOException {
    Path file = tree.path(NAME).orElseThrow();
    List<String> columns = new ArrayList<>(List.of(FILE, CLASS));
    columns.addAll(SIDES);
    CsvTable table = CsvTable.read(file, columns);
    Map<String, FileTree.Entry> entries = new LinkedHashMap<>();
    Map<String, ImageEntry> listed = new HashMap<>();
    Rights rights = tree.has(IMAGES) ? pictures(tree, entries, listed) : Rights.UNKNOWN;
    Map<String, Integer> kinds = kinds(table);
    Map<String, List<Box>> boxes = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      Optional<FileTree.Entry> entry = picture(table, tree, row);
      Optional<Box> box = box(table, row, kinds);
      if (entry.isPresent() && box.isPresent()) {
        entries.putIfAbsent(entry.get().name(), entry.get());
        boxes.computeIfAbsent(entry.get().name(), name -> new ArrayList<>()).add(box.get());
      }
    }
    table.rejectProblems();

    SampleCollector collector = new SampleCollector(tree, reading);
    for (FileTree.Entry entry : entries.values()) {
      SamplePicture picture = PictureFiles.of(entry.path(), reading);
      BoxMask mask = new BoxMask(file, picture, boxes.getOrDefault(entry.name(), List.of()));
      ImageEntry known = listed.getOrDefault(entry.name(), new ImageEntry("", Optional.empty()));
      collector.add(
          entry,
          entry.stem(),
          Label.of(mask),
          known.group().isEmpty() ? entry.stem() : known.group(),
          1,
          known.side());
    }
    return new FolderContents(collector.samples(), rights, notes(tree, entries));
  }

  private static Rights pictures(
      FileTree tree, Map<String, FileTree.Entry> entries, Map<String, ImageEntry> listed)
      throws IOException {
    CsvTable table = CsvTable.read(tree.path(IMAGES).orElseThrow(), List.of(FILE));
    for (CsvTable.Row row : table.rows()) {
      Optional<FileTree.Entry> entry = picture(table, tree, row);
      Optional<Subset> side = LabelTable.side(table, row, "split");
      if (entry.isEmpty()) {
        continue;
      }
      if (entries.putIfAbsent(entry.get().name(), entry.get()) != null) {
        table.problem(
            row.line(), "file %s is listed twice: once is enough".formatted(row.cell(FILE)));
      }
      String group = row.cell("group");
      listed.put(
          entry.get().name(), new ImageEntry(group.isEmpty() ? row.cell("sequence") : group, side));
    }
    table.rejectProblems();
    return table.rights();
  }

  private static Optional<FileTree.Entry> picture(CsvTable table, FileTree tree, CsvTable.Row row) {
    Optional<FileTree.Entry> entry = table.entry(tree, row, FILE);
    if (entry.isPresent() && !PictureFiles.isPicture(entry.get())) {
      table.problem(
          row.line(), "file %s is not an image of a supported format".formatted(row.cell(FILE)));
      return Optional.empty();
    }
    return entry;
  }

  private static Map<String, Integer> kinds(CsvTable table) {
    Set<String> classes = new TreeSet<>();
    table.rows().forEach(row -> classes.add(row.cell(CLASS)));
    classes.remove("");
    if (classes.size() > MOST_CLASSES) {
      table.problem(
          "names %d classes: a mask has at most %d kinds".formatted(classes.size(), MOST_CLASSES));
    }
    Map<String, Integer> kinds = new HashMap<>();
    classes.forEach(name -> kinds.put(name, Math.min(kinds.size() + 1, MOST_CLASSES)));
    return kinds;
  }

  private static Optional<Box> box(CsvTable table, CsvTable.Row row, Map<String, Integer> kinds) {
    if (row.cell(CLASS).isEmpty()) {
      table.problem(row.line(), "class is empty: expected the class of the object in the box");
      return Optional.empty();
    }
    double[] sides = new double[SIDES.size()];
    boolean whole = true;
    for (int i = 0; i < sides.length; i++) {
      sides[i] = row.number(SIDES.get(i));
      if (!Double.isFinite(sides[i])) {
        table.problem(
            row.line(),
            "%s is '%s': expected a number [px]".formatted(SIDES.get(i), row.cell(SIDES.get(i))));
        whole = false;
      }
    }
    if (!whole) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Box(kinds.get(row.cell(CLASS)), sides[0], sides[1], sides[2], sides[3]));
    } catch (IllegalArgumentException e) {
      table.problem(row.line(), e.getMessage());
      return Optional.empty();
    }
  }

  private static List<String> notes(FileTree tree, Map<String, FileTree.Entry> entries) {
    List<String> notes = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    entries.values().forEach(entry -> folders.add(entry.parent()));
    AbbreviatedList.note(
        notes,
        NAME
            + " lists no box for %d images, which are skipped; list images without objects in "
            + IMAGES
            + ": %s",
        PictureFiles.among(tree.files()).stream()
            .filter(entry -> folders.contains(entry.parent()))
            .map(FileTree.Entry::name)
            .filter(name -> !entries.containsKey(name))
            .toList());
    PictureFiles.noteUnread(tree, notes);
    return notes;
  }
}
