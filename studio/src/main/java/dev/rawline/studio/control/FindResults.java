package dev.rawline.studio.control;

import dev.rawline.data.file.JsonFile;
import dev.rawline.lab.quality.page.CertificatePage;
import dev.rawline.lab.quality.page.QualitySummary;
import dev.rawline.lab.quality.watch.WatchLoop;
import dev.rawline.lab.quality.watch.WatchReport;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks through folders for watches and for batches that were checked; links are not followed. */
final class FindResults {
  private static final int DEEPEST = 4;
  private static final int MOST_FOLDERS = 5000;
  private static final int MOST_FILES = 200_000;
  private static final int MOST_FOUND = 200;

  private final List<Map<String, Object>> watches = new ArrayList<>();
  private final List<Map<String, Object>> batches = new ArrayList<>();
  private int folders;
  private int files;

  /**
   * Looks through a folder.
   *
   * @param root the name of the folder of the workspace
   * @param top the same
   * @param folder where to begin, in it
   * @throws IOException if the folder cannot be read
   */
  void in(String root, Path top, Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(FileVisitOption.class),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            boolean hidden =
                !visited.equals(folder) && visited.getFileName().toString().startsWith(".");
            if (hidden || folders++ >= MOST_FOLDERS || isFull()) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            take(root, top.relativize(visited).toString().replace('\\', '/'), visited);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return files++ < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // it may not be for everybody
          }
        });
  }

  private boolean isFull() {
    return watches.size() + batches.size() >= MOST_FOUND;
  }

  private void take(String root, String path, Path folder) {
    if (WatchLoop.isState(folder)) {
      Map<String, Object> watch = named(root, path);
      put(watch, "status", folder.resolve(WatchReport.STATUS));
      watches.add(watch);
    }
    Path record = folder.resolve(QualitySummary.RECORD);
    if (Files.isRegularFile(record)) {
      Map<String, Object> batch = named(root, path);
      try {
        Map<String, Object> values = JsonFile.read(record);
        for (String key : List.of("verdict", "batch", "images", "reference")) {
          batch.put(key, values.get(key));
        }
        if (values.get("origin") instanceof Map<?, ?> origin) {
          batch.put("checked", String.valueOf(origin.get("checked")));
        }
        batch.put("certificate", Files.isRegularFile(folder.resolve(CertificatePage.FILE)));
      } catch (IOException | IllegalArgumentException e) {
        batch.put("problem", String.valueOf(e.getMessage()));
      }
      batches.add(batch);
    }
  }

  private static Map<String, Object> named(String root, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("root", root);
    values.put("path", path);
    return values;
  }

  private static void put(Map<String, Object> values, String key, Path file) {
    try {
      values.put(key, JsonFile.read(file));
    } catch (IOException | IllegalArgumentException e) {
      // A watch that has just begun has none; another time it is there.
    }
  }

  /** Returns what was found: watches, and batches, of which the last that was checked is first. */
  Map<String, Object> found() {
    batches.sort(
        Comparator.comparing(
                (Map<String, Object> batch) -> String.valueOf(batch.getOrDefault("checked", "")))
            .reversed());
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("watches", watches);
    found.put("batches", batches);
    found.put("all", folders <= MOST_FOLDERS && files <= MOST_FILES && !isFull());
    return found;
  }
}
