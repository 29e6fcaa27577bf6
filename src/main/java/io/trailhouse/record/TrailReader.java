package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import io.trailhouse.gzip.CorruptGzipException;
import io.trailhouse.gzip.Gunzip;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one trail object in one pass. {@link #next} moves, {@link #event} stands
 * still.
 *
 * <p>It reads gzip and plain files; {@code {"Records":[…]}}, bare records, arrays of records, JSON
 * lines, and any of them wrapped in EventBridge envelopes, also one after another. What it cannot
 * read it hands over as {@link Damage} and goes on behind it, if that can be done without guessing.
 * Memory is bounded by the longest record, whatever the size of the object.
 */
public final class TrailReader implements Closeable {

  private static final byte[] RECORDS = "Records".getBytes(UTF_8);
  private static final byte[] EVENT_VERSION = "\"eventVersion\"".getBytes(UTF_8);
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Where the reader stands in the object. */
  private enum State {
    BEFORE_DOCUMENT,
    IN_ARRAY,
    BEHIND_RECORDS,
    ENDED
  }

  private final Limits limits;
  private final DamageListener listener;
  private final RecordScanner records;
  private final JsonScanner json;
  private final Window window;

  private State state = State.BEFORE_DOCUMENT;
  private boolean arrayIsRecords;
  private boolean afterElement;
  private boolean anyDocument;
  private int position;
  private int recordsRead;
  private long recordStart;

  /**
   * What searches that end nowhere may go over yet, besides what reading has moved over: a file
   * made for it could ask for one that is as long as the file at every byte.
   */
  private long searchBytesLeft;

  /**
   * Opens a trail object.
   *
   * @param in the object's bytes, closed with the reader
   * @param memory says what to read, and how much of it at most; the reader that had it before must
   *     be closed
   * @param keyAccount the account in the object's key, the recipient of records that name none
   * @param listener is told what could not be read, in the order of the object
   * @throws IOException if the bytes cannot be fetched
   */
  public TrailReader(
      InputStream in, ReaderMemory memory, @Nullable String keyAccount, DamageListener listener)
      throws IOException {
    this.limits = memory.limits();
    this.listener = listener;
    this.records = memory.records();
    this.json = memory.json();
    this.searchBytesLeft = 32L * limits.maxRecordBytes();
    this.window = memory.window();
    records.startObject(keyAccount);
    window.start(plain(in), limits.maxObjectBytes());
  }

  private static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 8 << 10);
    buffered.mark(2);
    byte[] start = new byte[2];
    boolean opened = false;
    try {
      int length = buffered.readNBytes(start, 0, 2);
      buffered.reset();
      opened = true;
      return Gunzip.isGzip(start, length) ? new Gunzip(buffered) : buffered;
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  /**
   * Moves to the next event; false at the end of the object, or where damage ends it.
   *
   * @throws IOException if the bytes cannot be fetched, or the listener cannot keep damage in them,
   *     which else is no exception
   */
  public boolean next() throws IOException {
    try {
      boolean found = false;
      while (!found && state != State.ENDED && !isFull()) {
        found =
            switch (state) {
              case BEFORE_DOCUMENT -> document();
              case IN_ARRAY -> element();
              case BEHIND_RECORDS -> memberBehindRecords();
              case ENDED -> false;
            };
      }
      return found;
    } catch (CorruptGzipException e) {
      return endAt(
          e.truncated() ? Damage.Reason.TRUNCATED_GZIP : Damage.Reason.CORRUPT_GZIP,
          String.valueOf(e.getMessage()),
          window.limit());
    } catch (Window.ObjectTooLongException e) {
      return endAt(
          Damage.Reason.MAX_OBJECT_BYTES,
          "longer than max-object-bytes (%d)".formatted(limits.maxObjectBytes()),
          window.limit());
    }
  }

  /** Whether there can be no further record, as there is no number for it; then this ends it. */
  private boolean isFull() throws IOException {
    if (recordsRead < Integer.MAX_VALUE) {
      return false;
    }
    endAt(Damage.Reason.MAX_OBJECT_BYTES, "more records than can be numbered", position);
    return true;
  }

  /** The event that {@link #next} moved to; its values hold until it moves again. */
  public FlatEvent event() {
    return records.event();
  }

  /** Where the event's record begins in the JSON; it ends with {@link #bytesRead}. */
  public long recordStart() {
    return recordStart;
  }

  /** How many records were read so far, damaged ones included. */
  public int recordsRead() {
    return recordsRead;
  }

  /** How many bytes of JSON were read so far. */
  public long bytesRead() {
    return window.positionOf(position);
  }

  /** Closes the object's stream. */
  @Override
  public void close() throws IOException {
    window.close();
  }

  /** Reads what stands at the top: a document with Records, an array, a record. */
  private boolean document() throws IOException {
    int first = peek();
    if (first == (BYTE_ORDER_MARK[0] & 0xff)
        && isReadable(BYTE_ORDER_MARK.length)
        && startsWith(position, BYTE_ORDER_MARK)) {
      position += BYTE_ORDER_MARK.length;
      first = peek();
    }
    if (first < 0) {
      state = State.ENDED;
      return !anyDocument && endAt(Damage.Reason.EMPTY, "there is no JSON in it", position);
    }
    if (!anyDocument) {
      isReadable(2);
      String foreign = ForeignFile.byFirstBytes(window.bytes(), position, window.limit());
      if (foreign != null) {
        return endAt(Damage.Reason.NOT_A_TRAIL_FILE, foreign, position);
      }
    }
    return switch (first) {
      case '[' -> startArray(false);
      case '{' -> object();
      default -> setAside(Damage.Reason.BROKEN_RECORD, "expected a record, an array or the end");
    };
  }

  /** Reads the members before {@code Records}; without Records the object is a record itself. */
  private boolean object() throws IOException {
    while (true) {
      json.start(window.bytes(), window.limit());
      try {
        int p = json.skipSpace(position + 1);
        // Records begin with this name, documents do not: then one scan is enough.
        if (startsWith(p, EVENT_VERSION)) {
          return record(true);
        }
        p = window.bytes()[p] == '}' ? p : recordsOrEnd(p);
        if (window.bytes()[p] == '[') {
          position = p;
          return startArray(true);
        }
        return bareObject(p + 1);
      } catch (MoreNeededException e) {
        if (isOverLimit()) {
          return tooLong();
        }
        if (!more()) {
          return truncated();
        }
      } catch (MalformedException e) {
        return setAside(e, true);
      }
    }
  }

  /** The index of the bracket behind {@code "Records":}, or that of the object's last brace. */
  private int recordsOrEnd(int index) throws MoreNeededException, MalformedException {
    byte[] bytes = window.bytes();
    int p = index;
    while (true) {
      int keyStart = json.expect('"', p);
      int keyEnd = json.stringEnd(keyStart);
      boolean isRecords = isRecords(keyStart, keyEnd);
      p = json.skipSpace(json.expect(':', json.skipSpace(keyEnd + 1)));
      if (isRecords && bytes[p] == '[') {
        return p;
      }
      p = json.skipSpace(json.valueEnd(p, 1));
      if (bytes[p] == '}') {
        return p;
      }
      p = json.skipSpace(json.expect(',', p));
    }
  }

  private boolean isRecords(int keyStart, int keyEnd) {
    if (!json.sawEscape()) {
      return Arrays.equals(window.bytes(), keyStart, keyEnd, RECORDS, 0, RECORDS.length);
    }
    ByteText key = new ByteText();
    key.appendUnescaped(window.bytes(), keyStart, keyEnd);
    return Arrays.equals(key.bytes(), 0, key.length(), RECORDS, 0, RECORDS.length);
  }

  /** An object without Records: a record, or the whole file is none of ours. */
  private boolean bareObject(int end) throws IOException {
    if (!anyDocument) {
      String foreign = ForeignFile.byObject(window.bytes(), position, end);
      if (foreign != null && isLast(end)) {
        return endAt(Damage.Reason.NOT_A_TRAIL_FILE, foreign, position);
      }
    }
    return record(true);
  }

  private boolean startArray(boolean isRecords) {
    anyDocument = true;
    arrayIsRecords = isRecords;
    afterElement = false;
    position++;
    state = State.IN_ARRAY;
    return false;
  }

  private boolean element() throws IOException {
    int next = peek();
    if (next == ']') {
      position++;
      state = arrayIsRecords ? State.BEHIND_RECORDS : State.BEFORE_DOCUMENT;
      return false;
    }
    boolean separated = !afterElement;
    if (afterElement && next == ',') {
      separated = true;
      position++;
      next = peek();
    }
    afterElement = true;
    if (next < 0) {
      return truncated();
    }
    if (!separated) {
      return setAside(Damage.Reason.BROKEN_RECORD, "expected ',' or ']' before it");
    }
    return next == '{'
        ? record(false)
        : setAside(Damage.Reason.NOT_AN_OBJECT, "a record must be an object");
  }

  /** Scans the record at the position; damage is handed over and the position is behind it. */
  private boolean record(boolean standsAlone) throws IOException {
    anyDocument = true;
    while (true) {
      try {
        int end = records.scan(window.bytes(), window.limit(), position);
        if (end - position > limits.maxRecordBytes()) {
          return tooLong();
        }
        records.event().set(EventColumn.SOURCE_INDEX, recordsRead);
        recordsRead++;
        recordStart = window.positionOf(position);
        position = end;
        return true;
      } catch (MoreNeededException e) {
        if (isOverLimit()) {
          return tooLong();
        }
        if (!more()) {
          return truncated();
        }
      } catch (MalformedException e) {
        return setAside(e, standsAlone);
      }
    }
  }

  private boolean setAside(Damage.Reason reason, String message) throws IOException {
    return setAside(
        new MalformedException(reason, message, position), state == State.BEFORE_DOCUMENT);
  }

  /**
   * Hands over a damaged record and moves behind it: behind its last bracket if its strings and
   * brackets are whole, else to where another record can only begin.
   */
  private boolean setAside(MalformedException damage, boolean standsAlone) throws IOException {
    long damagedAt = window.positionOf(damage.index());
    int end = find(standsAlone ? Resync::valueEnd : Resync::elementEnd);
    if (end < 0) {
      end = find(standsAlone ? Resync::nextLine : Resync::nextRecord);
    }
    if (end < 0 && damage.reason() == Damage.Reason.MAX_DEPTH && isOverLimit()) {
      return tooLong();
    }
    if (end < 0 && standsAlone && anyDocument && !isOverLimit() && searchBytesLeft > 0) {
      end = window.limit();
    }
    if (end < 0) {
      return endAt(Damage.Reason.NOT_JSON, damage.what(), (int) (damagedAt - window.positionOf(0)));
    }
    anyDocument = true;
    report(damage.reason(), damage.what(), damagedAt, end);
    searchBytesLeft += end - position;
    position = end;
    return false;
  }

  /** The index that a search ends at; negative if it ends nowhere, or may not be made any more. */
  private int find(Resync.Search search) throws IOException {
    while (searchBytesLeft > 0) {
      try {
        int end = search.end(window.bytes(), window.limit(), position);
        searchBytesLeft -= end < 0 ? ~end - position : 0;
        return end;
      } catch (MoreNeededException e) {
        if (isOverLimit() || !more()) {
          searchBytesLeft -= window.limit() - position;
          return -1;
        }
      }
    }
    return -1;
  }

  /** Passes over a record that is longer than the limit, without keeping it in memory. */
  private boolean tooLong() throws IOException {
    anyDocument = true;
    Resync.Brackets brackets = new Resync.Brackets();
    int end = brackets.end(window.bytes(), position, window.limit());
    Damage damage =
        Damage.of(
            Damage.Reason.MAX_RECORD_BYTES,
            "longer than max-record-bytes (%d)".formatted(limits.maxRecordBytes()),
            recordsRead,
            window.positionOf(position),
            false,
            window.bytes(),
            position,
            end < 0 ? window.limit() : end);
    try {
      position = end < 0 ? window.limit() : end;
      while (end < 0 && more()) {
        end = brackets.end(window.bytes(), position, window.limit());
        position = end < 0 ? window.limit() : end;
      }
    } finally {
      // Also if the object is cut in it.
      listener.damaged(damage.withRawBytes(window.positionOf(position) - damage.bytePosition()));
      recordsRead++;
    }
    return end < 0 && truncated();
  }

  private boolean memberBehindRecords() throws IOException {
    int next = peek();
    if (next == '}') {
      position++;
      state = State.BEFORE_DOCUMENT;
      return false;
    }
    if (next >= 0 && next != ',') {
      return endAt(Damage.Reason.NOT_JSON, "expected ',' or '}' behind Records", position);
    }
    while (true) {
      json.start(window.bytes(), window.limit());
      try {
        position = recordsOrEnd(json.skipSpace(position + 1));
        return window.bytes()[position] == '[' && startArray(true);
      } catch (MoreNeededException e) {
        if (isOverLimit()) {
          return endAt(
              Damage.Reason.MAX_RECORD_BYTES,
              "what is behind Records is longer than max-record-bytes (%d)"
                  .formatted(limits.maxRecordBytes()),
              position);
        }
        if (!more()) {
          return truncated();
        }
      } catch (MalformedException e) {
        return endAt(Damage.Reason.NOT_JSON, e.what(), e.index());
      }
    }
  }

  /** The next byte that is no white space, at the position then; -1 at the end of the object. */
  private int peek() throws IOException {
    while (true) {
      byte[] bytes = window.bytes();
      int limit = window.limit();
      while (position < limit) {
        if (!JsonScanner.isSpace(bytes[position])) {
          return bytes[position] & 0xff;
        }
        position++;
      }
      if (!more()) {
        return -1;
      }
    }
  }

  /** Whether nothing but white space stands behind an index; the position may move with it. */
  private boolean isLast(int index) throws IOException {
    int length = index - position;
    while (!isOverLimit()) {
      while (position + length < window.limit()
          && JsonScanner.isSpace(window.bytes()[position + length])) {
        length++;
      }
      if (position + length < window.limit()) {
        return false;
      }
      if (!more()) {
        return true;
      }
    }
    return false;
  }

  /** Reads on, keeping what is from the position on; the position moves with the bytes. */
  private boolean more() throws IOException {
    int keep = position;
    position = 0;
    return window.fill(keep);
  }

  /** Whether so many bytes are readable from the position on, reading on if need be. */
  private boolean isReadable(int count) throws IOException {
    while (window.limit() - position < count) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  /** Whether what starts at the position and has not ended yet is longer than a record may be. */
  private boolean isOverLimit() {
    return window.limit() - position > limits.maxRecordBytes();
  }

  private boolean startsWith(int index, byte[] expected) {
    int end = index + expected.length;
    return end <= window.limit()
        && Arrays.equals(window.bytes(), index, end, expected, 0, expected.length);
  }

  private boolean truncated() throws IOException {
    return endAt(
        Damage.Reason.TRUNCATED_JSON,
        "the JSON ends too early (records before: %d)".formatted(recordsRead),
        window.limit());
  }

  /** Ends the object: what is left of it cannot be read. */
  private boolean endAt(Damage.Reason reason, String message, int index) throws IOException {
    state = State.ENDED;
    listener.damaged(
        Damage.of(
            reason,
            message,
            recordsRead,
            window.positionOf(index),
            true,
            window.bytes(),
            position,
            window.limit()));
    return false;
  }

  private void report(Damage.Reason reason, String message, long bytePosition, int end)
      throws IOException {
    listener.damaged(
        Damage.of(
            reason, message, recordsRead, bytePosition, false, window.bytes(), position, end));
    recordsRead++;
  }
}
