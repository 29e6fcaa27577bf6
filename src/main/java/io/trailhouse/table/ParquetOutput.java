package io.trailhouse.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * One Parquet file, written column by column: a row group is filled one column after the other,
 * below parquet-java's record layer. That layer hands every value through a tree of converters and
 * keeps all columns' encoders hot at once, which costs more than the encoding.
 */
final class ParquetOutput implements Closeable {

  /** Fills the leaves of one field with its values in all rows of a row group. */
  @FunctionalInterface
  interface FieldValues {

    /**
     * Fills them.
     *
     * @param leaves the field's columns, to be started: itself, or the leaves of a nested field in
     *     order
     */
    void fill(LeafValues[] leaves);
  }

  private static final int PADDING_BYTES = 8 << 20;
  private static final long ROW_GROUP_BYTES = 128L << 20;
  private static final ParquetProperties FILE_PROPERTIES = ParquetProperties.builder().build();

  private final FileLayout layout;
  private final ParquetFileWriter file;
  private boolean ended;

  private ParquetOutput(FileLayout layout, ParquetFileWriter file) {
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
    return new ParquetOutput(layout, file);
  }

  /** A row group under construction. Its fields must be written in the order of the layout. */
  final class RowGroup {
    private final ColumnEncoder encoder = ColumnEncoder.ofThread();
    private final int rows;
    private int nextLeaf;

    private RowGroup(int rows) throws IOException {
      this.rows = rows;
      file.startBlock(rows);
    }

    /** Writes the next field, which has a value or null for each row. */
    void write(FieldValues values) throws IOException {
      List<FileLayout.Leaf> field = nextField();
      LeafValues[] leaves = encoder.leaves(field.size());
      values.fill(leaves);
      for (int i = 0; i < leaves.length; i++) {
        encoder.write(field.get(i), leaves[i], file);
      }
    }

    /** Writes the next field, which is null in all rows, without a look at each. */
    void writeNulls() throws IOException {
      for (FileLayout.Leaf leaf : nextField()) {
        encoder.writeNulls(leaf, rows, file);
      }
    }

    private List<FileLayout.Leaf> nextField() {
      int from = nextLeaf++;
      String field = layout.leaves().get(from).field();
      while (nextLeaf < layout.leaves().size()
          && layout.leaves().get(nextLeaf).field().equals(field)) {
        nextLeaf++;
      }
      return layout.leaves().subList(from, nextLeaf);
    }

    /** Appends the row group to the file. */
    void end() throws IOException {
      file.endBlock();
    }
  }

  RowGroup startRowGroup(int rows) throws IOException {
    return new RowGroup(rows);
  }

  /** Ends the file, and tells its size in bytes. */
  long end() throws IOException {
    file.end(Map.of("writer", "trailhouse"));
    ended = true;
    return file.getPos();
  }

  /** Releases what the file holds; one that was not ended is no file of a table. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      file.close();
    }
  }
}
