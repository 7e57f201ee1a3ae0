package dev.rawline.workbench.output;

import static java.util.stream.Collectors.joining;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.share.SharedItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The result of processing one raw file. */
public sealed interface FileOutcome {

  /**
   * Processes one item of a file.
   *
   * @param <T> the item
   */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Processes it.
     *
     * @param progress receives the progress
     * @throws RejectedFileException if the file cannot be processed faithfully
     * @throws IOException if an output cannot be written
     */
    FileOutcome run(T thing, Progress progress) throws IOException;
  }

  /**
   * Processes items, each as one part of a task, and reports their outcome.
   *
   * @param what their kind, for the progress
   * @param file the file of each
   * @param threads the most items processed at once
   * @return the outcome of each, in their order; {@link Refused} where the work rejects its file
   * @throws IOException if an output cannot be written; no further one begins then
   */
  static <T> List<FileOutcome> each(
      String what,
      List<T> things,
      Function<T, Path> file,
      int threads,
      Progress progress,
      Work<T> work)
      throws IOException {
    return new SharedItems<>(
            what,
            things.stream().map(file).toList(),
            threads,
            new SharedItems.Work<FileOutcome>() {
              @Override
              public FileOutcome run(int index, Progress own) throws IOException {
                try {
                  return work.run(things.get(index), own);
                } catch (RejectedFileException e) {
                  return new Refused(file.apply(things.get(index)), e.getMessage());
                }
              }

              @Override
              public void end(FileOutcome outcome, Progress own) {
                outcome.end(own);
              }

              @Override
              public String write(FileOutcome outcome) {
                return outcome.text();
              }

              @Override
              public FileOutcome read(int index, String text) {
                return FileOutcome.of(file.apply(things.get(index)), text);
              }
            })
        .run(progress);
  }

  /**
   * Processes a single file, and reports how that ended.
   *
   * @throws RejectedFileException if the work rejects it
   * @throws IOException if an output cannot be written
   */
  static FileOutcome one(Path file, Progress progress, Work<Path> work) throws IOException {
    Progress own = progress.begin("files", 1).begin(file.toString(), 0);
    try {
      FileOutcome outcome = work.run(file, own);
      outcome.end(own);
      return outcome;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(file, e);
    }
  }

  /**
   * Processes files as {@link #each} does, a file that is named twice once; of two whose outputs
   * would have the same names the second is rejected.
   *
   * @param remedy what to do then
   */
  static List<FileOutcome> files(
      List<Path> files, String remedy, Progress progress, Work<Path> work) throws IOException {
    List<Path> once = files.stream().map(Path::normalize).distinct().toList();
    Map<String, Path> claims = new HashMap<>();
    Map<Path, RejectedFileException> second = new HashMap<>();
    for (Path file : once) {
      try {
        OutputFiles.claim(claims, file, remedy);
      } catch (RejectedFileException e) {
        second.put(file, e);
      }
    }
    return each(
        "files",
        once,
        file -> file,
        1,
        progress,
        (file, own) -> {
          if (second.containsKey(file)) {
            throw second.get(file);
          }
          return work.run(file, own);
        });
  }

  /** Returns the processed items, whose files were not rejected. */
  static <T> List<T> accepted(List<T> things, List<FileOutcome> outcomes) {
    return IntStream.range(0, things.size())
        .filter(i -> !(outcomes.get(i) instanceof Refused))
        .mapToObj(things::get)
        .toList();
  }

  /** Ends the progress of the file with this outcome. */
  default void end(Progress progress) {
    switch (this) {
      case Rendered(_, List<Path> outputs, long pixels) ->
          progress.end(
              outputs.isEmpty()
                  ? ""
                  : "%d %s, %s"
                      .formatted(
                          outputs.size(), outputs.size() == 1 ? "file" : "files", size(pixels)));
      case Skipped _ -> progress.skip("up to date");
      case Refused _ -> progress.skip("rejected");
    }
  }

  /** Returns the size of an image; below a twentieth of a megapixel it is given in pixels. */
  private static String size(long pixels) {
    return pixels < 50_000 ? pixels + " px" : String.format(Locale.ROOT, "%.1f MP", pixels / 1e6);
  }

  /** Returns what became of the file, for another process. */
  private String text() {
    return switch (this) {
      case Rendered(_, List<Path> outputs, long pixels) ->
          pixels + "\n" + outputs.stream().map(Path::toString).collect(joining("\n"));
      case Skipped _ -> "";
      case Refused(_, String reason) -> "\n" + reason;
    };
  }

  /** Returns what became of a file, by the text of another process. */
  private static FileOutcome of(Path file, String text) {
    if (text.isEmpty()) {
      return new Skipped(file);
    }
    if (text.startsWith("\n")) {
      return new Refused(file, text.substring(1));
    }
    List<String> lines = text.lines().toList();
    List<Path> outputs = lines.subList(1, lines.size()).stream().map(Path::of).toList();
    return new Rendered(file, outputs, Long.parseLong(lines.getFirst()));
  }

  /** Returns the raw file. */
  Path file();

  /**
   * Its images were rendered.
   *
   * @param file the raw file
   * @param outputs the files that were written
   * @param rawPixels the size of the raw image [px]
   */
  record Rendered(Path file, List<Path> outputs, long rawPixels) implements FileOutcome {
    /** Copies the list. */
    public Rendered {
      outputs = List.copyOf(outputs);
    }
  }

  /** All its images existed already, made from the same file with the same settings. */
  record Skipped(Path file) implements FileOutcome {}

  /**
   * It could not be processed faithfully.
   *
   * @param file the raw file
   * @param reason one sentence with the file, the error and the remedy
   */
  record Refused(Path file, String reason) implements FileOutcome {}
}
