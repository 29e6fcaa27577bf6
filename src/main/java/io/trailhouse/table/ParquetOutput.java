package io.trailhouse.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

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

  private static final int PAGE_BYTES = 1 << 20;
  private static final int PADDING_BYTES = 8 << 20;
  private static final long ROW_GROUP_BYTES = 128L << 20;

  /** Columns whose values hardly ever repeat: a dictionary of them is only work. */
  private static final Set<String> UNREPEATED =
      Set.of(
          "event_id",
          "request_id",
          "shared_event_id",
          "content_hash",
          "source_index",
          "record_bytes",
          "request_parameters",
          "response_elements",
          "additional_event_data",
          "raw");

  private final Path path;
  private final FileSystem fileSystem;
  private final MessageType schema;
  private final CodecFactory codecs;
  private final ParquetFileWriter file;
  private boolean ended;

  private ParquetOutput(
      Path path,
      FileSystem fileSystem,
      MessageType schema,
      CodecFactory codecs,
      ParquetFileWriter file) {
    this.path = path;
    this.fileSystem = fileSystem;
    this.schema = schema;
    this.codecs = codecs;
    this.file = file;
  }

  static ParquetOutput create(Configuration conf, Path path, MessageType schema)
      throws IOException {
    FileSystem fileSystem = withoutChecksumFiles(path.getFileSystem(conf));
    ParquetFileWriter file =
        new ParquetFileWriter(
            new FileSystemOutput(fileSystem, path),
            schema,
            ParquetFileWriter.Mode.CREATE,
            ROW_GROUP_BYTES,
            PADDING_BYTES,
            null,
            ParquetProperties.builder().build());
    file.start();
    return new ParquetOutput(path, fileSystem, schema, new CodecFactory(conf, PAGE_BYTES), file);
  }

  /** Hadoop's local file system writes a .crc file beside each file; nothing here reads them. */
  static FileSystem withoutChecksumFiles(FileSystem fileSystem) {
    return fileSystem instanceof LocalFileSystem local ? local.getRawFileSystem() : fileSystem;
  }

  /** A row group under construction. */
  final class RowGroup {
    private final ColumnChunkPageWriteStore pages;
    private final int rows;

    private RowGroup(int rows) {
      this.rows = rows;
      BytesInputCompressor zstd = codecs.getCompressor(CompressionCodecName.ZSTD);
      this.pages =
          new ColumnChunkPageWriteStore(
              zstd, schema, HeapByteBufferAllocator.getInstance(), 64, true);
    }

    /** Writes a field of the schema; each must be written once, with a value for each row. */
    void write(String field, FieldValues values) {
      MessageType alone = new MessageType(schema.getName(), schema.getType(field));
      // Closing the store writes its last page.
      try (ColumnWriteStore store = new ColumnWriteStoreV1(alone, pages, properties(field))) {
        ColumnWriter[] leaves =
            alone.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
        values.writeTo(leaves, store);
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

  private static ParquetProperties properties(String field) {
    boolean skippable = !UNREPEATED.contains(field);
    return ParquetProperties.builder()
        .withPageSize(PAGE_BYTES)
        .withDictionaryEncoding(skippable)
        .withStatisticsEnabled(skippable)
        .withSizeStatisticsEnabled(false)
        .withAllocator(HeapByteBufferAllocator.getInstance())
        .build();
  }

  /** Ends the file, and tells its size and time. */
  FileStatus end() throws IOException {
    file.end(Map.of("writer", "trailhouse"));
    ended = true;
    return fileSystem.getFileStatus(path);
  }

  /** Releases what the file holds; one that was not ended is no file of a table. */
  @Override
  public void close() throws IOException {
    codecs.release();
    if (!ended) {
      file.close();
    }
  }

  /** parquet-java's own output on a file system that need not be the one of the path. */
  private record FileSystemOutput(FileSystem fileSystem, Path path) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSize) throws IOException {
      return stream(false);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
      return stream(true);
    }

    private PositionOutputStream stream(boolean overwrite) throws IOException {
      return org.apache.parquet.hadoop.util.HadoopStreams.wrap(fileSystem.create(path, overwrite));
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
