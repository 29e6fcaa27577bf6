package io.trailhouse.table;

import io.trailhouse.TrailhouseException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads some columns of a table's file, one row group after the other, column by column. */
final class ParquetInput implements Closeable {

  private final ParquetFileReader file;
  private final MessageType schema;
  private final String createdBy;
  private @Nullable RowGroup current;

  private ParquetInput(ParquetFileReader file, MessageType schema) {
    this.file = file;
    this.schema = schema;
    this.createdBy = file.getFooter().getFileMetaData().getCreatedBy();
  }

  /** Opens a file for the columns of these names, as far as it has them; all if null. */
  static ParquetInput open(Configuration conf, String path, @Nullable Set<String> columns)
      throws IOException {
    Path file = new Path(path);
    FileSystem fileSystem = file.getFileSystem(conf);
    try {
      ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromStatus(fileSystem.getFileStatus(file), conf),
              HadoopReadOptions.builder(conf).build());
      MessageType whole = reader.getFooter().getFileMetaData().getSchema();
      List<Type> kept = new ArrayList<>();
      for (Type field : whole.getFields()) {
        if (columns == null || columns.contains(field.getName())) {
          kept.add(field);
        }
      }
      MessageType schema = new MessageType(whole.getName(), kept);
      reader.setRequestedSchema(schema);
      return new ParquetInput(reader, schema);
    } catch (java.io.FileNotFoundException e) {
      throw new TrailhouseException(
          "The table names the file %s, but it is gone; a vacuum may have run too early"
              .formatted(path),
          e);
    }
  }

  /** The columns that are read. */
  MessageType schema() {
    return schema;
  }

  /** Moves to the next row group and tells its number of rows; 0 at the end of the file. */
  int nextRowGroup() throws IOException {
    PageReadStore pages = file.readNextRowGroup();
    current = pages == null ? null : new RowGroup(pages);
    return current == null ? 0 : current.rows();
  }

  /** All row groups from the next one on, in memory as they stand in the file: compressed. */
  List<RowGroup> remainingRowGroups() throws IOException {
    List<RowGroup> groups = new ArrayList<>();
    while (nextRowGroup() > 0) {
      groups.add(requireCurrent());
    }
    return groups;
  }

  /** A column of the row group; null if the file does not have it. */
  @Nullable ColumnReader column(String name) {
    return requireCurrent().column(name);
  }

  /** The leaf columns of a field of the row group, in order; none if the file does not have it. */
  List<ColumnReader> leaves(String field) {
    return requireCurrent().leaves(field);
  }

  private RowGroup requireCurrent() {
    if (current == null) {
      throw new IllegalStateException("no row group");
    }
    return current;
  }

  /** A row group; each of its columns can be read once. */
  final class RowGroup {
    private final PageReadStore pages;

    private RowGroup(PageReadStore pages) {
      this.pages = pages;
    }

    int rows() {
      return Math.toIntExact(pages.getRowCount());
    }

    /** A column; null if the file does not have it. */
    @Nullable ColumnReader column(String name) {
      return schema.containsField(name)
          ? column(schema.getColumnDescription(new String[] {name}))
          : null;
    }

    /** The leaf columns of a field, in order; none if the file does not have it. */
    List<ColumnReader> leaves(String field) {
      return schema.getColumns().stream()
          .filter(column -> column.getPath()[0].equals(field))
          .map(this::column)
          .toList();
    }

    private ColumnReader column(ColumnDescriptor column) {
      ColumnReadStore columns =
          new ColumnReadStoreImpl(pages, new IgnoredGroup(schema), schema, createdBy);
      return columns.getColumnReader(column);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** The record layer wants converters, though values are taken from the columns directly. */
  private static final class IgnoredGroup extends GroupConverter {
    private final org.apache.parquet.schema.GroupType type;

    private IgnoredGroup(org.apache.parquet.schema.GroupType type) {
      this.type = type;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      Type field = type.getType(fieldIndex);
      return field.isPrimitive() ? new IgnoredValue() : new IgnoredGroup(field.asGroupType());
    }

    @Override
    public void start() {
      // Nothing is assembled.
    }

    @Override
    public void end() {
      // Nothing is assembled.
    }
  }

  private static final class IgnoredValue extends PrimitiveConverter {}
}
