package io.trailhouse.source;

import io.trailhouse.event.EventColumn;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/** What every task of a read needs besides its objects. */
record TrailReaderFactory(
    Broadcast<SerializableConfiguration> conf, List<EventColumn> columns, RecordPolicy policy)
    implements PartitionReaderFactory {

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new TrailPartitionReader(
        (TrailPartition) partition, conf.value().value(), columns, policy);
  }
}
