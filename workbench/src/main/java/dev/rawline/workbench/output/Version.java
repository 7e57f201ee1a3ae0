package dev.rawline.workbench.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Rawline, as every result records it. */
public final class Version {
  /** For example {@code 0.1.0}. */
  public static final String CURRENT = read();

  private static final String COMMIT = "rawline.commit";
  private static final String UNKNOWN = "unknown";

  private Version() {}

  /**
   * Returns the commit that it was built from, with "-changed" appended if files differed from it;
   * "unknown" if it was not built from a repository. The launcher sets it by the property {@code
   * rawline.commit}.
   */
  public static String commit() {
    String commit = System.getProperty(COMMIT, "");
    return commit.isBlank() ? UNKNOWN : commit;
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
