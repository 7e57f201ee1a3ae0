package dev.rawline.data.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.InvalidParametersException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nested records, alternatives, lists and optional values. */
class KeyRecordTest {
  private static final RecordFile<Meal> FILE = RecordFile.of("meal", Meal.class);
  private static final KeyRecord<Meal> KEYS = FILE.keys();

  @TempDir Path folder;

  /** Alternatives. */
  sealed interface Dish {
    /** Written alone, or with its key. */
    @FileWord("soup")
    record Soup(@Described(meaning = "how warm", unit = "°C", min = 0, max = 100) Double warmth)
        implements Dish {}

    /** Written with its key only. */
    @FileWord("pasta-al")
    record Pasta(
        @Described(
                meaning = "how long it cooks",
                unit = "min",
                min = 1,
                bare = true,
                required = true)
            Integer minutes)
        implements Dish {}
  }

  /** A nested record. */
  record Table(
      @Described(meaning = "how many sit there", min = 1, required = true) Integer seats,
      @Described(meaning = "where it is") Optional<String> place) {
    Table {
      if (seats != null && seats == 13) {
        throw new IllegalArgumentException("seats is 13: expected another number");
      }
    }
  }

  /** A record with all of these. */
  record Meal(
      @Described(meaning = "what is served", required = true) List<Dish> dishes,
      @Described(meaning = "where") Optional<Table> table,
      @Described(meaning = "who comes") List<String> guests,
      @Described(meaning = "the bill's number") Long bill) {
    Meal {
      guests = guests == null ? List.of() : List.copyOf(guests);
      if (guests.contains("nobody") && table.isPresent()) {
        throw new InvalidParametersException(
            List.of("nobody comes: expected somebody", "nobody needs no table: remove it"));
      }
    }
  }

  private Meal read(String text) throws IOException {
    return FILE.read(Files.writeString(folder.resolve("meal.yaml"), text));
  }

  private String refusal(String text) {
    return assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(text))
        .actual()
        .getMessage()
        .replace(folder.resolve("meal.yaml").toString(), "meal.yaml");
  }

  @Test
  void aKindIsWrittenAloneOrWithItsKeys() throws IOException {
    assertThat(read("dishes: soup\n").dishes()).containsExactly(new Dish.Soup(null));
    assertThat(read("dishes: {soup: {warmth: 60}}\n").dishes())
        .containsExactly(new Dish.Soup(60.0));
    assertThat(read("dishes: [soup, {pasta-al: 9}, soup: ]\n").dishes())
        .containsExactly(new Dish.Soup(null), new Dish.Pasta(9), new Dish.Soup(null));
  }

  @Test
  void recordsSurviveARoundTrip() throws IOException {
    for (Meal meal :
        List.of(
            new Meal(List.of(new Dish.Soup(null)), Optional.empty(), null, null),
            new Meal(
                List.of(new Dish.Pasta(8), new Dish.Soup(1.5)),
                Optional.of(new Table(4, Optional.of("at: the \"window\""))),
                List.of("true", "a, b"),
                1L << 53))) {
      assertThat(read(YamlText.of(KEYS, meal))).isEqualTo(meal);
    }
  }

  @Test
  void problemsInNestedRecordsAreReportedWithTheirPlaces() {
    assertThat(refusal("dishes: [soup, {salad: 1}, pasta-al]\ntable: {seats: 0}\nguests: x\n"))
        .isEqualTo(
            """
            meal.yaml: 4 errors
              - dishes[1].salad (line 1) is not a key here: expected one of soup, pasta-al
              - dishes[2] (line 1) is pasta-al alone: expected after it a colon and a whole number of at least 1 [min]
              - table.seats (line 2) is 0: expected a whole number of at least 1 (how many sit there)
              - guests (line 3) is 'x': expected a list of texts (who comes)\
            """);
    assertThat(refusal("dishes: {soup: {}, pasta-al: 3}\n"))
        .contains(
            "dishes (line 1) contains the keys soup, pasta-al: expected one of soup or pasta-al;");
  }

  @Test
  void rejectionsOfARecordAreReportedAtItsPlace() {
    assertThat(refusal("dishes: soup\ntable:\n  seats: 13\nbill: x\n"))
        .isEqualTo(
            """
            meal.yaml: 2 errors
              - table.seats (line 3) is 13: expected another number
              - bill (line 4) is 'x': expected a whole number (the bill's number)\
            """);
    assertThat(refusal("dishes: soup\ntable: {seats: 2}\nguests: [nobody]\n"))
        .isEqualTo(
            """
            meal.yaml: 2 errors
              - nobody comes: expected somebody
              - nobody needs no table: remove it\
            """);
  }

  @Test
  void aValueMayBeReplacedFromOutside() throws IOException {
    Path file = Files.writeString(folder.resolve("meal.yaml"), "dishes: [soup]\nbill: 3\n");
    YamlDocument document = YamlDocument.read(file);
    document.put(file, "bill", "12", "--bill");
    document.put(file, "table", "{seats: none}", "--table");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> FILE.read(file, document))
        .withMessage(
            file
                + ": table.seats (--table) is 'none': expected a whole number of at least 1 (how"
                + " many sit there)");
    document.put(file, "table", "{seats: 2}", "--table");
    assertThat(FILE.read(file, document))
        .isEqualTo(
            new Meal(
                List.of(new Dish.Soup(null)),
                Optional.of(new Table(2, Optional.empty())),
                List.of(),
                12L));
  }

  @Test
  void aRecordIsCopiedWithOtherValues() {
    Meal meal = new Meal(List.of(new Dish.Soup(1.0)), Optional.empty(), null, 5L);
    Table table = new Table(2, Optional.empty());

    assertThat(KEYS.with(meal, Map.of("table", table)).table()).contains(table);
    assertThat(KEYS.texts(meal))
        .containsEntry("dishes", "[{soup: {warmth: 1.0}}]")
        .containsEntry("bill", "5")
        .doesNotContainKey("table");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KEYS.with(meal, Map.of("tables", table)))
        .withMessage("[tables] are no keys of Meal");
  }
}
