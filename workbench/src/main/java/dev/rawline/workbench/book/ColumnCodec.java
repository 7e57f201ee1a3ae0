package dev.rawline.workbench.book;

import dev.rawline.data.file.JsonFile;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Values ↔ columns of a lab book: how JDBI binds the components of records to the columns of the
 * same names, and reads them back.
 */
final class ColumnCodec {
  /** The key of the program's own version among all versions. */
  static final String RAWLINE = "rawline";

  /** All texts have one length, so that they sort by time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final List<Class<?>> ROWS =
      List.of(
          RunSummary.class,
          RunOrigin.class,
          RunRecord.Artefact.class,
          RunLog.Measured.class,
          RunLog.Cell.class,
          RunLog.PredictionEntry.class,
          RunLog.Tolerance.class);

  private static final Map<Class<?>, Function<Object, Argument>> ARGUMENTS =
      Map.of(
          double.class, ColumnCodec::number,
          Double.class, ColumnCodec::number,
          boolean.class, ColumnCodec::flag,
          RunState.class, state -> text(((RunState) state).word()),
          Instant.class, time -> text(time((Instant) time)),
          List.class, seeds -> text(seeds((List<?>) seeds)),
          SequencedMap.class, versions -> text(JsonFile.text(versions)));

  private ColumnCodec() {}

  /** Returns JDBI on a database, prepared for the records of a lab book. */
  static Jdbi jdbi(ConnectionFactory connections) {
    ArgumentFactory.Preparable arguments = ColumnCodec::argument;
    Jdbi jdbi = Jdbi.create(connections).registerArgument(arguments);
    ROWS.forEach(row -> jdbi.registerRowMapper(ConstructorMapper.factory(row)));
    ColumnMapper<Double> number =
        (row, column, _) -> {
          double value = row.getDouble(column);
          return row.wasNull() ? Double.NaN : value;
        };
    return jdbi.registerColumnMapper(double.class, number)
        .registerColumnMapper(Double.class, number)
        .registerColumnMapper(RunState.class, text(RunState::of))
        .registerColumnMapper(Instant.class, text(Instant::parse))
        .registerColumnMapper(new GenericType<List<Long>>() {}, text(ColumnCodec::seeds))
        .registerColumnMapper(
            new GenericType<SequencedMap<String, String>>() {}, text(ColumnCodec::versions));
  }

  private static <T> ColumnMapper<T> text(Function<String, T> parse) {
    return (row, column, _) -> parse.apply(row.getString(column));
  }

  /** Binds what JDBI would bind differently. */
  private static Optional<Function<Object, Argument>> argument(Type type, ConfigRegistry config) {
    return Optional.ofNullable(ARGUMENTS.get(GenericTypes.getErasedType(type)));
  }

  /** SQLite stores NaN as null. */
  private static Argument number(Object value) {
    return value instanceof Double number && !number.isNaN()
        ? (at, statement, _) -> statement.setDouble(at, number)
        : (at, statement, _) -> statement.setNull(at, Types.DOUBLE);
  }

  /** Returns a number of a row; NaN where it is null. */
  static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private static Argument flag(Object value) {
    return (at, statement, _) -> statement.setInt(at, Boolean.TRUE.equals(value) ? 1 : 0);
  }

  private static Argument text(String text) {
    return (at, statement, _) -> statement.setString(at, text);
  }

  /** Returns a time as the book stores it, such as 2026-01-31T12:00:00.000Z. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  private static String seeds(List<?> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static List<Long> seeds(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(seed -> !seed.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  private static SequencedMap<String, String> versions(String text) {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    JsonFile.parse(text).forEach((name, version) -> versions.put(name, String.valueOf(version)));
    return versions;
  }
}
