package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a record that columns know, by name: the record itself, {@code userIdentity}, its
 * {@code sessionContext}, and so on. Made from the paths of {@link EventColumn}.
 */
final class FieldTree {

  /** Behind a path in {@code record_shape}: the field stood there as null. */
  static final String NULL_MARK = "=null";

  /** Behind a path in {@code record_shape}: the object stood there without members. */
  static final String EMPTY_MARK = "={}";

  /** Behind a path in {@code record_shape}: the column was filled from elsewhere. */
  static final String ABSENT_MARK = "=absent";

  /** Behind a path in {@code record_shape}: all of the object is in {@code unknown_fields}. */
  static final String WHOLE_MARK = "=whole";

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static int fieldCount;
  private static final Field[] BY_COLUMN = new Field[EventColumn.count()];

  /** The whole record. */
  static final FieldTree RECORD = build();

  /** A member of a known object: either a column's value or a known object itself. */
  static final class Field {
    final byte[] key;
    final int id;
    final @Nullable EventColumn column;
    final @Nullable FieldTree object;
    final byte[] nullMark;
    final byte[] emptyMark;
    final byte[] absentMark;
    final byte[] wholeMark;

    /** The name as it stands in compact JSON, with its quotes and colon, in words. */
    private final long[] words;

    /** The bytes of the last word that are part of it. */
    private final long lastMask;

    private Field(
        String key, String path, int id, @Nullable EventColumn column, @Nullable FieldTree object) {
      this.key = key.getBytes(UTF_8);
      this.id = id;
      this.column = column;
      this.object = object;
      this.nullMark = (path + NULL_MARK).getBytes(UTF_8);
      this.emptyMark = (path + EMPTY_MARK).getBytes(UTF_8);
      this.absentMark = (path + ABSENT_MARK).getBytes(UTF_8);
      this.wholeMark = (path + WHOLE_MARK).getBytes(UTF_8);
      byte[] compact = ('"' + key + "\":").getBytes(UTF_8);
      this.words = new long[(compact.length + Long.BYTES - 1) / Long.BYTES];
      byte[] padded = Arrays.copyOf(compact, words.length * Long.BYTES);
      for (int i = 0; i < words.length; i++) {
        words[i] = (long) LONGS.get(padded, i * Long.BYTES);
      }
      this.lastMask = -1L >>> ((padded.length - compact.length) * Byte.SIZE);
    }

    /**
     * Whether the name stands at an index as compact JSON has it: between quotes, without escapes,
     * the colon behind it. False also where too few bytes follow to tell.
     */
    boolean standsAt(byte[] bytes, int index) {
      int last = words.length - 1;
      int p = index;
      if (p + words.length * Long.BYTES > bytes.length) {
        return false;
      }
      for (int i = 0; i < last; i++) {
        if ((long) LONGS.get(bytes, p) != words[i]) {
          return false;
        }
        p += Long.BYTES;
      }
      return ((long) LONGS.get(bytes, p) & lastMask) == words[last];
    }
  }

  /** Tells the object from all fields, and from the other objects. */
  final int id = fieldCount++;

  private final String path;
  private final List<Field> fields = new ArrayList<>();
  private Field[] table = new Field[0];

  private FieldTree(String path) {
    this.path = path;
  }

  /** How many fields and objects are known; ids are below it. */
  static int fieldCount() {
    return fieldCount;
  }

  /** The fields, columns and objects, in the order of the columns. */
  List<Field> fields() {
    return fields;
  }

  /** Where the object stands in the record; empty for the record itself. */
  String path() {
    return path;
  }

  /** The member of this name, compared byte for byte; null if no column knows it. */
  @Nullable Field find(byte[] bytes, int start, int end) {
    if (start == end) {
      return null;
    }
    int mask = table.length - 1;
    int slot = hash(end - start, bytes[start], bytes[end - 1]) & mask;
    for (Field field = table[slot]; field != null; field = table[slot]) {
      if (Arrays.equals(field.key, 0, field.key.length, bytes, start, end)) {
        return field;
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  /** The field of a column that stands in a record. */
  static Field of(EventColumn column) {
    return BY_COLUMN[column.ordinal()];
  }

  private static FieldTree build() {
    FieldTree record = new FieldTree("");
    for (EventColumn column : EventColumn.values()) {
      String path = column.path();
      if (path != null) {
        record.add(List.of(path.split("\\.", -1)), column);
      }
    }
    record.index();
    return record;
  }

  private void add(List<String> names, EventColumn column) {
    String name = names.get(0);
    if (names.size() == 1) {
      Field field = new Field(name, childPath(name), fieldCount++, column, null);
      BY_COLUMN[column.ordinal()] = field;
      fields.add(field);
      return;
    }
    for (Field field : fields) {
      if (field.object != null && name.equals(new String(field.key, UTF_8))) {
        field.object.add(names.subList(1, names.size()), column);
        return;
      }
    }
    FieldTree object = new FieldTree(childPath(name));
    fields.add(new Field(name, childPath(name), fieldCount++, null, object));
    object.add(names.subList(1, names.size()), column);
  }

  private String childPath(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void index() {
    table = new Field[Integer.highestOneBit(Math.max(fields.size(), 4)) * 4];
    int mask = table.length - 1;
    for (Field field : fields) {
      int slot = hash(field.key.length, field.key[0], field.key[field.key.length - 1]) & mask;
      while (table[slot] != null) {
        slot = (slot + 1) & mask;
      }
      table[slot] = field;
      if (field.object != null) {
        field.object.index();
      }
    }
  }

  private static int hash(int length, byte first, byte last) {
    int mixed = length * 0x9E3779B1 + first * 0x85EBCA6B + last * 0xC2B2AE35;
    return mixed ^ mixed >>> 15;
  }
}
