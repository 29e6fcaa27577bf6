package io.trailhouse.bench;

/** What a contender can be asked to do. */
enum Task {
  /** Bring a trail into a table; the output folder is new. */
  INGEST,
  /** Bring a trail into the table that holds it already. */
  INGEST_AGAIN,
  /** Group the records of a trail by three columns, without a table. */
  SCAN_THREE,
  /** Look at every column of the records of a trail, without a table. */
  SCAN_ALL,
  /** Answer a {@link LakeQuery} from the table at the input. */
  QUERY,
  /** Add up what each column of the Parquet files at the input takes. */
  COLUMN_BYTES,
  /** Unpack a trail's objects on all threads. */
  GUNZIP,
  /** Unpack a trail's objects on one thread. */
  GUNZIP_ONE_THREAD,
  /** Read the records of a trail, all columns, on one thread. */
  READ_ONE_THREAD
}
