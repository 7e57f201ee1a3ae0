package dev.rawline.workbench.book;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a lab book lies: in a folder of this machine, or in a team's PostgreSQL. */
public sealed interface BookLocation {
  /** The variable of the environment that names the place. */
  String VARIABLE = "RAWLINE_LAB";

  /** The folder of the usual lab book, below the folder that the program runs in. */
  Path USUAL = Path.of("labbook");

  /** Returns the folder of the artefacts, absolute. */
  Path artefacts();

  /**
   * A lab book in a folder.
   *
   * @param folder the folder, made absolute
   * @param artefacts where its artefacts are, made absolute
   */
  record Folder(Path folder, Path artefacts) implements BookLocation {
    private static final String ARTEFACTS = "artefacts";

    /** Makes the paths absolute. */
    public Folder {
      folder = folder.toAbsolutePath().normalize();
      artefacts = artefacts.toAbsolutePath().normalize();
    }

    /** Returns the place whose artefacts lie beside the book. */
    public static Folder of(Path folder) {
      return new Folder(folder, folder.resolve(ARTEFACTS));
    }

    /** Returns the SQLite file of the book. */
    public Path file() {
      return folder.resolve("lab.db");
    }

    @Override
    public String toString() {
      return folder.toString();
    }
  }

  /**
   * A lab book in PostgreSQL.
   *
   * @param url its JDBC URL, which may hold user and password
   * @param artefacts where its artefacts are, made absolute
   */
  record Server(String url, Path artefacts) implements BookLocation {
    private static final String PREFIX = "jdbc:postgresql:";

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if it is none of PostgreSQL's
     */
    public Server {
      if (!url.startsWith(PREFIX)) {
        throw new IllegalArgumentException(
            "'%s' is no URL of PostgreSQL: expected jdbc:postgresql://HOST/DATABASE"
                .formatted(withoutSecrets(url)));
      }
      artefacts = artefacts.toAbsolutePath().normalize();
    }

    /** Returns the URL without what it may hold of user and password. */
    @Override
    public String toString() {
      return withoutSecrets(url);
    }

    private static String withoutSecrets(String url) {
      return SECRETS.matcher(url).replaceAll("");
    }
  }

  /** Everything behind the question mark, and a name and password before the host. */
  Pattern SECRETS = Pattern.compile("\\?.*|(?<=//)[^/@]*@");

  /**
   * Returns the place that someone names, or {@link #VARIABLE}, or else the usual one.
   *
   * @param place a folder, or jdbc:postgresql://HOST/DATABASE
   * @param artefacts where the artefacts lie; beside the book unless given, or, of a book in
   *     PostgreSQL, in {@link #USUAL}
   * @throws IllegalArgumentException if it is neither; the message says what was expected
   */
  static BookLocation of(Optional<String> place, Optional<Path> artefacts) {
    return parse(
        place
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .filter(text -> !text.isBlank())
            .orElse(USUAL.toString()),
        artefacts);
  }

  /**
   * Returns the place that a text names.
   *
   * @param text a folder, or jdbc:postgresql://HOST/DATABASE
   * @param artefacts where the artefacts lie; beside the book unless given, or, of a book in
   *     PostgreSQL, in {@link #USUAL}
   * @throws IllegalArgumentException if it is neither; the message says what was expected
   */
  static BookLocation parse(String text, Optional<Path> artefacts) {
    if (text.startsWith(Server.PREFIX)) {
      return new Server(text, artefacts.orElse(Folder.of(USUAL).artefacts()));
    }
    if (text.startsWith("postgres:") || text.startsWith("postgresql:")) {
      throw refused(
          text, "write jdbc:%s".formatted(text.replaceFirst("^postgres(ql)?", "postgresql")));
    }
    if (text.startsWith("jdbc:") || text.contains("://")) {
      throw refused(text, "expected a folder, or jdbc:postgresql://HOST/DATABASE");
    }
    Path folder;
    try {
      folder = Path.of(text);
    } catch (InvalidPathException e) {
      throw refused(text, "expected a folder, or jdbc:postgresql://HOST/DATABASE");
    }
    if (Files.isRegularFile(folder)) {
      throw refused(text, "it is a file: name the folder that holds lab.db");
    }
    Folder place = Folder.of(folder);
    return artefacts.<BookLocation>map(other -> new Folder(folder, other)).orElse(place);
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException(
        "there is no lab book '%s': %s".formatted(SECRETS.matcher(text).replaceAll(""), expected));
  }
}
