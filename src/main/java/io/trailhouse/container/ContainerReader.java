package io.trailhouse.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reads a container: what is in it, and each object's bytes; cheapest in the container's order. */
public final class ContainerReader implements Closeable {

  private final DataFileReader<GenericRecord> pieces;
  private final long headerEnd;

  /** The first piece that nobody has got. */
  private @Nullable GenericRecord next;

  private @Nullable ObjectBytes open;
  private int lastNumber = Integer.MAX_VALUE;
  private long lastBlock = -1;

  private ContainerReader(DataFileReader<GenericRecord> pieces) {
    this.pieces = pieces;
    this.headerEnd = pieces.previousSync();
  }

  /** Whether a file's name is that of a container. */
  public static boolean isContainer(String name) {
    return name.endsWith(ContainerForm.SUFFIX);
  }

  /**
   * Opens a container.
   *
   * @param in its bytes, closed with the reader
   * @throws IOException if it cannot be read, or is none
   */
  public static ContainerReader open(SeekableInput in) throws IOException {
    boolean opened = false;
    try {
      ContainerReader reader =
          new ContainerReader(
              new DataFileReader<>(in, new GenericDatumReader<>(null, ContainerForm.PIECE)));
      reader.requireForm();
      opened = true;
      return reader;
    } catch (AvroRuntimeException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  private void requireForm() throws IOException {
    byte[] form = pieces.getMeta(ContainerForm.FORM);
    if (form == null || !Arrays.equals(form, ContainerForm.FIRST_FORM.getBytes(UTF_8))) {
      throw new IOException(
          form == null
              ? "it is an Avro file, but no archive of trail objects"
              : "it is an archive of form %s, which this version does not know"
                  .formatted(new String(form, UTF_8)));
    }
    if (pieces.getMeta(ContainerForm.OBJECTS) == null) {
      throw new IOException("it does not list its objects");
    }
  }

  /** Tells all objects, in the container's order. */
  public void entries(Consumer<ContainerEntry> found) throws IOException {
    byte[] list = Objects.requireNonNull(pieces.getMeta(ContainerForm.OBJECTS));
    try (DataFileStream<GenericRecord> objects =
        new DataFileStream<>(
            new ByteArrayInputStream(list), new GenericDatumReader<>(null, ContainerForm.OBJECT))) {
      for (int number = 0; objects.hasNext(); number++) {
        GenericRecord object = objects.next();
        found.accept(
            new ContainerEntry(
                object.get(ContainerForm.KEY).toString(),
                (long) object.get(ContainerForm.SIZE),
                object.get(ContainerForm.VERSION).toString(),
                number,
                (long) object.get(ContainerForm.BLOCK)));
      }
    } catch (AvroRuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Opens an object. Its stream is good until another one is opened; closing it closes nothing.
   *
   * @return the JSON of a sound object, else the bytes as they were stored
   */
  public InputStream open(ContainerEntry entry) throws IOException {
    boolean ahead = entry.number() > lastNumber;
    if (!ahead || (entry.block() != lastBlock && !isOf(next, entry))) {
      seek(entry.block());
    }
    lastNumber = entry.number();
    lastBlock = entry.block();
    while (next != null && !isOf(next, entry)) {
      advance();
    }
    if (next == null) {
      throw new IOException("it lists %s but does not hold it".formatted(entry.key()));
    }
    open = new ObjectBytes(entry);
    return open;
  }

  private void seek(long block) throws IOException {
    try {
      pieces.seek(headerEnd + block);
    } catch (AvroRuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
    advance();
  }

  private void advance() throws IOException {
    try {
      next = pieces.hasNext() ? pieces.next() : null;
    } catch (AvroRuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isOf(@Nullable GenericRecord piece, ContainerEntry entry) {
    return piece != null
        && (long) piece.get(ContainerForm.SIZE) == entry.size()
        && entry.key().equals(piece.get(ContainerForm.KEY).toString())
        && entry.version().equals(piece.get(ContainerForm.VERSION).toString());
  }

  @Override
  public void close() throws IOException {
    pieces.close();
  }

  /** All pieces of an object. */
  private final class ObjectBytes extends InputStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ContainerEntry entry;
    private ByteBuffer bytes = NOTHING;
    private ByteBuffer bytesAfter = NOTHING;

    private ObjectBytes(ContainerEntry entry) {
      this.entry = entry;
    }

    @Override
    public int read() throws IOException {
      return isMore() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int start, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      if (!isMore()) {
        return -1;
      }
      int taken = Math.min(count, bytes.remaining());
      bytes.get(target, start, taken);
      return taken;
    }

    private boolean isMore() throws IOException {
      if (open != this) {
        throw new IOException("another object was opened");
      }
      while (!bytes.hasRemaining()) {
        if (bytesAfter.hasRemaining()) {
          bytes = bytesAfter;
          bytesAfter = NOTHING;
        } else if (next != null && isOf(next, entry)) {
          bytes = (ByteBuffer) next.get(ContainerForm.BEFORE);
          Object record = next.get(ContainerForm.RECORD);
          bytesAfter = record == null ? NOTHING : (ByteBuffer) record;
          advance();
        } else {
          return false;
        }
      }
      return true;
    }
  }
}
