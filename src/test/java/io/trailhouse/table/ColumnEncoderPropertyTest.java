package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Whatever stands in a column, parquet-java reads it as it was written. */
class ColumnEncoderPropertyTest {

  private static final Configuration CONF = new Configuration();

  private static final int SHARE = 5;
  private static final int LIST = 6;

  /** What doubles are told apart by their bits for. */
  private static final List<Double> ODD =
      List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** "raw" hardly repeats, as {@link FileLayout} has it; "name" may. */
  private static final MessageType SCHEMA =
      Types.buildMessage()
          .addField(Types.optional(PrimitiveTypeName.BINARY).named("raw"))
          .addField(Types.optional(PrimitiveTypeName.BINARY).named("name"))
          .addField(Types.optional(PrimitiveTypeName.INT64).named("source_index"))
          .addField(Types.optional(PrimitiveTypeName.INT32).named("count"))
          .addField(Types.optional(PrimitiveTypeName.BOOLEAN).named("flag"))
          .addField(Types.optional(PrimitiveTypeName.DOUBLE).named("share"))
          .addField(
              Types.optionalList()
                  .element(
                      Types.optionalGroup()
                          .addField(Types.optional(PrimitiveTypeName.BINARY).named("arn"))
                          .named("element"))
                  .named("resources"))
          .named("shapes");

  /**
   * What a row group is filled from.
   *
   * @param nullShare how many of a hundred values are null
   * @param different how many different values there are
   */
  record Shape(int rows, int nullShare, int different, int longest, long seed) {}

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void isReadAsItWasWritten(@ForAll("shapes") List<Shape> rowGroups) throws IOException {
    Path folder = Files.createTempDirectory("column-encoder");
    Path file = folder.resolve("shapes.parquet");
    List<List<String>> written = new ArrayList<>();
    try (ParquetOutput output =
        ParquetOutput.create(
            CONF, new org.apache.hadoop.fs.Path(file.toUri()), FileLayout.of(SCHEMA))) {
      for (Shape shape : rowGroups) {
        ParquetOutput.RowGroup group = output.startRowGroup(shape.rows());
        for (int field = 0; field < SCHEMA.getFieldCount(); field++) {
          List<String> column = new ArrayList<>();
          int kind = field;
          group.write(leaves -> fill(leaves[0], kind, shape, column));
          written.add(column);
        }
        group.end();
      }
      output.end();
    }
    List<List<String>> read = read(file, written.stream().map(List::size).toList());
    Files.delete(file);
    Files.delete(folder);
    assertThat(read).isEqualTo(written);
  }

  private static void fill(LeafValues leaf, int kind, Shape shape, List<String> column) {
    Random random = new Random(shape.seed() + kind);
    leaf.startCopies();
    for (int row = 0; row < shape.rows(); row++) {
      int elements = kind == LIST ? random.nextInt(4) : 1;
      if (kind == LIST && elements == 0) {
        int definition = random.nextInt(2);
        leaf.addNull(0, definition);
        column.add("0 " + definition);
      }
      for (int element = 0; element < elements; element++) {
        int repetition = element == 0 ? 0 : 1;
        int max = kind == LIST ? 4 : 1;
        String levels = repetition + " ";
        if (random.nextInt(100) < shape.nullShare()) {
          leaf.addNull(repetition, max - 1);
          column.add(levels + (max - 1));
        } else {
          int value = random.nextInt(shape.different());
          column.add(levels + max + " " + add(leaf, kind, shape, value, repetition, max));
        }
      }
    }
  }

  private static String add(
      LeafValues leaf, int kind, Shape shape, int value, int repetition, int definition) {
    if (kind == 0 || kind == 1 || kind == LIST) {
      byte[] bytes = new byte[value % (shape.longest() + 1)];
      new Random(value).nextBytes(bytes);
      leaf.addCopy(bytes, repetition, definition);
      return HexFormat.of().formatHex(bytes);
    }
    long mixed = new Random(value).nextLong();
    if (kind == SHARE) {
      double share = value < ODD.size() ? ODD.get(value) : Double.longBitsToDouble(mixed);
      leaf.addCopy(share, repetition, definition);
      return Long.toHexString(Double.doubleToRawLongBits(share));
    }
    long number = kind == 2 ? mixed : kind == 3 ? (int) mixed : mixed & 1;
    leaf.addCopy(number, repetition, definition);
    return String.valueOf(number);
  }

  private static List<List<String>> read(Path file, List<Integer> slots) throws IOException {
    List<List<String>> columns = new ArrayList<>();
    try (ParquetInput reader = ParquetInput.open(CONF, file.toUri().toString(), null)) {
      for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
        for (Type field : reader.schema().getFields()) {
          for (ColumnReader values : reader.leaves(field.getName())) {
            columns.add(
                IntStream.range(0, slots.get(columns.size())).mapToObj(i -> next(values)).toList());
          }
        }
      }
    }
    return columns;
  }

  private static String next(ColumnReader values) {
    String levels = values.getCurrentRepetitionLevel() + " " + values.getCurrentDefinitionLevel();
    String value = value(values);
    values.consume();
    return value == null ? levels : levels + " " + value;
  }

  private static @Nullable String value(ColumnReader values) {
    var column = values.getDescriptor();
    if (values.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel()) {
      return null;
    }
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> HexFormat.of().formatHex(values.getBinary().getBytes());
      case INT64 -> String.valueOf(values.getLong());
      case INT32 -> String.valueOf(values.getInteger());
      case BOOLEAN -> values.getBoolean() ? "1" : "0";
      case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(values.getDouble()));
      case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("no column is like " + column);
    };
  }

  @Provide
  Arbitrary<List<Shape>> shapes() {
    Arbitrary<Integer> rows =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(41, 3_000),
            Arbitraries.of(20_000, 20_001, 45_000));
    Arbitrary<Integer> nulls = Arbitraries.of(0, 1, 50, 99, 100);
    Arbitrary<Integer> different = Arbitraries.of(1, 2, 3, 7, 8, 9, 100, 1_000, 1_000_000);
    Arbitrary<Integer> longest = Arbitraries.of(0, 1, 16, 100);
    return Combinators.combine(rows, nulls, different, longest, Arbitraries.longs())
        .as(Shape::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2);
  }
}
