package io.trailhouse.table;

import io.delta.kernel.internal.SnapshotImpl;
import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A table that is made from the lake's others, one partition at a time: files are written first,
 * and then put in the place of those that the partition had.
 */
public final class DerivedTable {

  /** Partitions are all that anybody prunes by; ranges of texts cost more than a commit. */
  static final Map<String, String> PROPERTIES = Map.of("delta.dataSkippingNumIndexedCols", "0");

  private final Configuration conf;
  private final String lake;
  private final TableLayout layout;
  private final DeltaTable table;

  DerivedTable(Configuration conf, String lake, TableLayout layout) {
    this.conf = conf;
    this.lake = lake;
    this.layout = layout;
    this.table = new DeltaTable(conf, lake, layout);
  }

  /** Where it is. */
  public String path() {
    return new Path(new Path(lake), layout.directory()).toString();
  }

  /**
   * The columns that the table has, in order, each with its type as Spark SQL writes it; empty if
   * there is no table.
   *
   * @throws TrailhouseException if the table is partitioned by other columns than it should be
   */
  public Map<String, String> columnTypes() {
    SnapshotImpl snapshot = table.snapshot().orElse(null);
    if (snapshot == null) {
      return Map.of();
    }
    List<String> partitions = snapshot.getPartitionColumnNames();
    if (!partitions.equals(layout.partitionColumns())) {
      throw new TrailhouseException(
          "Cannot write %s: it is partitioned by %s, not by %s; move that table away"
              .formatted(path(), partitions, layout.partitionColumns()));
    }
    return TableSchema.sqlTypes(snapshot.getSchema());
  }

  /** Creates the table, without rows, if there is none. */
  public void createIfMissing() {
    table.createIfMissing(PROPERTIES);
  }

  /** Looks at the table again when it is asked for next: somebody else changed it. */
  public void refresh() {
    table.forget();
  }

  /**
   * Writes rows of a partition into a file that no table knows until {@link #replace} names it.
   *
   * @param partition the value of each partition column: a day as {@code 2026-10-01}
   * @param rows how many rows there are, at least 1
   * @param cells their values; the columns are those of the table without partition columns
   */
  public DataFile write(Map<String, @Nullable String> partition, int rows, RowFile.Cells cells)
      throws IOException {
    // Not in a folder of the partition: some values make longer names than a disk allows.
    String name = UUID.randomUUID().toString();
    return RowFile.write(conf, lake, layout, partition, name, rows, cells);
  }

  /**
   * Puts files in the place of those that a partition has, all at once.
   *
   * @param files what {@link #write} gave for the partition; if empty, so will the partition be
   */
  public void replace(Map<String, @Nullable String> partition, List<DataFile> files) {
    table.replace(partition, files);
  }
}
