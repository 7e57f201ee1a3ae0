package dev.rawline.workbench.book;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The location of a lab book: a folder of this machine, or a team's PostgreSQL. */
public sealed interface BookLocation {
  /** The environment variable with the default location. */
  String VARIABLE = "RAWLINE_LAB";

  /** The folder of the default lab book, below the working folder. */
  Path DEFAULT = Path.of("labbook");

  /** Returns the folder of the artefacts, absolute. */
  Path artefacts();

  /**
   * A lab book in a folder.
   *
   * @param folder the folder, made absolute
   * @param artefacts the folder of its artefacts, made absolute
   */
  record Folder(Path folder, Path artefacts) implements BookLocation {
    private static final String ARTEFACTS = "artefacts";

    /** Makes the paths absolute. */
    public Folder {
      folder = folder.toAbsolutePath().normalize();
      artefacts = artefacts.toAbsolutePath().normalize();
    }

    /** Returns the location whose artefacts are stored next to the book. */
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
   * @param artefacts the folder of its artefacts, made absolute
   */
  record Server(String url, Path artefacts) implements BookLocation {
    private static final String PREFIX = "jdbc:postgresql:";

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if it is not a URL of PostgreSQL
     */
    public Server {
      if (!url.startsWith(PREFIX)) {
        throw new IllegalArgumentException(
            "'%s' is not a URL of PostgreSQL: expected jdbc:postgresql://HOST/DATABASE"
                .formatted(withoutSecrets(url)));
      }
      artefacts = artefacts.toAbsolutePath().normalize();
    }

    /** Returns the URL without user and password. */
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
   * Returns the given location, or that of {@link #VARIABLE}, or else the default one.
   *
   * @param place a folder, or jdbc:postgresql://HOST/DATABASE
   * @param artefacts the folder of the artefacts (default: next to the book; of a book in
   *     PostgreSQL, in {@link #DEFAULT})
   * @throws IllegalArgumentException if it is neither; the message states what was expected
   */
  static BookLocation of(Optional<String> place, Optional<Path> artefacts) {
    return parse(
        place
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .filter(text -> !text.isBlank())
            .orElse(DEFAULT.toString()),
        artefacts);
  }

  /**
   * Returns the location in a text.
   *
   * @param text a folder, or jdbc:postgresql://HOST/DATABASE
   * @param artefacts the folder of the artefacts (default: next to the book; of a book in
   *     PostgreSQL, in {@link #DEFAULT})
   * @throws IllegalArgumentException if it is neither; the message states what was expected
   */
  static BookLocation parse(String text, Optional<Path> artefacts) {
    if (text.startsWith(Server.PREFIX)) {
      return new Server(text, artefacts.orElse(Folder.of(DEFAULT).artefacts()));
    }
    if (text.startsWith("postgres:") || text.startsWith("postgresql:")) {
      throw rejected(
          text, "write jdbc:%s".formatted(text.replaceFirst("^postgres(ql)?", "postgresql")));
    }
    if (text.startsWith("jdbc:") || text.contains("://")) {
      throw rejected(text, "expected a folder, or jdbc:postgresql://HOST/DATABASE");
    }
    Path folder;
    try {
      folder = Path.of(text);
    } catch (InvalidPathException e) {
      throw rejected(text, "expected a folder, or jdbc:postgresql://HOST/DATABASE");
    }
    if (Files.isRegularFile(folder)) {
      throw rejected(text, "it is a file: give the folder that contains lab.db");
    }
    Folder place = Folder.of(folder);
    return artefacts.<BookLocation>map(other -> new Folder(folder, other)).orElse(place);
  }

  private static IllegalArgumentException rejected(String text, String expected) {
    return new IllegalArgumentException(
        "there is no lab book '%s': %s".formatted(SECRETS.matcher(text).replaceAll(""), expected));
  }
}
