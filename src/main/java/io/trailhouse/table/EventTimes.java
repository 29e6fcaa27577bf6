package io.trailhouse.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The times of a row group, row by row, in whichever of Parquet's types they stand: files that
 * Spark writes, at compaction say, hold INT96 unless it is told otherwise.
 */
final class EventTimes {

  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private final @Nullable ColumnReader reader;

  /** Times of a column; all are 0 if the file does not have it. */
  EventTimes(@Nullable ColumnReader reader) {
    this.reader = reader;
  }

  /** Microseconds since 1970 of the next row; 0 for null. */
  long next() {
    if (reader == null) {
      return 0;
    }
    long time = reader.getCurrentDefinitionLevel() == 1 ? micros(reader) : 0;
    reader.consume();
    return time;
  }

  /** Microseconds since 1970 of a column's value. */
  static long micros(ColumnReader reader) {
    PrimitiveType type = reader.getDescriptor().getPrimitiveType();
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      ByteBuffer value = reader.getBinary().toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanosOfDay = value.getLong(value.position());
      long day = value.getInt(value.position() + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
      return day * MICROS_OF_DAY + nanosOfDay / 1_000;
    }
    boolean millis =
        type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
            && timestamp.getUnit() == TimeUnit.MILLIS;
    return millis ? reader.getLong() * 1_000 : reader.getLong();
  }
}
