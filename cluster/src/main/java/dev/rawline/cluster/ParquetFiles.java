package dev.rawline.cluster;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.workbench.output.ParquetTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Comma-separated values → Apache Parquet: once to learn the types, once to write. */
public final class ParquetFiles implements ParquetTables {
  private static final long GROUP_BYTES = 32 << 20;

  /** The types of a column, the first of which that has all its values is taken. */
  private enum Kind {
    BOOLEAN(PrimitiveType.PrimitiveTypeName.BOOLEAN, "true|false") {
      @Override
      void add(RecordConsumer row, String value) {
        row.addBoolean(Boolean.parseBoolean(value));
      }
    },
    /** Without leading zeros, which names of samples have. */
    INTEGER(PrimitiveType.PrimitiveTypeName.INT64, "0|-?[1-9]\\d{0,17}") {
      @Override
      void add(RecordConsumer row, String value) {
        row.addLong(Long.parseLong(value));
      }
    },
    NUMBER(
        PrimitiveType.PrimitiveTypeName.DOUBLE,
        "-?(0|[1-9]\\d{0,17})(\\.\\d+)?([eE][-+]?\\d+)?|NaN|-?Infinity") {
      @Override
      void add(RecordConsumer row, String value) {
        row.addDouble(Double.parseDouble(value));
      }
    },
    TEXT(PrimitiveType.PrimitiveTypeName.BINARY, "(?s).*") {
      @Override
      void add(RecordConsumer row, String value) {
        row.addBinary(Binary.fromString(value));
      }
    };

    private final PrimitiveType.PrimitiveTypeName type;
    private final Pattern values;

    Kind(PrimitiveType.PrimitiveTypeName type, String values) {
      this.type = type;
      this.values = Pattern.compile(values);
    }

    abstract void add(RecordConsumer row, String value);

    boolean has(String value) {
      return values.matcher(value).matches();
    }

    PrimitiveType column(String name) {
      return Types.optional(type)
          .as(this == TEXT ? LogicalTypeAnnotation.stringType() : null)
          .named(name);
    }
  }

  @Override
  public long write(Path csv, Path parquet) throws IOException {
    List<String> names = names(csv);
    List<Kind> kinds = kinds(csv, names.size());
    List<Type> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(kinds.get(i).column(names.get(i)));
    }
    RowWriter writer = new RowWriter(new MessageType("table", columns), kinds);
    try (AtomicFile file = AtomicFile.begin(parquet)) {
      try (ParquetWriter<List<String>> rows = new Builder(new Target(file), writer).build()) {
        CsvLine.forEach(csv, fields -> add(rows, fields));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      file.finish();
    }
    return writer.written;
  }

  private static void add(ParquetWriter<List<String>> rows, List<String> fields) {
    try {
      rows.write(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path csv) throws IOException {
    try (BufferedReader lines = BoundedFile.lines(csv)) {
      String heading = lines.readLine();
      List<String> names = heading == null ? List.of("") : CsvLine.fields(heading);
      if (names.contains("") || Set.copyOf(names).size() < names.size()) {
        throw new RejectedFileException(
            csv,
            "has the heading '%s', expected names that differ, separated by commas"
                .formatted(heading == null ? "" : heading),
            "name a table (.csv)");
      }
      return names;
    }
  }

  private static List<Kind> kinds(Path csv, int columns) throws IOException {
    List<EnumSet<Kind>> possible =
        Stream.generate(() -> EnumSet.allOf(Kind.class)).limit(columns).toList();
    BitSet filled = new BitSet();
    CsvLine.forEach(
        csv,
        fields -> {
          if (fields.size() != columns) {
            throw new IllegalArgumentException(
                "has %d fields, expected %d as in the heading".formatted(fields.size(), columns));
          }
          for (int i = 0; i < columns; i++) {
            String value = fields.get(i);
            if (!value.isEmpty()) {
              filled.set(i);
              possible.get(i).removeIf(kind -> !kind.has(value));
            }
          }
        });
    return IntStream.range(0, columns)
        .mapToObj(i -> filled.get(i) ? possible.get(i).iterator().next() : Kind.TEXT)
        .toList();
  }

  /** Writes the fields of a row that are not empty. */
  private static final class RowWriter extends WriteSupport<List<String>> {
    private final MessageType table;
    private final List<Kind> kinds;
    private RecordConsumer row;
    private long written;

    RowWriter(MessageType table, List<Kind> kinds) {
      this.table = table;
      this.kinds = kinds;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public WriteContext init(Configuration configuration) {
      return new WriteContext(table, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(table, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      row = consumer;
    }

    @Override
    public void write(List<String> fields) {
      row.startMessage();
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).isEmpty()) {
          row.startField(table.getFieldName(i), i);
          kinds.get(i).add(row, fields.get(i));
          row.endField(table.getFieldName(i), i);
        }
      }
      row.endMessage();
      written++;
    }
  }

  /** Builds the library's writer. */
  private static final class Builder extends ParquetWriter.Builder<List<String>, Builder> {
    private final RowWriter writer;

    Builder(OutputFile file, RowWriter writer) {
      super(file);
      this.writer = writer;
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(GROUP_BYTES);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<List<String>> getWriteSupport(Configuration configuration) {
      return writer;
    }

    @Override
    protected WriteSupport<List<String>> getWriteSupport(ParquetConfiguration configuration) {
      return writer;
    }
  }

  /** The file for the library, which does not finish it. */
  private record Target(AtomicFile file) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new PositionOutputStream() {
        private long position;

        @Override
        public long getPos() {
          return position;
        }

        @Override
        public void write(int one) throws IOException {
          file.write(one);
          position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          file.write(bytes, from, length);
          position += length;
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
