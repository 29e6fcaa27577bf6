package io.trailhouse.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnReader;

/**
 * Looks listed objects up in the ledger, by 128 bits of a hash over URI and version: 40 to 80 bytes
 * of memory an object, so that a million of them travel to each task that reads a part of the
 * ledger.
 */
public final class KnownObjects implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] high;
  private final long[] low;
  private final int[] indexes;

  /** Makes room for this many objects. */
  public KnownObjects(int objects) {
    int slots = Integer.highestOneBit(Math.max(objects, 8)) * 4;
    this.high = new long[slots];
    this.low = new long[slots];
    this.indexes = new int[slots];
  }

  /** Adds a listed object under its index in the listing. */
  public void add(int index, String sourceFile, String version) {
    byte[] hash = hash(sourceFile.getBytes(UTF_8), version.getBytes(UTF_8));
    int slot = slot((long) LONG.get(hash, 0), (long) LONG.get(hash, 8));
    high[slot] = (long) LONG.get(hash, 0);
    low[slot] = (long) LONG.get(hash, 8);
    indexes[slot] = index + 1;
  }

  /** The indexes of the objects that a file of the ledger names. */
  public BitSet in(Configuration conf, DataFile ledgerFile) throws IOException {
    BitSet found = new BitSet();
    try (ParquetInput reader =
        ParquetInput.open(conf, ledgerFile.path(), Set.of("source_file", "version"))) {
      for (int rows = reader.nextRowGroup(); rows > 0; rows = reader.nextRowGroup()) {
        ColumnReader files = reader.column("source_file");
        ColumnReader versions = reader.column("version");
        for (int row = 0; files != null && versions != null && row < rows; row++) {
          byte[] hash = hash(files.getBinary().getBytes(), versions.getBinary().getBytes());
          int index = indexes[slot((long) LONG.get(hash, 0), (long) LONG.get(hash, 8))];
          if (index > 0) {
            found.set(index - 1);
          }
          files.consume();
          versions.consume();
        }
      }
    }
    return found;
  }

  /** The slot that holds a hash, or the free one that it would be put in. */
  private int slot(long high, long low) {
    int mask = indexes.length - 1;
    int slot = (int) low & mask;
    while (indexes[slot] != 0 && (this.high[slot] != high || this.low[slot] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static byte[] hash(byte[] sourceFile, byte[] version) {
    MessageDigest sha256 = DigestUtils.getSha256Digest();
    sha256.update(sourceFile);
    sha256.update((byte) 0);
    return sha256.digest(version);
  }
}
