package dev.rawline.lab.drift;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.Described;
import java.util.List;

/** The corruptions under which every model is tested in pictures of its own condition. */
public record CorruptionsPlan(
    @Described(
            meaning =
                "published (the ten of the published study), all, or names"
                    + " (docs/reference/corruptions.md)")
        WordList names,
    @Described(meaning = "the severities", min = 1, max = 5) List<Integer> severities,
    @Described(
            meaning =
                "scaled: lengths scale with the image resolution; 32px: unscaled, as in the"
                    + " published study",
            pattern = "scaled|32px")
        String constants) {
  private static final String PUBLISHED = "published";
  private static final String ALL = "all";

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if there is no such corruption; the message lists all
   */
  public CorruptionsPlan {
    names = names == null ? WordList.of(PUBLISHED) : names;
    severities =
        severities == null
            ? List.of(1, 2, 3, 4, 5)
            : severities.stream().distinct().sorted().toList();
    constants = constants == null ? CorruptionConstants.SCALED.word() : constants;
    kinds(names);
  }

  private static List<CorruptionKind> kinds(WordList names) {
    if (names.isAlone(PUBLISHED)) {
      return CorruptionKind.PUBLISHED;
    }
    return names.isAlone(ALL)
        ? CorruptionKind.FAMILY
        : names.words().stream().map(CorruptionKind::of).distinct().toList();
  }

  /** Returns the corruptions, every name at every severity. */
  public List<Corruption> all() {
    CorruptionConstants numbers = CorruptionConstants.of(constants);
    return kinds(names).stream()
        .flatMap(kind -> severities.stream().map(severity -> kind.at(severity, numbers)))
        .toList();
  }
}
