package io.trailhouse.record;

import java.util.Arrays;

/**
 * What no column holds exactly, collected while a record is scanned, and written as one JSON object
 * in which each value stands at its path in the record.
 */
final class UnknownFields {

  private FieldTree[] objects = new FieldTree[8];
  private int[] slices = new int[8 * 4];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Notes a member of a known object: where its key, with quotes, and its value stand. */
  void add(FieldTree object, int keyStart, int keyEnd, int valueStart, int valueEnd) {
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, count * 2);
      slices = Arrays.copyOf(slices, count * 8);
    }
    objects[count] = object;
    slices[count * 4] = keyStart;
    slices[count * 4 + 1] = keyEnd;
    slices[count * 4 + 2] = valueStart;
    slices[count * 4 + 3] = valueEnd;
    count++;
  }

  /** Appends all that was noted as a JSON object. */
  void writeTo(ByteText text, byte[] bytes) {
    write(FieldTree.RECORD, text, bytes);
  }

  private void write(FieldTree object, ByteText text, byte[] bytes) {
    text.append((byte) '{');
    int start = text.length();
    for (FieldTree.Field field : object.fields()) {
      if (field.object != null && anyWithin(field.object)) {
        separate(text, start).append((byte) '"').append(field.key);
        text.append((byte) '"').append((byte) ':');
        write(field.object, text, bytes);
      }
    }
    // After the known objects: where a name stands twice, the last one counts.
    for (int i = 0; i < count; i++) {
      if (objects[i] == object) {
        separate(text, start).append(bytes, slices[i * 4], slices[i * 4 + 1]);
        text.append((byte) ':').append(bytes, slices[i * 4 + 2], slices[i * 4 + 3]);
      }
    }
    text.append((byte) '}');
  }

  private static ByteText separate(ByteText text, int start) {
    return text.length() == start ? text : text.append((byte) ',');
  }

  private boolean anyWithin(FieldTree object) {
    for (int i = 0; i < count; i++) {
      if (objects[i] == object) {
        return true;
      }
    }
    for (FieldTree.Field field : object.fields()) {
      if (field.object != null && anyWithin(field.object)) {
        return true;
      }
    }
    return false;
  }
}
