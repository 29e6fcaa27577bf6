package io.trailhouse.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a column chunk as V1 data pages: with a dictionary, or values that hardly repeat with
 * their lengths or differences packed.
 *
 * <p>parquet-java's column writers take one value after the other and decide on the dictionary
 * while they go; here all values are there, so that each is looked at once, and what every value
 * costs (an object, three hash maps, statistics) is paid by different values only.
 */
final class ColumnEncoder {

  /** Bytes of a page before compression, about. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int PAGE_ROWS = 20_000;

  /** Longer bounds would make footers long, and bounds of a file need not be values of it. */
  private static final int LONGEST_BOUND = 256;

  private static final ThreadLocal<ColumnEncoder> OF_THREAD =
      ThreadLocal.withInitial(ColumnEncoder::new);

  private final PageBytes page = new PageBytes();
  private final DeltaBinaryPackingValuesWriterForInteger ints =
      new DeltaBinaryPackingValuesWriterForInteger(
          64 << 10, PAGE_BYTES, HeapByteBufferAllocator.getInstance());
  private final DeltaBinaryPackingValuesWriterForLong longs =
      new DeltaBinaryPackingValuesWriterForLong(
          64 << 10, PAGE_BYTES, HeapByteBufferAllocator.getInstance());
  private final ValueDictionary dictionary = new ValueDictionary();
  private int[] pageOfPlace = new int[64];
  private final List<LeafValues> leaves = new ArrayList<>();

  private ColumnEncoder() {}

  /** The encoder of this thread. */
  static ColumnEncoder ofThread() {
    return OF_THREAD.get();
  }

  /** As many leaves to be filled and written; the next call hands out the same ones. */
  LeafValues[] leaves(int count) {
    while (leaves.size() < count) {
      leaves.add(new LeafValues());
    }
    return leaves.subList(0, count).toArray(LeafValues[]::new);
  }

  /** Writes the chunk of a column as the next of a row group. */
  void write(FileLayout.Leaf leaf, LeafValues values, ParquetFileWriter file) throws IOException {
    file.startColumn(leaf.column(), values.slots, CompressionCodecName.ZSTD);
    boolean encodesPlaces = leaf.repeats() && values.values > 0 && dictionary.build(values);
    if (encodesPlaces) {
      writeDictionary(leaf.column(), values, file);
    }
    int slot = 0;
    int value = 0;
    for (int number = 1; slot < values.slots; number++) {
      PageExtent extent = nextPage(leaf.column(), values, slot, value, encodesPlaces);
      writePage(leaf, values, slot, value, extent, encodesPlaces ? number : 0, file);
      slot = extent.slotEnd;
      value = extent.valueEnd;
    }
    file.endColumn();
  }

  /** Writes a chunk that is null in all rows. */
  void writeNulls(FileLayout.Leaf leaf, int rows, ParquetFileWriter file) throws IOException {
    ColumnDescriptor column = leaf.column();
    page.clear();
    if (column.getMaxRepetitionLevel() > 0) {
      page.putSameLevels(0, rows, column.getMaxRepetitionLevel());
    }
    page.putSameLevels(0, rows, column.getMaxDefinitionLevel());
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    statistics.incrementNumNulls(rows);
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
    file.writeDataPage(
        rows,
        page.length(),
        compressed(),
        statistics,
        rows,
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
    file.endColumn();
  }

  private BytesInput compressed() {
    return ZstdPages.ofThread().compress(page.bytes(), page.length());
  }

  private void writeDictionary(ColumnDescriptor column, LeafValues values, ParquetFileWriter file)
      throws IOException {
    page.clear();
    for (int place = 0; place < dictionary.size; place++) {
      putPlain(column, values, dictionary.firsts[place]);
    }
    file.writeDictionaryPage(
        new DictionaryPage(compressed(), page.length(), dictionary.size, Encoding.PLAIN));
  }

  /** Where a page ends: at the end of a row, whose slots share a page. */
  private record PageExtent(int slotEnd, int valueEnd, int rows) {}

  private static PageExtent nextPage(
      ColumnDescriptor column, LeafValues values, int slot, int value, boolean encodesPlaces) {
    boolean isList = column.getMaxRepetitionLevel() > 0;
    int max = column.getMaxDefinitionLevel();
    int slotEnd = slot;
    int valueEnd = value;
    int rows = 0;
    long bytes = 0;
    while (slotEnd < values.slots) {
      boolean startsRow = !isList || values.repetitions[slotEnd] == 0;
      if (startsRow && (rows == PAGE_ROWS || bytes >= PAGE_BYTES)) {
        break;
      }
      rows += startsRow ? 1 : 0;
      if (values.definitions[slotEnd++] == max) {
        bytes += encodesPlaces ? 0 : values.lengths[valueEnd] + Integer.BYTES;
        valueEnd++;
      }
    }
    return new PageExtent(slotEnd, valueEnd, rows);
  }

  /**
   * Writes a page.
   *
   * @param pageOfPlaces the page's number, from 1, if it holds places in the dictionary; else 0
   */
  private void writePage(
      FileLayout.Leaf leaf,
      LeafValues values,
      int slot,
      int value,
      PageExtent extent,
      int pageOfPlaces,
      ParquetFileWriter file)
      throws IOException {
    ColumnDescriptor column = leaf.column();
    int slots = extent.slotEnd - slot;
    int nulls = slots - (extent.valueEnd - value);
    int max = column.getMaxDefinitionLevel();
    page.clear();
    if (column.getMaxRepetitionLevel() > 0) {
      page.putLevels(values.repetitions, slot, extent.slotEnd, column.getMaxRepetitionLevel());
    }
    if (nulls == 0) {
      page.putSameLevels(max, slots, max);
    } else {
      page.putLevels(values.definitions, slot, extent.slotEnd, max);
    }
    Encoding encoding = Encoding.RLE_DICTIONARY;
    if (pageOfPlaces > 0) {
      page.putPlaces(dictionary.places, value, extent.valueEnd, dictionary.size);
    } else {
      encoding = putValues(column, values, value, extent.valueEnd);
    }
    file.writeDataPage(
        slots,
        page.length(),
        compressed(),
        leaf.isFiltered()
            ? statistics(column, values, value, extent.valueEnd, nulls, pageOfPlaces)
            : null,
        extent.rows,
        Encoding.RLE,
        Encoding.RLE,
        encoding);
  }

  /**
   * Puts values that hardly repeat, and tells how they are encoded. Lengths stand apart from texts:
   * between them they would hide from the compressor that texts are alike.
   */
  private Encoding putValues(ColumnDescriptor column, LeafValues values, int from, int to) {
    switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> {
        for (int i = from; i < to; i++) {
          ints.writeInteger(values.lengths[i]);
        }
        put(ints);
        for (int i = from; i < to; i++) {
          page.put(values.source, values.starts[i], values.lengths[i]);
        }
        return Encoding.DELTA_LENGTH_BYTE_ARRAY;
      }
      case INT64 -> {
        for (int i = from; i < to; i++) {
          longs.writeLong(values.number(i));
        }
        put(longs);
        return Encoding.DELTA_BINARY_PACKED;
      }
      case INT32 -> {
        for (int i = from; i < to; i++) {
          ints.writeInteger((int) values.number(i));
        }
        put(ints);
        return Encoding.DELTA_BINARY_PACKED;
      }
      case BOOLEAN -> {
        putBooleans(values, from, to);
        return Encoding.PLAIN;
      }
      case DOUBLE -> {
        for (int i = from; i < to; i++) {
          page.putLong(values.number(i));
        }
        return Encoding.PLAIN;
      }
      case FLOAT, INT96, FIXED_LEN_BYTE_ARRAY -> throw unexpected(column);
    }
    throw unexpected(column);
  }

  private void put(DeltaBinaryPackingValuesWriter numbers) {
    try {
      numbers.getBytes().writeAllTo(page);
    } catch (IOException e) {
      throw new UncheckedIOException("reading bytes in memory", e);
    }
    numbers.reset();
  }

  private void putPlain(ColumnDescriptor column, LeafValues values, int value) {
    switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> {
        page.putInt(values.lengths[value]);
        page.put(values.source, values.starts[value], values.lengths[value]);
      }
      case INT64, DOUBLE -> page.putLong(values.number(value));
      case INT32 -> page.putInt((int) values.number(value));
      case BOOLEAN, FLOAT, INT96, FIXED_LEN_BYTE_ARRAY -> throw unexpected(column);
    }
  }

  private void putBooleans(LeafValues values, int from, int to) {
    int bits = 0;
    for (int i = from; i < to; i++) {
      int bit = i - from & 7;
      bits |= (int) values.number(i) << bit;
      if (bit == 7 || i == to - 1) {
        page.putByte(bits);
        bits = 0;
      }
    }
  }

  private @Nullable Statistics<?> statistics(
      ColumnDescriptor column, LeafValues values, int from, int to, int nulls, int pageOfPlaces) {
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    statistics.incrementNumNulls(nulls);
    if (pageOfPlaces == 1 && pageOfPlace.length < dictionary.size) {
      pageOfPlace = new int[Integer.highestOneBit(dictionary.size) * 2];
    } else if (pageOfPlaces == 1) {
      Arrays.fill(pageOfPlace, 0, dictionary.size, 0);
    }
    for (int i = from; i < to; i++) {
      if (pageOfPlaces > 0) {
        int place = dictionary.places[i];
        if (pageOfPlace[place] == pageOfPlaces) {
          continue;
        }
        pageOfPlace[place] = pageOfPlaces;
      }
      if (values.lengths[i] > LONGEST_BOUND) {
        return null;
      }
      update(statistics, column, values, i);
    }
    return statistics;
  }

  private static void update(
      Statistics<?> statistics, ColumnDescriptor column, LeafValues values, int value) {
    switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY ->
          statistics.updateStats(
              Binary.fromReusedByteArray(
                  values.source, values.starts[value], values.lengths[value]));
      case INT64 -> statistics.updateStats(values.number(value));
      case INT32 -> statistics.updateStats((int) values.number(value));
      case BOOLEAN -> statistics.updateStats(values.number(value) == 1);
      case FLOAT, DOUBLE, INT96, FIXED_LEN_BYTE_ARRAY -> throw unexpected(column);
    }
  }

  private static IllegalStateException unexpected(ColumnDescriptor column) {
    return new IllegalStateException("no file has a column like " + column);
  }
}
