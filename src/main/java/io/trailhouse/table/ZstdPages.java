package io.trailhouse.table;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with one native context for each thread. parquet-java's own codec sets up a
 * stream for each page, which costs more than compressing the small pages of small partitions.
 */
final class ZstdPages implements BytesInputCompressor {

  private static final int LEVEL = 3;
  private static final ThreadLocal<ZstdPages> OF_THREAD = ThreadLocal.withInitial(ZstdPages::new);

  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);
  private final Plain plain = new Plain();
  private byte[] compressed = new byte[64 << 10];

  private ZstdPages() {}

  /** The compressor of this thread. What it returns holds until it is used again. */
  static BytesInputCompressor ofThread() {
    return OF_THREAD.get();
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    plain.reset();
    bytes.writeAllTo(plain);
    int most = Math.toIntExact(Zstd.compressBound(plain.size()));
    if (most > compressed.length) {
      compressed = new byte[most];
    }
    int length =
        context.compressByteArray(compressed, 0, compressed.length, plain.bytes(), 0, plain.size());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    // The context lives as long as its thread.
  }

  /** A page before compression; its bytes are used where they are. */
  private static final class Plain extends ByteArrayOutputStream {

    private Plain() {
      super(64 << 10);
    }

    private byte[] bytes() {
      return buf;
    }
  }
}
