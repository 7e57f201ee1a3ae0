package dev.rawline.scenes.smear;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.random.Seed;
import dev.rawline.scenes.SceneKind;
import java.util.List;

/**
 * Stained blood smears with one leukocyte near the middle, whose type is the class.
 *
 * @param name the kind's name
 * @param classes the catalogue of its classes, at least one
 */
public record BloodSmear(String name, List<LeukocyteClass> classes) implements SceneKind {
  /** The diameter of the largest leukocytes, the promyelocytes, before they are deformed [m]. */
  public static final double LARGEST_CELL = 20e-6;

  /**
   * The nine classes of the published raw data set of leukocytes, with their frequencies there
   * (Oala et al. 2023, Raw-Microscopy: 940 cells).
   */
  public static final BloodSmear PUBLISHED =
      new BloodSmear(
          "blood-smear",
          List.of(
              new LeukocyteClass("BAS", LeukocyteType.BASOPHIL, 18),
              new LeukocyteClass("EOS", LeukocyteType.EOSINOPHIL, 54),
              new LeukocyteClass("KSC", LeukocyteType.SMUDGE_CELL, 163),
              new LeukocyteClass("LYA", LeukocyteType.ATYPICAL_LYMPHOCYTE, 30),
              new LeukocyteClass("LYT", LeukocyteType.LYMPHOCYTE, 230),
              new LeukocyteClass("MON", LeukocyteType.MONOCYTE, 191),
              new LeukocyteClass("NGB", LeukocyteType.BAND_NEUTROPHIL, 8),
              new LeukocyteClass("NGS", LeukocyteType.SEGMENTED_NEUTROPHIL, 216),
              new LeukocyteClass("UNC", LeukocyteType.UNCLASSIFIABLE, 30)));

  /**
   * The nine classes of a data set that distinguishes the maturation stages of neutrophils, all
   * equally often (Acevedo et al. 2020, peripheral blood cells; a selection of 900).
   */
  public static final BloodSmear MATURATION =
      new BloodSmear(
          "blood-smear-maturation",
          List.of(
              new LeukocyteClass("BA", LeukocyteType.BASOPHIL, 100),
              new LeukocyteClass("EO", LeukocyteType.EOSINOPHIL, 100),
              new LeukocyteClass("LY", LeukocyteType.LYMPHOCYTE, 100),
              new LeukocyteClass("MO", LeukocyteType.MONOCYTE, 100),
              new LeukocyteClass("BNE", LeukocyteType.BAND_NEUTROPHIL, 100),
              new LeukocyteClass("SNE", LeukocyteType.SEGMENTED_NEUTROPHIL, 100),
              new LeukocyteClass("MMY", LeukocyteType.METAMYELOCYTE, 100),
              new LeukocyteClass("MY", LeukocyteType.MYELOCYTE, 100),
              new LeukocyteClass("PMY", LeukocyteType.PROMYELOCYTE, 100)));

  /**
   * Copies the catalogue.
   *
   * @throws IllegalArgumentException if it is empty or two classes have the same label
   */
  public BloodSmear {
    classes = List.copyOf(classes);
    if (classes.isEmpty()
        || classes.stream().map(LeukocyteClass::label).distinct().count() < classes.size()) {
      throw new IllegalArgumentException(
          "%s has the classes %s: expected at least one, with unique labels"
              .formatted(name, classes.stream().map(LeukocyteClass::label).toList()));
    }
  }

  @Override
  public List<String> labels() {
    return classes.stream().map(LeukocyteClass::label).toList();
  }

  @Override
  public List<Integer> counts() {
    return classes.stream().map(LeukocyteClass::count).toList();
  }

  /**
   * Returns the radiance of the usual lamp, which is warmer than daylight, through an empty slide.
   */
  @Override
  public Rgb white() {
    return Lamp.TYPICAL;
  }

  @Override
  public Scene draw(String label, Seed seed) {
    return classes.stream()
        .filter(known -> known.label().equals(label))
        .findFirst()
        .map(known -> SmearScene.draw(known.type(), seed))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no class '%s': expected one of %s"
                        .formatted(name, label, String.join(", ", labels()))));
  }
}
