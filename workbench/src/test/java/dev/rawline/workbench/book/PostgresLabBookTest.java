package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLabBookTest extends LabBookLaws {
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(PostgresServer.programs().isPresent(), PostgresServer.MISSING);
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  BookLocation newPlace() throws Exception {
    return new BookLocation.Server(server.newSchema(), scratch.resolve("artefacts"));
  }

  @Override
  void execute(BookLocation place, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(((BookLocation.Server) place).url())) {
      connection.createStatement().execute(sql);
    }
  }

  private BookLocation place(String url) {
    return new BookLocation.Server(url, scratch.resolve("artefacts"));
  }

  @Test
  void urlErrorsAreReportedWithoutThePassword() throws Exception {
    String url = server.url("public");
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(place(url.replace("se%20cret", "wrong"))))
        .withMessage(
            "the lab book jdbc:postgresql://127.0.0.1:%d/postgres denies access to this user (password authentication failed for user \"rawline\"); give user and password as ?user=…&password=… in --lab, or the password in PGPASSWORD"
                .formatted(server.port()));
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(place(url.replace("/postgres?", "/nowhere?"))))
        .withMessageContaining("does not exist (database \"nowhere\" does not exist); create it");
    assertThatExceptionOfType(UnusableBookException.class)
        .isThrownBy(() -> LabBook.open(place(server.url("new"))))
        .withMessageContaining("does not exist (")
        .withMessageContaining("create it: create schema NAME");
    assertThatIOException()
        .isThrownBy(() -> LabBook.open(place(url.replace(":" + server.port(), ":1"))))
        .withMessageContaining("cannot be reached")
        .withMessageContaining("check host, port and that PostgreSQL is running");
  }
}
