package dev.rawline.lab.forensics.certify;

import dev.rawline.data.file.CsvLine;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The region of cameras of one sample.
 *
 * @param sample its number, from 0
 * @param truth its class
 * @param single the class that the model decides for behind the default camera alone
 * @param decision the class that the draws of the selection vote for
 * @param votes how many of the draws of the estimate are for it; 0 where the decision is wrong: its
 *     probability is then not estimated
 * @param radius the distance, in σ, within which the decision stays with the stated confidence; 0
 *     where the decision is wrong or abstains
 * @param searched the distance of the nearest camera found at which the vote is another; 0 where
 *     {@code radius} is, none where none was found
 */
public record SampleCertificate(
    int sample,
    int truth,
    int single,
    int decision,
    int votes,
    double radius,
    OptionalDouble searched) {

  /** Returns whether the vote is for the true class, and sure enough not to abstain. */
  public boolean isRight() {
    return decision == truth && radius > 0;
  }

  /** Returns whether the vote is for the true class, but too close to abide by. */
  public boolean isAbstention() {
    return decision == truth && radius == 0;
  }

  /** Returns whether the vote stays right within a distance, as far as is certified. */
  public boolean isCertified(double distance) {
    return isRight() && radius > distance;
  }

  /** Returns whether a search found no camera within a distance at which the vote is wrong. */
  public boolean withstands(double distance) {
    return isRight() && (searched.isEmpty() || searched.getAsDouble() > distance);
  }

  /** Returns the line that is kept of it. */
  public String line() {
    return CsvLine.of(
        List.of(
            String.valueOf(sample),
            String.valueOf(truth),
            String.valueOf(single),
            String.valueOf(decision),
            String.valueOf(votes),
            String.valueOf(radius),
            searched.isPresent() ? String.valueOf(searched.getAsDouble()) : ""));
  }

  /**
   * Reads such a line.
   *
   * @throws IllegalArgumentException if it is another
   */
  public static SampleCertificate of(String line) {
    List<String> fields = CsvLine.fields(line);
    if (fields.size() != 7) {
      throw new IllegalArgumentException(
          "a line of %d fields: expected the 7 of a certificate".formatted(fields.size()));
    }
    return new SampleCertificate(
        Integer.parseInt(fields.get(0)),
        Integer.parseInt(fields.get(1)),
        Integer.parseInt(fields.get(2)),
        Integer.parseInt(fields.get(3)),
        Integer.parseInt(fields.get(4)),
        Double.parseDouble(fields.get(5)),
        fields.get(6).isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(fields.get(6))));
  }
}
