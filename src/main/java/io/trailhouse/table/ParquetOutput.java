package io.trailhouse.table;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * One Parquet file, written column by column: a row group is filled one column after the other,
 * each with parquet-java's own column writer, below its record layer. That layer hands every value
 * through a tree of converters and keeps all columns' encoders hot at once, which costs more than
 * the encoding.
 */
final class ParquetOutput implements Closeable {

  /** Writes one field of a row group: its values in all rows, with {@code endRecord} after each. */
  interface FieldValues {

    /**
     * Writes them.
     *
     * @param leaves the field's columns: itself, or the leaves of a nested field in order
     */
    void writeTo(ColumnWriter[] leaves, ColumnWriteStore store);
  }

  private static final int PADDING_BYTES = 8 << 20;
  private static final long ROW_GROUP_BYTES = 128L << 20;
  private static final int COLUMN_INDEX_BYTES = 64;
  private static final ParquetProperties FILE_PROPERTIES = ParquetProperties.builder().build();

  private final Configuration conf;
  private final Path path;
  private final FileLayout layout;
  private final ParquetFileWriter file;
  private boolean ended;

  private ParquetOutput(Configuration conf, Path path, FileLayout layout, ParquetFileWriter file) {
    this.conf = conf;
    this.path = path;
    this.layout = layout;
    this.file = file;
  }

  static ParquetOutput create(Configuration conf, Path path, FileLayout layout) throws IOException {
    ParquetFileWriter file =
        new ParquetFileWriter(
            new LakeOutput(conf, path),
            layout.schema(),
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP_BYTES,
            PADDING_BYTES,
            null,
            FILE_PROPERTIES);
    file.start();
    return new ParquetOutput(conf, path, layout, file);
  }

  /** A row group under construction. Its fields must be written in the order of the layout. */
  final class RowGroup {
    private final ColumnChunkPageWriteStore pages;
    private final int rows;
    private int nextField;

    private RowGroup(int rows) {
      this.rows = rows;
      this.pages =
          new ColumnChunkPageWriteStore(
              ZstdPages.ofThread(),
              layout.schema(),
              HeapByteBufferAllocator.getInstance(),
              COLUMN_INDEX_BYTES,
              true);
    }

    /** Writes the next field, which has a value or null for each row. */
    void write(FieldValues values) {
      FileLayout.Field field = layout.fields().get(nextField++);
      // Closing the store writes its last page.
      try (ColumnWriteStore store =
          new ColumnWriteStoreV1(field.alone(), pages, field.properties())) {
        ColumnWriter[] leaves =
            field.alone().getColumns().stream()
                .map(store::getColumnWriter)
                .toArray(ColumnWriter[]::new);
        values.writeTo(leaves, store);
      }
    }

    /** Writes the next field, which is null in all rows, without a look at each. */
    void writeNulls() throws IOException {
      FileLayout.Field field = layout.fields().get(nextField++);
      for (ColumnDescriptor column : field.alone().getColumns()) {
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        statistics.incrementNumNulls(rows);
        BytesInput levels = BytesInput.empty();
        if (column.getMaxRepetitionLevel() > 0) {
          levels = zeros(column.getMaxRepetitionLevel());
        }
        levels = BytesInput.concat(levels, zeros(column.getMaxDefinitionLevel()));
        pages
            .getPageWriter(column)
            .writePage(levels, rows, rows, statistics, Encoding.RLE, Encoding.RLE, Encoding.PLAIN);
      }
    }

    /** A level of 0 for each row, with its length before it (Parquet, data page V1). */
    private BytesInput zeros(int maxLevel) throws IOException {
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(maxLevel);
      try (RunLengthBitPackingHybridEncoder levels =
          new RunLengthBitPackingHybridEncoder(
              bits, 16, 64, HeapByteBufferAllocator.getInstance())) {
        for (int row = 0; row < rows; row++) {
          levels.writeInt(0);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        levels.toBytes().writeAllTo(encoded);
        return BytesInput.concat(BytesInput.fromInt(encoded.size()), BytesInput.from(encoded));
      }
    }

    /** Appends the row group to the file. */
    void end() throws IOException {
      file.startBlock(rows);
      pages.flushToFileWriter(file);
      file.endBlock();
      pages.close();
    }
  }

  RowGroup startRowGroup(int rows) {
    return new RowGroup(rows);
  }

  /** Ends the file, and tells its size and time. */
  FileStatus end() throws IOException {
    file.end(Map.of("writer", "trailhouse"));
    ended = true;
    return path.getFileSystem(conf).getFileStatus(path);
  }

  /** Releases what the file holds; one that was not ended is no file of a table. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      file.close();
    }
  }
}
