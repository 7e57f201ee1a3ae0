package dev.rawline.lab.quality.page;

/**
 * A pixel that does not follow the light.
 *
 * @param row from 0 at the top
 * @param column from 0 at the left
 * @param kind how it fails
 * @param known whether the reference has it, too
 * @param words what was seen of it; may be empty
 */
public record DefectivePixel(int row, int column, Kind kind, boolean known, String words) {

  /** How a pixel fails. */
  public enum Kind {
    /** It says light that is not there. */
    HOT("hot"),
    /** It says less than what is there. */
    DEAD("dead");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns its word. */
    public String word() {
      return word;
    }
  }
}
