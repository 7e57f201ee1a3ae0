package dev.rawline.workbench.book;

import dev.rawline.data.web.Address;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

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
   * @param address its JDBC URL, which may hold user and password
   * @param artefacts the folder of its artefacts, made absolute
   */
  record Server(Address address, Path artefacts) implements BookLocation {
    private static final String PREFIX = "jdbc:postgresql:";

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if it is not a URL of PostgreSQL
     */
    public Server {
      if (!address.full().startsWith(PREFIX) || !isParsed(address.full())) {
        throw new IllegalArgumentException(
            "'%s' is not a URL of PostgreSQL: expected jdbc:postgresql://HOST:PORT/DATABASE, %s"
                .formatted(address, LOGIN));
      }
      artefacts = artefacts.toAbsolutePath().normalize();
    }

    /** Makes the location of a JDBC URL. */
    Server(String url, Path artefacts) {
      this(new Address(url), artefacts);
    }

    /** The driver logs what it cannot parse, with what may be a password. */
    private static boolean isParsed(String url) {
      DRIVER_LOG.setLevel(Level.OFF);
      return Driver.parseURL(url, null) != null;
    }

    /** Returns the JDBC URL with user and password. */
    String url() {
      return address.full();
    }

    /** Returns the URL without user and password. */
    @Override
    public String toString() {
      return address.toString();
    }
  }

  /** How to give user and password. */
  String LOGIN =
      "with user and password as ?user=…&password=… (%25 for a %) or the password in PGPASSWORD or ~/.pgpass";

  /** What the driver of PostgreSQL logs. */
  Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

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
    Address address = new Address(text);
    if (text.startsWith("postgres:") || text.startsWith("postgresql:")) {
      String plain = address.toString().replaceFirst("^postgres(ql)?", "postgresql");
      throw rejected(address, "write jdbc:" + plain + (address.isSecret() ? ", " + LOGIN : ""));
    }
    if (text.startsWith("jdbc:") || text.contains("://") || address.isSecret()) {
      throw rejected(address, "expected a folder, or jdbc:postgresql://HOST/DATABASE");
    }
    Path folder;
    try {
      folder = Path.of(text);
    } catch (InvalidPathException e) {
      throw rejected(address, "expected a folder, or jdbc:postgresql://HOST/DATABASE");
    }
    if (Files.isRegularFile(folder)) {
      throw rejected(address, "it is a file: give the folder that contains lab.db");
    }
    Folder place = Folder.of(folder);
    return artefacts.<BookLocation>map(other -> new Folder(folder, other)).orElse(place);
  }

  private static IllegalArgumentException rejected(Address address, String expected) {
    return new IllegalArgumentException(
        "there is no lab book '%s': %s".formatted(address, expected));
  }
}
