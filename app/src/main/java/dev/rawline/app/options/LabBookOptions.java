package dev.rawline.app.options;

import dev.rawline.learning.plan.PlanReference;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which lab book. */
public final class LabBookOptions {
  private static final String RUN = "run:";

  @Option(
      names = "--lab",
      paramLabel = "PLACE",
      description =
          "The lab book: a folder, or jdbc:postgresql://HOST/DATABASE (default: RAWLINE_LAB, or the"
              + " folder labbook).")
  private String lab;

  @Option(
      names = "--lab-artefacts",
      paramLabel = "DIR",
      description =
          "Folder of the artefacts (default: next to the lab book, or labbook/artefacts for a lab"
              + " book in PostgreSQL).")
  private Path artefacts;

  /**
   * Returns where the book is.
   *
   * @throws IllegalArgumentException if no book can be there
   */
  public BookLocation place() {
    return BookLocation.of(Optional.ofNullable(lab), Optional.ofNullable(artefacts));
  }

  /** Opens the book to write, and makes it where there is none. */
  public LabBook open() throws IOException {
    return LabBook.open(place());
  }

  /** Opens the book to read. */
  public LabBook openExisting() throws IOException {
    return LabBook.openExisting(place());
  }

  /** Returns where plans look up runs; the book is opened only if one does. */
  public PlanReference.Runs runs() {
    return id -> {
      try (LabBook book = openExisting()) {
        return book.asRuns().folder(id);
      }
    };
  }

  /**
   * Returns the path of a model that someone names: a file or folder, or run: and what the book
   * calls a run.
   *
   * @throws IllegalArgumentException if there is no such run, or it has no model
   */
  public Path model(String named) throws IOException {
    if (!named.startsWith(RUN)) {
      return Path.of(named);
    }
    return runs().folder(named.substring(RUN.length()));
  }
}
