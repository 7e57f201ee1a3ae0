package dev.rawline.workbench.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query of an administrator reads the book, and nothing else of its server. */
class QuerySafetyTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "lab-book.md");
  private static final Path REFERENCE = Path.of("..", "docs", "reference", "lab-sql.md");

  private static PostgresServer server;

  @TempDir Path work;

  @BeforeAll
  static void start() throws Exception {
    if (PostgresServer.programs().isPresent()) {
      server = PostgresServer.start();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private BookLocation.Server onServer() throws Exception {
    assumeTrue(server != null, PostgresServer.MISSING);
    return new BookLocation.Server(server.newSchema(), work.resolve("artefacts"));
  }

  /** Queries that read files, end connections, or make other queries. */
  private static final List<String> HOSTILE =
      List.of(
          "select pg_read_file('/etc/passwd')",
          "select PG_Read_File ('/etc/passwd')",
          "select pg_catalog.pg_read_file('/etc/passwd')",
          "select \"pg_read_file\"('/etc/passwd')",
          "select pg_read_file/* x */('/etc/passwd')",
          "select pg_read_file -- x\n ('/etc/passwd')",
          "select U&\"\\0070g_read_file\"('/etc/passwd')",
          "select $$ ' $$, pg_read_file('/etc/passwd'), ' '",
          "select $a$ ' $a$, pg_read_file('/etc/passwd'), ' '",
          "/* /* */ ' */ select pg_read_file('/etc/passwd') --'",
          "select e'\\'', pg_read_file('/etc/passwd') --'",
          "select distinct on (1) pg_read_file('/etc/passwd')",
          "select distinct on (1) lo_import('/etc/passwd')",
          "select pg_read_binary_file('/etc/passwd')",
          "select pg_ls_dir('/')",
          "select * from pg_ls_logdir()",
          "select pg_stat_file('/etc/passwd')",
          "select lo_import('/etc/passwd')",
          "select lo_export(1, 'x')",
          "select lo_get(1)",
          "select pg_terminate_backend(pid) from pg_stat_activity",
          "select pg_cancel_backend(pg_backend_pid())",
          "select pg_reload_conf()",
          "select pg_rotate_logfile()",
          "select pg_sleep(100)",
          "select set_config('role', 'none', false)",
          "select setval('run_id_seq', 1)",
          "select nextval('run_id_seq')",
          "select pg_advisory_lock(1)",
          "select query_to_xml('select pg_read_file(''/etc/passwd'')', true, true, '')",
          "select database_to_xml(true, true, '')",
          "select * from dblink('host=x', 'select 1') as t(a int)",
          "select * from pg_authid",
          "select * from pg_shadow",
          "select rolpassword from pg_catalog.pg_authid",
          "select * from \"pg_authid\"",
          "with x as (table pg_authid) select * from x",
          "select * from pg_hba_file_rules",
          "select public.evil()",
          "select evil()",
          "select 1 operator(public.+) (2)",
          "select (1) operator(public.+) (2)",
          "copy run to 'x'",
          "copy (select 1) to program 'id'",
          "do 'begin end'",
          "call evil()",
          "explain analyze select pg_terminate_backend(1)",
          "explain (analyze) select lo_import('/etc/passwd')",
          "select load_extension('x.so')",
          "select [load_extension]('x.so')",
          "select `load_extension`('x.so')",
          "select 1 as [a'], load_extension('x') as [b']",
          "select readfile('/etc/passwd')",
          "select writefile('x', 'x')",
          "select fts3_tokenizer('x')",
          "select * from pragma_database_list()",
          "select -- x\r ' \n load_extension('x') --'",
          "attach 'x' as x",
          "vacuum into 'x'",
          "pragma query_only = off");

  private static void assertRefuses(LabBook book) {
    for (String sql : HOSTILE) {
      assertThatIllegalArgumentException()
          .as(sql)
          .isThrownBy(() -> book.query(sql, 10))
          .satisfies(
              refused -> assertThat(refused.getMessage()).doesNotContain("root:", "Exception"));
    }
  }

  @Test
  void hostileQueriesAreRefusedBySqlite() throws Exception {
    try (LabBook book = LabBook.open(BookLocation.Folder.of(work.resolve("book")))) {
      assertRefuses(book);
      assertThat(book.query("select count(*) as n from runs", 1).rows()).hasSize(1);
    }
  }

  @Test
  void hostileQueriesOfASuperuserAreRefusedByPostgres() throws Exception {
    BookLocation place = onServer();
    server.execute(
        "create or replace function public.evil() returns text language sql as $$ select pg_read_file('/etc/passwd') $$");
    try (LabBook book = LabBook.open(place)) {
      assertRefuses(book);
      assertThat(book.query("select count(*) as n from runs", 1).rows()).hasSize(1);
    }
  }

  /** The second fence: whatever a query calls, it is without the rights of an administrator. */
  @Test
  void aSuperuserGivesUpItsRights() throws Exception {
    BookLocation.Server place = onServer();
    LabBook.open(place).close();
    for (String sql :
        List.of(
            "select pg_read_file('/etc/passwd')",
            "select pg_ls_dir('/')",
            "select lo_import('/etc/passwd')",
            "select pg_reload_conf()",
            "copy (select 1) to program 'id'",
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rawline'",
            "insert into experiment (name) values ('x')")) {
      try (Connection connection = new PostgresDatabase(place).openForQueries()) {
        assertThatThrownBy(() -> connection.createStatement().execute(sql))
            .as(sql)
            .isInstanceOf(SQLException.class)
            .hasMessageMatching("(?s).*(permission denied|must be|read-only).*");
      }
    }
  }

  /** What the documentation promises of users and their rights holds. */
  @Test
  void documentedRolesWork() throws Exception {
    assumeTrue(server != null, PostgresServer.MISSING);
    Matcher block =
        Pattern.compile("(?s)```sql\\n(create role .*?)```").matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    for (String statement : block.group(1).split(";", -1)) {
      if (!statement.isBlank()) {
        server.execute(statement);
      }
    }
    LabBook.openExisting(as("lab")).close();
    try (LabBook book = LabBook.open(as("ada"))) {
      RunLog run = book.begin(Samples.start("by ada"));
      run.parameters(Map.of("a", "1"));
      run.end(RunState.FINISHED);
      Samples.drift(book, work);
    }
    try (LabBook book = LabBook.openExisting(as("ben"))) {
      assertThat(book.runs(RunFilter.ALL).all()).isEqualTo(6);
      assertThat(book.query("select name from runs where number = 1", 1).rows())
          .containsExactly(List.of("by ada"));
      assertThatExceptionOfType(UnusableBookException.class)
          .isThrownBy(() -> book.begin(Samples.start("by ben")))
          .withMessageContaining("denies this operation");
      assertRefuses(book);
    }
    for (String sql :
        List.of(
            "delete from lab.run",
            "drop table lab.run",
            "create function lab.f() returns int language sql as 'select 1'",
            "select pg_read_file('/etc/passwd')")) {
      try (Connection connection = DriverManager.getConnection(as("ada").url())) {
        assertThatThrownBy(() -> connection.createStatement().execute(sql))
            .as(sql)
            .isInstanceOf(SQLException.class)
            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
    }
  }

  private BookLocation.Server as(String role) {
    String url = server.url("lab").replaceFirst("user=\\w+&password=[^&]*", "user=%s&password=%s");
    return new BookLocation.Server(url.formatted(role, "choose%20one"), work.resolve("artefacts"));
  }

  @Test
  void queriesThatComputeAreAccepted() throws Exception {
    for (String sql :
        List.of(
            "with a(x, y) as (select 1, 2), b(z) as (values (3)) select x + z from a, b",
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n",
            "select t.a from (select 1) as t(a)",
            "select t.a from (values (1), (2)) t(a) where t.a in (1, 2)",
            "select count(*) filter (where value > 0) from metrics",
            "select row_number() over (partition by run order by (step)) from metrics",
            "select cast(1 as numeric(10, 2)), round(1.5), coalesce(null, lower('PG_READ_FILE('))",
            "select max(value) as \"max (value)\" from last_metrics group by (run) having (max(value) > 0)",
            "select name from runs where exists (select 1 from tags where run = number)",
            "select 'pg_read_file(1)' -- pg_read_file('x')\n")) {
      assertThat(ReadOnlySql.reading(sql)).as(sql).startsWith(sql.substring(0, 10));
      try (LabBook book = LabBook.open(BookLocation.Folder.of(work.resolve("book")))) {
        if (!sql.contains("t(a)")) { // SQLite names no columns there
          assertThat(book.query(sql, 5).columns()).as(sql).isNotEmpty();
        }
      }
      if (server != null) {
        try (LabBook book = LabBook.open(onServer())) {
          assertThat(book.query(sql, 5).columns()).as(sql).isNotEmpty();
        }
      }
    }
  }

  /** The page lists every function. */
  @Test
  void functionsAreDocumented() throws Exception {
    String page = Files.readString(REFERENCE);
    String list;
    try (InputStream in = ReadOnlySql.class.getResourceAsStream("/rawline/book/functions.txt")) {
      list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String section : list.substring(list.indexOf("# Aggregates")).split("\n\n", -1)) {
      String words = section.substring(section.indexOf('\n') + 1).strip();
      for (String word : words.split("\\s+", -1)) {
        assertThat(page).as(word).contains("`" + word + "`");
      }
    }
  }
}
