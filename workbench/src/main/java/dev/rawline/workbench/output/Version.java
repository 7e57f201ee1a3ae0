package dev.rawline.workbench.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Rawline that runs, as every result records it. */
public final class Version {
  /** For example {@code 0.1.0}. */
  public static final String CURRENT = read();

  private static final String COMMIT = "rawline.commit";
  private static final String UNKNOWN = "unknown";

  private Version() {}

  /**
   * Returns the commit that it was built from, "-changed" behind it where files differed from it;
   * "unknown" where it was not built from a repository. The launcher says so by the property {@code
   * rawline.commit}.
   */
  public static String commit() {
    String told = System.getProperty(COMMIT, "");
    return told.isBlank() ? UNKNOWN : told;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/rawline/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
