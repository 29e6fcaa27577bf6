package io.trailhouse.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes a container. Its blocks wait in a local file until the list of objects, which stands before
 * them, is known; so memory holds a block and the list.
 */
public final class ContainerWriter implements Closeable {

  /** What a block is compressed from, but for longer records. */
  private static final int BLOCK_BYTES = 2 << 20;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final byte[] sync;
  private final Path spool;
  private final DataFileWriter<GenericRecord> pieces;
  private final long headerEnd;
  private final ByteArrayOutputStream list = new ByteArrayOutputStream();
  private final DataFileWriter<GenericRecord> objects;

  private @Nullable GenericRecord object;
  private boolean objectHasPieces;
  private long block;
  private long bytesInBlock;

  /**
   * Starts a container.
   *
   * @param folder where a temporary file may be
   * @param sync 16 bytes that separate blocks; the same objects and bytes make the same file
   */
  public ContainerWriter(Path folder, byte[] sync) throws IOException {
    this.sync = sync.clone();
    this.pieces = new DataFileWriter<>(new GenericDatumWriter<>(ContainerForm.PIECE));
    pieces.setCodec(ContainerForm.codec()).setSyncInterval(BLOCK_BYTES);
    this.objects = new DataFileWriter<>(new GenericDatumWriter<>(ContainerForm.OBJECT));
    objects.setCodec(ContainerForm.codec()).setSyncInterval(BLOCK_BYTES);
    objects.create(ContainerForm.OBJECT, list, other(this.sync));
    this.spool = Files.createTempFile(folder, "trailhouse-", ".blocks");
    boolean started = false;
    try {
      pieces.create(ContainerForm.PIECE, Files.newOutputStream(spool), this.sync);
      this.headerEnd = pieces.sync();
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** In the header, too, readers look for what separates blocks. */
  private static byte[] other(byte[] sync) {
    byte[] other = new byte[sync.length];
    for (int i = 0; i < sync.length; i++) {
      other[i] = (byte) ~sync[i];
    }
    return other;
  }

  /** How names of containers end. */
  public static String suffix() {
    return ContainerForm.SUFFIX;
  }

  /** Starts the next object. */
  public void startObject(String key, long size, String version) throws IOException {
    endObject();
    if (bytesInBlock >= BLOCK_BYTES / 2) {
      block = pieces.sync() - headerEnd;
      bytesInBlock = 0;
    }
    GenericRecord entry = new GenericData.Record(ContainerForm.OBJECT);
    entry.put(ContainerForm.KEY, key);
    entry.put(ContainerForm.SIZE, size);
    entry.put(ContainerForm.VERSION, version);
    entry.put(ContainerForm.BLOCK, block);
    objects.append(entry);
    object = entry;
    objectHasPieces = false;
  }

  /**
   * Adds the object's next record.
   *
   * @param before what stands between it and the record before
   */
  public void record(int index, ByteBuffer before, ByteBuffer record) throws IOException {
    piece(index, before, record);
  }

  /** Adds bytes of the object that are no record. */
  public void bytes(ByteBuffer bytes) throws IOException {
    piece(null, bytes, null);
  }

  private void piece(@Nullable Integer index, ByteBuffer before, @Nullable ByteBuffer record)
      throws IOException {
    if (object == null) {
      throw new IllegalStateException("no object was started");
    }
    GenericRecord piece = new GenericData.Record(ContainerForm.PIECE);
    piece.put(ContainerForm.KEY, object.get(ContainerForm.KEY));
    piece.put(ContainerForm.SIZE, object.get(ContainerForm.SIZE));
    piece.put(ContainerForm.VERSION, object.get(ContainerForm.VERSION));
    piece.put(ContainerForm.INDEX, index);
    piece.put(ContainerForm.BEFORE, before);
    piece.put(ContainerForm.RECORD, record);
    pieces.append(piece);
    objectHasPieces = true;
    bytesInBlock += before.remaining() + (record == null ? 0 : record.remaining());
  }

  private void endObject() throws IOException {
    if (object != null && !objectHasPieces) {
      bytes(NOTHING);
    }
  }

  /** Ends the container and writes it, to a stream that is left open. */
  public void writeTo(OutputStream out) throws IOException {
    endObject();
    pieces.close();
    objects.close();
    DataFileWriter<GenericRecord> header =
        new DataFileWriter<>(new GenericDatumWriter<>(ContainerForm.PIECE));
    header
        .setCodec(ContainerForm.codec())
        .setMeta(ContainerForm.FORM, ContainerForm.FIRST_FORM.getBytes(UTF_8))
        .setMeta(ContainerForm.OBJECTS, list.toByteArray());
    header.create(ContainerForm.PIECE, out, sync);
    header.flush();
    try (InputStream blocks = Files.newInputStream(spool)) {
      blocks.skipNBytes(headerEnd);
      blocks.transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      pieces.close();
    } finally {
      Files.deleteIfExists(spool);
    }
  }
}
