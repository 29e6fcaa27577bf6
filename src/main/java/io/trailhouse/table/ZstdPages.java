package io.trailhouse.table;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import org.apache.parquet.bytes.BytesInput;

/**
 * Compresses pages with one native context for each thread. parquet-java's own codec sets up a
 * stream for each page, which costs more than compressing the small pages of small partitions.
 */
final class ZstdPages {

  private static final int LEVEL = 3;
  private static final ThreadLocal<ZstdPages> OF_THREAD = ThreadLocal.withInitial(ZstdPages::new);

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private byte[] compressed = new byte[64 << 10];

  private ZstdPages() {}

  /** The compressor of this thread. */
  static ZstdPages ofThread() {
    return OF_THREAD.get();
  }

  /** Compresses the first bytes of a page. What it returns holds until it is used again. */
  BytesInput compress(byte[] page, int length) {
    int most = Math.toIntExact(Zstd.compressBound(length));
    if (most > compressed.length) {
      compressed = new byte[most];
    }
    int count = context.compressByteArray(compressed, 0, compressed.length, page, 0, length);
    return BytesInput.from(compressed, 0, count);
  }
}
