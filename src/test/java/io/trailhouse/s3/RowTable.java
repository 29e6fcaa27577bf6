package io.trailhouse.s3;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.data.DefaultRowBasedColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A Delta table that says in each row who wrote it, and that Kernel alone is enough to write. */
final class RowTable {

  private static final String WRITER = "a test";
  private static final StructType SCHEMA =
      new StructType().add("driver", StringType.STRING).add("number", IntegerType.INTEGER);

  /** Many more than it may take eight drivers. */
  private static final int MOST_RETRIES = 10_000;

  private final Engine engine;
  private final String path;

  RowTable(Configuration conf, String path) {
    this.engine = DefaultEngine.create(conf);
    this.path = path;
  }

  void create() {
    TableManager.buildCreateTableTransaction(path, SCHEMA, WRITER)
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  /** Appends a row in a commit of its own. */
  void append(String driver, int number) throws IOException {
    Transaction transaction =
        TableManager.loadSnapshot(path)
            .build(engine)
            .buildUpdateTableTransaction(WRITER, Operation.WRITE)
            .withMaxRetries(MOST_RETRIES)
            .build(engine);
    TransactionCommitResult result =
        transaction.commit(
            engine,
            CloseableIterable.inMemoryIterable(
                file(transaction.getTransactionState(engine), driver, number)));
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      if (hook.getType() == PostCommitHook.PostCommitHookType.CHECKPOINT) {
        hook.threadSafeInvoke(engine);
      }
    }
  }

  private CloseableIterator<Row> file(Row state, String driver, int number) throws IOException {
    FilteredColumnarBatch rows =
        new FilteredColumnarBatch(
            new DefaultRowBasedColumnarBatch(
                SCHEMA, List.of(new GenericRow(SCHEMA, Map.of(0, driver, 1, number)))),
            Optional.empty());
    DataWriteContext context = Transaction.getWriteContext(engine, state, Map.of());
    return Transaction.generateAppendActions(
        engine,
        state,
        engine
            .getParquetHandler()
            .writeParquetFiles(
                context.getTargetDirectory(),
                Transaction.transformLogicalData(
                    engine, state, Utils.singletonCloseableIterator(rows), Map.of()),
                context.getStatisticsColumns()),
        context);
  }
}
