package dev.rawline.workbench.tracking;

import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.output.Provenance;
import java.util.regex.Pattern;

/**
 * Names and texts of the lab → those that MLflow accepts.
 *
 * <p>A name consists of letters, digits, '_', '-', '.', ' ' and '/', has at most 250 characters,
 * and is a normalised path. (Source: MLflow's own validation of requests,
 * mlflow/utils/validation.py.)
 */
final class MlflowNames {
  /** The most characters of a parameter's value on every server. */
  static final int PARAMETER = 500;

  /** The most characters of a tag's value. */
  static final int TAG = 5000;

  private static final int NAME = 250;
  private static final int MARK = 6;
  private static final Pattern COMMA = Pattern.compile(",(?= )");
  private static final Pattern OTHERS =
      Pattern.compile("[^/\\w.\\- ]", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern EMPTY_PART = Pattern.compile("(?<=^|/)(\\.{0,2})(?=/|$)");

  private MlflowNames() {}

  /**
   * Returns a name that MLflow accepts: a comma before a space is removed, and any other character
   * that it rejects becomes '_'. A name that was changed in this way, or cut, ends with a part of
   * its checksum, so that two names never become one.
   */
  static String name(String name) {
    String plain = COMMA.matcher(name).replaceAll("");
    String legal = OTHERS.matcher(plain).replaceAll("_");
    legal = EMPTY_PART.matcher(legal).replaceAll("_$1");
    if (legal.equals(plain) && legal.length() <= NAME) {
      return legal;
    }
    return cut(legal, NAME - MARK - 1) + "-" + Provenance.sum(name).substring(0, MARK);
  }

  /**
   * Returns the name of a cell's metric: trained/tested/corruption-severity/metric, "none" for
   * images without corruption. The split is the metric's step.
   */
  static String name(Cell cell) {
    String corruption =
        cell.corruption().isEmpty() ? "none" : cell.corruption() + "-" + cell.severity();
    return name(
        part(cell.trained())
            + "/"
            + part(cell.tested())
            + "/"
            + part(corruption)
            + "/"
            + part(cell.metric()));
  }

  private static String part(String text) {
    return text.replace('/', '_');
  }

  /** Returns a text of at most that length; a cut is marked by '…'. */
  static String fitting(String text, int most) {
    return text.length() <= most ? text : cut(text, most - 1) + "…";
  }

  /** Cuts a text without splitting a surrogate pair. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
