package dev.rawline.data.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses print themselves without their secrets, right or wrong. */
class AddressTest {
  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/lab?password=hunter2",
        "jdbc:postgresql://h:bad/lab?password=hunter2",
        "jdbc:postgresql://h/lab?user=u&password=%zzhunter2",
        "jdbc:postgresql://h/lab?user=u&password=hunter2&sslpassword=hunter2",
        "jdbc:postgresql://h1:1,h2:2/lab?password=hunter2",
        "jdbc:postgresql://u:hunter2@h1,h2/lab",
        "jdbc:postgresql://u:hun/hunter2@h/lab",
        "jdbc:postgresql://u:h?hunter2@h/lab",
        "jdbc:postgresql://u:h@x?hunter2@h/lab",
        "jdbc:postgresql://u:hunter2/lab",
        "jdbc:postgresql://hunter2@h/lab",
        "jdbc:postgresql://u:%68%zzhunter2@h/lab",
        "jdbc:postgresql://h/lab?p%61ssword=hunter2",
        "jdbc:postgresql:lab?password=hunter2",
        "jdbc:postgresql://h/lab password=hunter2",
        "jdbc:postgresql://h/lab&password=hunter2",
        "jdbc:mysql://u:hunter2@h/lab",
        "jdbc:mysql://h/lab?password=hunter2",
        "jdbc:sqlserver://h;user=u;password=hunter2",
        "jdbc:oracle:thin:u/hunter2@h:1521:x",
        "JDBC:POSTGRESQL://u:hunter2@h/lab",
        "postgres://u:hunter2@h/lab",
        "postgresql://u:hunter2@h:bad/lab",
        "postgresql://u:hun ter hunter2@h/lab",
        "postgresql+psycopg://u:hunter2@h/lab",
        "http://u:hunter2@h:5000",
        "http://u:hunter2@h:bad/",
        "https://hunter2@h/",
        "https://u:a/hunter2@h/",
        "https://u:a?hunter2@h/",
        "ftp://u:hunter2@h/a.zip",
        "u:hunter2@h:5000",
        "host=h user=u password=hunter2",
        "https://h/a.zip?token=hunter2",
        "https://h/a.zip?a=1&access_token=hunter2#x",
        "https://h/a.zip#access_token=hunter2",
        "https://h/a.zip?sv=2022&sig=hunter2%3D&se=1",
        "https://h/a.zip?X-Amz-Algorithm=A&X-Amz-Credential=hunter2%2F1&X-Amz-Signature=hunter2",
        "https://h/a.zip?X-Amz-Security-Token=hunter2",
        "https://h/a.zip?X-Goog-Signature=hunter2",
        "https://h/a.zip?AWSAccessKeyId=hunter2&Signature=hunter2&Expires=1",
        "https://h/a.zip?key=hunter2",
        "https://h/a.zip?apikey=hunter2",
        "https://h/a.zip?api-key=hunter2",
        "https://h/a b.zip?token=hun hunter2",
        "https://h/a.zip?t%6Fken=hunter2",
        "https://h/a.zip?x=0123456789abcdefhunter2",
        "https://h:bad/%zz?token=hunter2",
        "s3://u:hunter2@bucket/key",
        "s3://bucket/key?X-Amz-Signature=hunter2",
        "zenodo:1?token=hunter2",
        "file:///a?token=hunter2"
      })
  void printsNoSecret(String text) {
    Address address = new Address(text);

    assertThat(address.toString()).doesNotContain(SECRET);
    assertThat(address.full()).isEqualTo(text);
    assertThat(address.isSecret()).isTrue();
    assertThat(Address.redacted(address.toString())).isEqualTo(address.toString());
    if (!text.contains(" ")) {
      assertThat(Address.redacted("cannot open '" + text + "': bad"))
          .satisfies(
              shown -> {
                if (text.contains("://") || text.contains("=") || text.startsWith("jdbc:")) {
                  assertThat(shown).doesNotContain(SECRET);
                }
              })
          .startsWith("cannot open '")
          .endsWith(": bad");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "some/folder",
        "a b/c@d.zip",
        "C:\\data",
        "run:17",
        "jdbc:postgresql://h:5432/lab",
        "jdbc:postgresql://h1:1,h2:2/lab",
        "http://localhost:5000",
        "https://host/data.zip",
        "https://host/name@2.1/data.zip",
        "https://host:8080/name@2.1/data.zip?download=1",
        "https://host/data.zip?versionId=3HL4kqtJlcpXroDTDmJ0rmSpXd3dIbrHY",
        "https://h/a.zip?sv=2022-11-02&se=2024-01-01T00%3A00%3A00Z&sr=b",
        "s3://my-bucket/a/b",
        "zenodo:10.5281/zenodo.7/a.zip",
        "file:/a b",
        "a basic calibration has no token; the key=value pairs are few",
        "the seed is 7; expected a tag=value pair, as in note=old"
      })
  void printsTheRest(String text) {
    assertThat(new Address(text)).hasToString(text);
    assertThat(new Address(text).isSecret()).isFalse();
    assertThat(Address.redacted(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://u:p@h:1/lab?sslmode=require, jdbc:postgresql://h:1/lab",
    "jdbc:postgresql://h:bad/lab?password=x, jdbc:postgresql://h:…/lab",
    "http://u:p@h:5000/a, http://…@h:5000/a",
    "https://h/a?sv=1&sig=p%3D&se=2, https://h/a?sv=1&sig=…&se=2",
    "https://h/a?token=p#part, https://h/a?token=…#part"
  })
  void showsWhereItLeads(String text, String shown) {
    assertThat(new Address(text)).hasToString(shown);
    assertThat(new Address(shown).isRedacted())
        .isEqualTo(shown.contains("…") && !shown.contains(":…/"));
  }

  @Test
  void redactsTheWordsOfLibraries() {
    assertThat(Address.redacted("PGPASSWORD=hunter2, and Authorization: Bearer hunter2hunter2"))
        .isEqualTo("PGPASSWORD=…, and Authorization: Bearer …");
  }

  @Test
  void redactsAddressesThatWereTakenForPaths() {
    assertThat(Address.redacted("no file /a/http:/u:hunter2@h/a.zip?token=hunter2: choose another"))
        .isEqualTo("no file /a/http:/…@h/a.zip?token=…: choose another");
  }

  @Test
  void leavesJsonValid() {
    String json =
        "{\"a\":\"jdbc:postgresql://u:p@h/lab?password=hunter2\",\"b\":[\"https://h/a?token=hunter2\"],\"c\":1}";
    assertThat(Address.redacted(json))
        .isEqualTo("{\"a\":\"jdbc:postgresql://h/lab\",\"b\":[\"https://h/a?token=…\"],\"c\":1}");
  }

  /** As libraries take addresses apart. */
  @Test
  void hidesItsSecretsInAMessage() {
    assertThat(
            new Address("jdbc:postgresql://ada:hunter2@h:1/lab?user=ada")
                .hiddenIn("Connection to ada:hunter2@h:1 refused: hunter2"))
        .isEqualTo("Connection to …h:1 refused: …");
    assertThat(new Address("https://h/a?token=hunter%32").hiddenIn("for input string: hunter2"))
        .isEqualTo("for input string: …");
    assertThat(new Address("some/folder").hiddenIn("some/folder")).isEqualTo("some/folder");
  }

  @Test
  void refusesWithoutQuotingASecret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Address("https://h/%zz?token=hunter2").uri())
        .withMessageContaining("https://h/%zz?token=…")
        .withMessageNotContaining(SECRET)
        .withNoCause();
  }
}
