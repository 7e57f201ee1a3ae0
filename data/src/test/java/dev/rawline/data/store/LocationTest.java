package dev.rawline.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "s3://my-bucket/a/b, s3://my-bucket/a/b",
    "s3://my-bucket/a/b/, s3://my-bucket/a/b",
    "s3://my-bucket, s3://my-bucket",
    "https://host/data.zip, https://host/data.zip",
    "http://localhost:80/a/, http://localhost:80/a/",
    "zenodo:10.5281/zenodo.5235536, zenodo:10.5281/zenodo.5235536",
    "zenodo:5235536, zenodo:10.5281/zenodo.5235536",
    "https://zenodo.org/records/5235536, zenodo:10.5281/zenodo.5235536",
    "https://zenodo.org/record/5235536, zenodo:10.5281/zenodo.5235536",
    "https://doi.org/10.5281/zenodo.5235536, zenodo:10.5281/zenodo.5235536",
    "zenodo:10.5281/zenodo.5235536/a.zip, zenodo:10.5281/zenodo.5235536/a.zip",
    "https://zenodo.org/records/5235536/files/a.zip?download=1,"
        + " zenodo:10.5281/zenodo.5235536/a.zip",
    "file:/data/set, file:/data/set",
    "file:///data/set, file:/data/set",
    "/data/../data/set, file:/data/set"
  })
  void aLocationIsReadAndWritten(String typed, String text) {
    Location location = Location.parse(typed);
    assertThat(location).hasToString(text);
    assertThat(Location.parse(location.toString())).isEqualTo(location);
  }

  @Test
  void aLocationHasItsParts() {
    assertThat(Location.parse("s3://my-bucket/a/b")).isEqualTo(new Location.S3("my-bucket", "a/b"));
    assertThat(Location.parse("zenodo:7/a.zip"))
        .isEqualTo(new Location.Zenodo(7, Optional.of("a.zip")));
    assertThat(Location.parse("some/folder"))
        .isEqualTo(new Location.Local(Path.of("some/folder").toAbsolutePath()));
    assertThat(new Location.Zenodo(7).doi()).isEqualTo("10.5281/zenodo.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "s3:my-bucket/a        | 's3:my-bucket/a' names no bucket: expected s3://BUCKET/PREFIX",
        "s3://My_Bucket/a      | 'My_Bucket' is no bucket's name: expected 3 to 63 lower-case"
            + " letters, digits, dots and hyphens, as in s3://my-bucket/my-data",
        "https://host          | 'https://host' names no file: expected an address such as"
            + " https://host/data.zip",
        "https:/host/a         | 'https:/host/a' names no file: expected an address such as"
            + " https://host/data.zip",
        "https://me:secret@h/a | an address with a user or password in it would end in logs and"
            + " cards: expected one without, such as https://h/a",
        "zenodo:abc            | 'zenodo:abc' names no record: expected"
            + " zenodo:10.5281/zenodo.RECORD, RECORD being a number",
        "ftp://host/a          | 'ftp://host/a' is no location: expected a folder, file:PATH,"
            + " s3://BUCKET/PREFIX, https://HOST/FILE, or zenodo:10.5281/zenodo.RECORD",
        "file://host/a         | 'file://host/a' names no folder of this machine: expected a"
            + " folder, file:PATH, s3://BUCKET/PREFIX, https://HOST/FILE, or"
            + " zenodo:10.5281/zenodo.RECORD",
        "https://host/a b      | 'https://host/a b' is no address (Illegal character in path):"
            + " expected one such as https://host/data.zip, with %20 for a space",
      })
  void aProblemIsReported(String typed, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Location.parse(typed))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C:\\data", "raw-drone", "a/b c"})
  void otherTextIsAPath(String typed) {
    if (typed.isEmpty()) {
      assertThatIllegalArgumentException().isThrownBy(() -> Location.parse(typed));
    } else {
      assertThat(Location.parse(typed)).isInstanceOf(Location.Local.class);
    }
  }
}
