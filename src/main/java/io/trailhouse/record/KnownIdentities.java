package io.trailhouse.record;

import io.trailhouse.event.EventColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of {@code userIdentity} that were scanned, with the columns that they filled: in a file
 * the same few identities stand again and again, byte for byte, and are a third of its bytes.
 */
final class KnownIdentities {

  /** One text, and what it filled. */
  static final class Identity {
    private final byte[] text;
    private final EventColumn[] columns;
    private final int[] starts;
    private final int[] lengths;
    private final long[] numbers;
    private CallerCache.@Nullable Entry caller;
    private byte[] callerEventType = new byte[0];
    private boolean callerFromConsole;

    private Identity(byte[] text, EventColumn[] columns) {
      this.text = text;
      this.columns = columns;
      this.starts = new int[columns.length];
      this.lengths = new int[columns.length];
      this.numbers = new long[columns.length];
    }

    private boolean standsAt(byte[] bytes, int index, int limit) {
      int end = index + text.length;
      return end <= limit
          && bytes[end - 1] == '}'
          && Arrays.equals(text, 0, text.length, bytes, index, end);
    }

    /** Bytes of the text. */
    int length() {
      return text.length;
    }

    /** Fills the columns as the text did when it was scanned. */
    void fill(FlatEvent event) {
      for (int i = 0; i < columns.length; i++) {
        EventColumn column = columns[i];
        if (column.type().isNumber()) {
          event.set(column, numbers[i]);
        } else {
          event.set(column, text, starts[i], lengths[i]);
        }
      }
    }

    /** The caller that was resolved from it last, if the event says the same of it. */
    CallerCache.@Nullable Entry caller(FlatEvent event) {
      return event.isValue(EventColumn.EVENT_TYPE, callerEventType)
              && callerFromConsole == CallerCache.fromConsole(event)
          ? caller
          : null;
    }

    void rememberCaller(FlatEvent event, CallerCache.Entry resolved) {
      if (!event.isNull(EventColumn.EVENT_TYPE)) {
        int start = event.start(EventColumn.EVENT_TYPE);
        callerEventType =
            Arrays.copyOfRange(
                event.array(EventColumn.EVENT_TYPE),
                start,
                start + event.length(EventColumn.EVENT_TYPE));
        callerFromConsole = CallerCache.fromConsole(event);
        caller = resolved;
      }
    }
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final EventColumn[] COLUMNS =
      Arrays.stream(EventColumn.values())
          .filter(column -> column.path() != null && column.path().startsWith("userIdentity."))
          .toArray(EventColumn[]::new);

  /** What comes before differs little between identities: type and the start of principalId. */
  private static final int PREFIX_BYTES = 32;

  /** As many bytes behind it tell identities apart. */
  private static final int HASHED_BYTES = 64;

  private static final int SLOTS = 256;

  /** Sessions of one role start alike: so many texts that do are kept. */
  private static final int WAYS = 8;

  /** Longer texts are not kept, so that the memory for all is bounded. */
  private static final int MOST_BYTES = 4 << 10;

  private final @Nullable Identity[] identities = new Identity[SLOTS * WAYS];
  private final EventColumn[] filled = new EventColumn[COLUMNS.length];
  private int nextWay;

  /** The identity whose text stands at an index, if it is known. */
  @Nullable Identity find(byte[] bytes, int index, int limit) {
    if (index + PREFIX_BYTES + HASHED_BYTES > limit) {
      return null;
    }
    int slot = slot(bytes, index);
    for (int i = slot; i < slot + WAYS; i++) {
      Identity identity = identities[i];
      if (identity == null) {
        return null;
      }
      if (identity.standsAt(bytes, index, limit)) {
        return identity;
      }
    }
    return null;
  }

  /**
   * Keeps a text that is nothing but the columns that it filled: without escapes, which stand
   * elsewhere, nulls or unknown fields.
   */
  @Nullable Identity remember(byte[] bytes, int start, int end, FlatEvent event) {
    if (end - start < PREFIX_BYTES + HASHED_BYTES || end - start > MOST_BYTES) {
      return null;
    }
    int count = 0;
    for (EventColumn column : COLUMNS) {
      if (!event.isNull(column)) {
        filled[count++] = column;
      }
    }
    Identity identity =
        new Identity(Arrays.copyOfRange(bytes, start, end), Arrays.copyOf(filled, count));
    for (int i = 0; i < count; i++) {
      if (filled[i].type().isNumber()) {
        identity.numbers[i] = event.number(filled[i]);
      } else if (event.array(filled[i]) == bytes) {
        identity.starts[i] = event.start(filled[i]) - start;
        identity.lengths[i] = event.length(filled[i]);
      } else {
        return null;
      }
    }
    int slot = slot(bytes, start);
    int free = slot;
    while (free < slot + WAYS && identities[free] != null) {
      free++;
    }
    identities[free < slot + WAYS ? free : slot + (nextWay++ & (WAYS - 1))] = identity;
    return identity;
  }

  private static int slot(byte[] bytes, int index) {
    long hash = 0;
    int from = index + PREFIX_BYTES;
    for (int p = from; p < from + HASHED_BYTES; p += 2 * Long.BYTES) {
      long first = ((long) LONGS.get(bytes, p) + p - from) * 0x9E3779B97F4A7C15L;
      long second = ((long) LONGS.get(bytes, p + Long.BYTES) - p + from) * 0xC2B2AE3D27D4EB4FL;
      hash += (first ^ (first >>> 32)) + (second ^ (second >>> 29));
    }
    return ((int) (hash ^ (hash >>> 32)) & (SLOTS - 1)) * WAYS;
  }
}
