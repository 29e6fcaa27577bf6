package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.caller.Caller;
import io.trailhouse.caller.UserIdentity;
import io.trailhouse.event.EventColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Resolves callers once for each identity instead of once for each event: in a file the same few
 * identities stand again and again, byte for byte.
 */
final class CallerCache {

  private static final int SLOTS = 1 << 10;

  /** What longer texts resolve to is not kept, so that the memory for all is bounded. */
  private static final int MOST_KEY_BYTES = 4 << 10;

  /** Behind the key: two whole words of zeros. */
  private static final int SPARE_BYTES = 2 * Long.BYTES;

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0x2545F4914F6CDD1DL;
  private static final long SECOND = 0x5851F42D4C957F2DL;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The caller columns' values, as bytes, with the bytes that they were resolved from. */
  static final class Entry {
    private final byte[] key;
    private final byte[] caller;
    private final byte[] kind;
    private final byte[] name;
    private final byte @Nullable [] account;
    private final byte @Nullable [] sessionName;
    private final byte[] credentialKind;

    private Entry(byte[] key, Caller caller) {
      this.key = key;
      this.caller = caller.key().getBytes(UTF_8);
      this.kind = caller.kind().label().getBytes(UTF_8);
      this.name = caller.name().getBytes(UTF_8);
      this.account = bytes(caller.account());
      this.sessionName = bytes(caller.sessionName());
      this.credentialKind = caller.credentialKind().label().getBytes(UTF_8);
    }

    private void fill(FlatEvent event) {
      event.set(EventColumn.CALLER, caller);
      event.set(EventColumn.CALLER_KIND, kind);
      event.set(EventColumn.CALLER_NAME, name);
      if (account != null) {
        event.set(EventColumn.CALLER_ACCOUNT, account);
      }
      if (sessionName != null) {
        event.set(EventColumn.SESSION_NAME, sessionName);
      }
      event.set(EventColumn.CREDENTIAL_KIND, credentialKind);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
      return text == null ? null : text.getBytes(UTF_8);
    }
  }

  private final @Nullable Entry[] entries = new Entry[SLOTS];
  private final byte[] key = new byte[MOST_KEY_BYTES + SPARE_BYTES];
  private int keyLength;

  /**
   * Fills the caller columns of an event.
   *
   * @param identity what is known of the text of {@code userIdentity}
   * @param bytes where the text of {@code userIdentity} stands, from {@code start} to {@code end};
   *     an empty range if the record has none
   */
  void resolve(
      FlatEvent event,
      KnownIdentities.@Nullable Identity identity,
      byte[] bytes,
      int start,
      int end) {
    Entry known = identity == null ? null : identity.caller(event);
    if (known == null && keyBytes(event, end - start) > MOST_KEY_BYTES) {
      known = new Entry(new byte[0], Caller.of(identity(event)));
    } else if (known == null) {
      known = resolve(event, bytes, start, end);
      if (identity != null) {
        identity.rememberCaller(event, known);
      }
    }
    known.fill(event);
  }

  /** Bytes of the key: the identity's text, a separator, the event's type and the flag. */
  private static int keyBytes(FlatEvent event, int identityBytes) {
    EventColumn type = EventColumn.EVENT_TYPE;
    return identityBytes + (event.isNull(type) ? 0 : event.length(type)) + 2;
  }

  private Entry resolve(FlatEvent event, byte[] bytes, int start, int end) {
    keyLength = 0;
    append(bytes, start, end - start);
    // JSON has no zero byte, so no identity runs into the event type.
    append((byte) 0);
    appendColumn(event, EventColumn.EVENT_TYPE);
    append(fromConsole(event) ? (byte) 1 : (byte) 0);
    int slot = hash() & SLOTS - 1;
    Entry entry = entries[slot];
    if (entry == null || !Arrays.equals(entry.key, 0, entry.key.length, key, 0, keyLength)) {
      entry = new Entry(Arrays.copyOf(key, keyLength), Caller.of(identity(event)));
      entries[slot] = entry;
    }
    return entry;
  }

  private static UserIdentity identity(FlatEvent event) {
    return new UserIdentity(
        text(event, EventColumn.USER_IDENTITY_TYPE),
        text(event, EventColumn.USER_IDENTITY_USER_NAME),
        text(event, EventColumn.USER_IDENTITY_PRINCIPAL_ID),
        text(event, EventColumn.USER_IDENTITY_ARN),
        text(event, EventColumn.USER_IDENTITY_ACCOUNT_ID),
        text(event, EventColumn.USER_IDENTITY_ACCESS_KEY_ID),
        text(event, EventColumn.USER_IDENTITY_INVOKED_BY),
        text(event, EventColumn.USER_IDENTITY_ON_BEHALF_OF_USER_ID),
        text(event, EventColumn.SESSION_ISSUER_USER_NAME),
        text(event, EventColumn.SESSION_ISSUER_ARN),
        text(event, EventColumn.SESSION_ISSUER_ACCOUNT_ID),
        text(event, EventColumn.EVENT_TYPE),
        fromConsole(event),
        !event.isNull(EventColumn.SESSION_CREATION_DATE)
            || !event.isNull(EventColumn.SESSION_MFA_AUTHENTICATED));
  }

  private static @Nullable String text(FlatEvent event, EventColumn column) {
    return event.isNull(column)
        ? null
        : new String(event.array(column), event.start(column), event.length(column), UTF_8);
  }

  /** Whether the event says that its credentials are of a console session. */
  static boolean fromConsole(FlatEvent event) {
    EventColumn column = EventColumn.SESSION_CREDENTIAL_FROM_CONSOLE;
    return !event.isNull(column) && event.number(column) == 1;
  }

  private void appendColumn(FlatEvent event, EventColumn column) {
    if (!event.isNull(column)) {
      append(event.array(column), event.start(column), event.length(column));
    }
  }

  private void append(byte[] bytes, int start, int length) {
    System.arraycopy(bytes, start, key, keyLength, length);
    keyLength += length;
  }

  private void append(byte b) {
    key[keyLength++] = b;
  }

  private int hash() {
    // Whole words: the zeros behind the key are part of it for all keys alike.
    Arrays.fill(key, keyLength, keyLength + SPARE_BYTES, (byte) 0);
    long hash = keyLength;
    for (int i = 0; i < keyLength; i += 2 * Long.BYTES) {
      long first = ((long) LONGS.get(key, i) ^ FIRST) * MULTIPLIER;
      long second = ((long) LONGS.get(key, i + Long.BYTES) ^ SECOND) * MULTIPLIER;
      hash = Long.rotateLeft(hash, 23) + (first ^ Long.rotateLeft(second, 32));
    }
    hash *= MULTIPLIER;
    return (int) (hash ^ hash >>> 32);
  }
}
