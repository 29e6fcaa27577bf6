package io.trailhouse.table;

import io.delta.kernel.Scan;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Files in the folder of a Delta table that the table does not name. */
public final class StrayFiles {

  private static final String LOG = "_delta_log";

  private StrayFiles() {}

  /**
   * Whether there is one that was written before a time, or a table that cannot be told of: then
   * Delta must look.
   *
   * @param table the table's full path
   */
  public static boolean anyBefore(Configuration conf, String table, Instant time) {
    Path folder = new Path(table);
    try {
      Set<String> named = named(conf, table);
      RemoteIterator<LocatedFileStatus> files =
          folder.getFileSystem(conf).listFiles(folder, /* recursive= */ true);
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        String path = file.getPath().toString();
        if (file.getModificationTime() < time.toEpochMilli()
            && !path.startsWith(folder + "/" + LOG + "/")
            && !named.contains(path)) {
          return true;
        }
      }
      return false;
    } catch (KernelException e) {
      return true;
    } catch (IOException e) {
      throw new TrailhouseException("Cannot look at %s: %s".formatted(table, e.getMessage()), e);
    }
  }

  private static Set<String> named(Configuration conf, String table) throws IOException {
    Engine engine = DefaultEngine.create(LogStores.forKernel(conf));
    Scan scan = TableManager.loadSnapshot(table).build(engine).getScanBuilder().build();
    Set<String> named = new HashSet<>();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            named.add(InternalScanFileUtils.getAddFileStatus(rows.next()).getPath());
          }
        }
      }
    }
    return named;
  }
}
