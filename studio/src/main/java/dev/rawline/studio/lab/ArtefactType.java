package dev.rawline.studio.lab;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types of artefacts that a browser shows; every other is saved. */
final class ArtefactType {
  /** The type of what is only saved. */
  static final String BYTES = "application/octet-stream";

  private static final String TEXT = "text/plain; charset=utf-8";

  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("txt", TEXT),
          Map.entry("log", TEXT),
          Map.entry("md", TEXT),
          Map.entry("csv", TEXT),
          Map.entry("json", TEXT),
          Map.entry("jsonl", TEXT),
          Map.entry("yaml", TEXT),
          Map.entry("yml", TEXT));

  private ArtefactType() {}

  /** Returns the type by which an artefact of a name is shown; none if it is only saved. */
  static Optional<String> of(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(SHOWN.get(ending));
  }

  /** Returns what a page does with an artefact: picture, page, text or file. */
  static String kind(String name) {
    return of(name)
        .map(
            type ->
                type.startsWith("image/")
                    ? "picture"
                    : type.startsWith("text/html") ? "page" : "text")
        .orElse("file");
  }
}
