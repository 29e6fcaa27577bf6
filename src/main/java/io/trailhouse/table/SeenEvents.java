package io.trailhouse.table;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.FlatEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Tells second deliveries from new events, by hashes alone. An event is a duplicate of another if
 * both records have the same content; sharing an id is neither needed nor enough. Events that share
 * id, time and name but differ in content conflict, and are all kept.
 *
 * <p>Takes 56 to 112 bytes of memory an event.
 */
public final class SeenEvents {

  /** What an event is to those seen before it. */
  public enum Verdict {
    /** Nothing like it was seen. */
    NEW,
    /** The same content was seen. */
    DUPLICATE,
    /** Its id, time and name were seen with other content. */
    CONFLICTING
  }

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where an identity was seen that was not seen. */
  static final int NOWHERE = -1;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Pairs of longs: a content hash, or zeros in a free slot. */
  private long[] contents = new long[2 << 10];

  private int contentCount;

  /** Hashes of id, time and name. */
  private long[] identities = new long[1 << 10];

  /** Where each of them was seen last. */
  private int[] places = new int[1 << 10];

  private int identityCount;

  /** Notes an event of which {@code content_hash} was filled. */
  public Verdict see(FlatEvent event) {
    return see(high(event), low(event), identity(event));
  }

  /** The first half of an event's content hash. */
  static long high(FlatEvent event) {
    return half(event, 0);
  }

  /** The second half of an event's content hash. */
  static long low(FlatEvent event) {
    return half(event, Long.BYTES);
  }

  private static long half(FlatEvent event, int offset) {
    int at = event.start(EventColumn.CONTENT_HASH) + offset;
    return (long) LONG.get(event.array(EventColumn.CONTENT_HASH), at);
  }

  private Verdict see(long high, long low, long identity) {
    if (!seeContent(high, low)) {
      return Verdict.DUPLICATE;
    }
    return seeIdentity(identity, 0) == NOWHERE ? Verdict.NEW : Verdict.CONFLICTING;
  }

  /** Notes a content; false if it was seen before. */
  boolean seeContent(long high, long low) {
    // Zeros would be a free slot.
    return addContent(high == 0 && low == 0 ? 1 : high, low);
  }

  /** The hash of an event's id, time and name; 0 if it has no id. */
  static long identity(FlatEvent event) {
    if (event.isNull(EventColumn.EVENT_ID)) {
      return 0;
    }
    long hash =
        mix(
            event.number(EventColumn.EVENT_TIME),
            event.array(EventColumn.EVENT_ID),
            event.start(EventColumn.EVENT_ID),
            event.length(EventColumn.EVENT_ID));
    return event.isNull(EventColumn.EVENT_NAME)
        ? hash
        : mix(
            hash,
            event.array(EventColumn.EVENT_NAME),
            event.start(EventColumn.EVENT_NAME),
            event.length(EventColumn.EVENT_NAME));
  }

  /** The same of an event in a file. */
  static long identity(@Nullable Binary id, long time, @Nullable Binary name) {
    if (id == null) {
      return 0;
    }
    long hash = mix(time, id.getBytes(), 0, id.length());
    return name == null ? hash : mix(hash, name.getBytes(), 0, name.length());
  }

  /** The hash of more bytes behind what was hashed before; never 0. */
  static long mix(long before, byte[] bytes, int start, int length) {
    long hash = (before ^ length) * MULTIPLIER;
    int p = start;
    int end = start + length;
    while (p + 8 <= end) {
      hash = (hash ^ (long) LONG.get(bytes, p)) * MULTIPLIER;
      hash ^= hash >>> 32;
      p += 8;
    }
    while (p < end) {
      hash = (hash ^ bytes[p++]) * MULTIPLIER;
    }
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }

  private boolean addContent(long high, long low) {
    int mask = contents.length / 2 - 1;
    int slot = (int) low & mask;
    while (contents[2 * slot] != 0 || contents[2 * slot + 1] != 0) {
      if (contents[2 * slot] == high && contents[2 * slot + 1] == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    contents[2 * slot] = high;
    contents[2 * slot + 1] = low;
    if (++contentCount > contents.length / 4) {
      growContents();
    }
    return true;
  }

  private void growContents() {
    long[] old = contents;
    contents = new long[Math.multiplyExact(old.length, 2)];
    int mask = contents.length / 2 - 1;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 || old[i + 1] != 0) {
        int slot = (int) old[i + 1] & mask;
        while (contents[2 * slot] != 0 || contents[2 * slot + 1] != 0) {
          slot = (slot + 1) & mask;
        }
        contents[2 * slot] = old[i];
        contents[2 * slot + 1] = old[i + 1];
      }
    }
  }

  /**
   * Notes an identity at a place; 0 is the identity of events without one.
   *
   * @return the place where it was seen last, {@link #NOWHERE} if it was not seen
   */
  int seeIdentity(long identity, int place) {
    if (identity == 0) {
      return NOWHERE;
    }
    int slot = identitySlot(identity);
    if (identities[slot] == identity) {
      int before = places[slot];
      places[slot] = place;
      return before;
    }
    identities[slot] = identity;
    places[slot] = place;
    if (++identityCount > identities.length / 2) {
      growIdentities();
    }
    return NOWHERE;
  }

  private int identitySlot(long identity) {
    int mask = identities.length - 1;
    int slot = (int) identity & mask;
    while (identities[slot] != 0 && identities[slot] != identity) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void growIdentities() {
    long[] oldIdentities = identities;
    int[] oldPlaces = places;
    identities = new long[Math.multiplyExact(oldIdentities.length, 2)];
    places = new int[identities.length];
    for (int i = 0; i < oldIdentities.length; i++) {
      if (oldIdentities[i] != 0) {
        int slot = identitySlot(oldIdentities[i]);
        identities[slot] = oldIdentities[i];
        places[slot] = oldPlaces[i];
      }
    }
  }
}
