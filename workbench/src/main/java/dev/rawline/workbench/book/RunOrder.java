package dev.rawline.workbench.book;

import dev.rawline.imaging.frame.Choice;
import java.util.List;
import java.util.Locale;

/**
 * In which order runs are listed; those without the value come last, and of equal ones the newest
 * first.
 *
 * @param key what they are ordered by
 * @param name the name of the parameter or metric; empty for other keys
 * @param descending whether the largest comes first
 */
public record RunOrder(Key key, String name, boolean descending) {
  /** The newest first. */
  public static final RunOrder NEWEST = new RunOrder(Key.NUMBER, "", true);

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is missing, or one too many
   */
  public RunOrder {
    if (key.isNamed() == name.isEmpty()) {
      throw new IllegalArgumentException(
          "runs ordered by %s '%s': expected a name for %s"
              .formatted(key.word(), name, key.isNamed() ? "it" : "a parameter or metric only"));
    }
  }

  /** What runs can be ordered by. */
  public enum Key {
    /** Their number. */
    NUMBER("run.id"),
    /** Their experiment. */
    EXPERIMENT("experiment.name"),
    /** Their name. */
    NAME("run.name"),
    /** The command that ran them. */
    COMMAND("run.command"),
    /** Their state. */
    STATE(RunSearch.STATE),
    /** Their start. */
    STARTED("run.started"),
    /** Their duration. */
    SECONDS("run.seconds"),
    /** A parameter, numbers before texts. */
    PARAM(""),
    /** The last value of a metric. */
    LAST(
        "(select value from metric where metric.run = run.id and metric.name = :ordered"
            + " order by step desc limit 1)"),
    /** The smallest value of a metric; + keeps SQLite from the index by value, of all runs. */
    LEAST("(select min(+value) from metric where metric.run = run.id and metric.name = :ordered)"),
    /** The largest value of a metric. */
    MOST("(select max(+value) from metric where metric.run = run.id and metric.name = :ordered)");

    private final String sql;

    Key(String sql) {
      this.sql = sql;
    }

    /** Returns the value of a run in SQL; empty where the database cannot compare it. */
    String sql() {
      return sql;
    }

    /** Returns whether the key needs a name. */
    boolean isNamed() {
      return switch (this) {
        case PARAM, LAST, LEAST, MOST -> true;
        case NUMBER, EXPERIMENT, NAME, COMMAND, STATE, STARTED, SECONDS -> false;
      };
    }

    /** Returns the word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the key with a word.
     *
     * @throws IllegalArgumentException if there is none; the message lists all words
     */
    public static Key of(String word) {
      return Choice.of(word, List.of(values()), Key::word, "runs cannot be ordered by '%s'");
    }
  }
}
