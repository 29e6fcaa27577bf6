package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.event.EventColumn;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
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
  private static final byte[] DIGEST_END_TIME = "\"digestEndTime\"".getBytes(UTF_8);
  private static final byte[] EVENT_VERSION = "\"eventVersion\"".getBytes(UTF_8);

  /** Where the reader stands in the object. */
  private enum State {
    BEFORE_DOCUMENT,
    IN_ARRAY,
    BEHIND_RECORDS,
    ENDED
  }

  private final InputStream in;
  private final Limits limits;
  private final Consumer<Damage> damaged;
  private final RecordScanner records;
  private final JsonScanner json;
  private final Window window;

  private State state = State.BEFORE_DOCUMENT;
  private boolean arrayIsRecords;
  private boolean afterElement;
  private boolean anyDocument;
  private int position;
  private int recordsRead;

  /**
   * Opens a trail object.
   *
   * @param in the object's bytes, closed with the reader
   * @param columns the columns to fill; others may be null although the record has a value. {@code
   *     source_file} and {@code run_id} are never filled: they are not in the object
   * @param keyAccount the account in the object's key, the recipient of records that name none
   * @param damaged is given what could not be read, in the order of the object
   * @throws IOException if the bytes cannot be fetched
   */
  public TrailReader(
      InputStream in,
      Set<EventColumn> columns,
      Limits limits,
      @Nullable String keyAccount,
      Consumer<Damage> damaged)
      throws IOException {
    this.in = in;
    this.limits = limits;
    this.damaged = damaged;
    this.records = new RecordScanner(columns, limits.maxDepth(), keyAccount);
    this.json = new JsonScanner(limits.maxDepth());
    this.window = new Window(plain(in), limits.maxObjectBytes());
  }

  private static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 8 << 10);
    buffered.mark(2);
    byte[] start = new byte[2];
    int length = buffered.readNBytes(start, 0, 2);
    buffered.reset();
    return Gunzip.isGzip(start, length) ? new Gunzip(buffered) : buffered;
  }

  /**
   * Moves to the next event; false at the end of the object, or where damage ends it.
   *
   * @throws IOException if the bytes cannot be fetched; damage in them is no exception
   */
  public boolean next() throws IOException {
    try {
      boolean found = false;
      while (!found && state != State.ENDED) {
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
      end(
          e.truncated() ? Damage.Reason.TRUNCATED_GZIP : Damage.Reason.CORRUPT_GZIP,
          String.valueOf(e.getMessage()));
    } catch (Window.ObjectTooLongException e) {
      end(
          Damage.Reason.MAX_OBJECT_BYTES,
          "longer than max-object-bytes (%d bytes of JSON)".formatted(limits.maxObjectBytes()));
    }
    return false;
  }

  /** The event that {@link #next} moved to; its values hold until it moves again. */
  public FlatEvent event() {
    return records.event();
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
    in.close();
  }

  /** Reads what stands at the top: a document with Records, an array, a record. */
  private boolean document() throws IOException {
    if (!anyDocument) {
      skipByteOrderMark();
    }
    int first = peek();
    if (first < 0) {
      if (!anyDocument) {
        end(Damage.Reason.EMPTY, "there is no JSON in it");
      }
      state = State.ENDED;
      return false;
    }
    if (first == '[') {
      startArray(false);
      return false;
    }
    if (first == '{') {
      return object();
    }
    if (!anyDocument) {
      end(Damage.Reason.NOT_A_TRAIL_FILE, notTrailFile());
      return false;
    }
    return brokenLine(
        new MalformedException(
            Damage.Reason.BROKEN_RECORD, "expected a record, an array or the end", position));
  }

  private void skipByteOrderMark() throws IOException {
    boolean more = true;
    while (window.limit() < 4 && more) {
      more = window.fill(0);
    }
    byte[] bytes = window.bytes();
    if (window.limit() >= 3
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf) {
      position = 3;
    }
  }

  private String notTrailFile() {
    int first = window.bytes()[position] & 0xff;
    int second = window.bytes()[position + 1] & 0xff;
    if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff) || second == 0) {
      return "it is UTF-16 text; CloudTrail writes UTF-8: convert it and deliver it again";
    }
    if (first == 'P' && second == 'K') {
      return "it is a zip archive: unpack it and deliver its files";
    }
    if (Gunzip.isGzip(new byte[] {(byte) first, (byte) second}, 2)) {
      return "it was compressed twice: unpack it once and deliver it again";
    }
    return "it is not JSON: expected '{' or '[' but found byte 0x%02x".formatted(first);
  }

  /** Reads the members before {@code Records}; without Records the object is a record itself. */
  private boolean object() throws IOException {
    while (true) {
      json.start(window.bytes(), window.limit());
      try {
        int p = json.skipSpace(position + 1);
        if (window.bytes()[p] != '}' && !standsAsRecord(p)) {
          p = recordsOrEnd(p);
        } else if (window.bytes()[p] != '}') {
          return record(true);
        }
        if (window.bytes()[p] == '[') {
          position = p;
          startArray(true);
          return false;
        }
        return bareObject(p);
      } catch (MoreNeededException e) {
        if (!more()) {
          return truncated();
        }
        if (window.limit() - position > limits.maxRecordBytes()) {
          return tooLong();
        }
      } catch (MalformedException e) {
        return brokenLine(e);
      }
    }
  }

  /** Records begin with this name, documents do not: then one scan is enough. */
  private boolean standsAsRecord(int keyQuote) throws MoreNeededException {
    return startsWith(keyQuote, EVENT_VERSION);
  }

  /** The index of the bracket behind {@code "Records":}, or that behind the object's last brace. */
  private int recordsOrEnd(int index) throws MoreNeededException, MalformedException {
    byte[] bytes = window.bytes();
    int p = index;
    while (true) {
      int keyStart = json.expect('"', p);
      int keyEnd = json.stringEnd(keyStart);
      boolean isRecords = Arrays.equals(bytes, keyStart, keyEnd, RECORDS, 0, RECORDS.length);
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

  /** An object without Records: a record, or the whole file is none of ours. */
  private boolean bareObject(int closingBrace) throws IOException {
    boolean wholeFile = !anyDocument;
    boolean isDigest = contains(position, closingBrace, DIGEST_END_TIME);
    if (isDigest || (wholeFile && !looksLikeRecord(closingBrace))) {
      end(
          Damage.Reason.NOT_A_TRAIL_FILE,
          isDigest
              ? "it is a digest file: trailhouse verify reads those"
              : "it is a JSON object without Records, and no CloudTrail record itself");
      return false;
    }
    return record(true);
  }

  private boolean looksLikeRecord(int closingBrace) {
    for (String name : new String[] {"eventTime", "eventName", "eventSource", "timeWindow"}) {
      if (contains(position, closingBrace, ("\"" + name + "\"").getBytes(UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private void startArray(boolean isRecords) {
    anyDocument = true;
    arrayIsRecords = isRecords;
    afterElement = false;
    position++;
    state = State.IN_ARRAY;
  }

  private boolean element() throws IOException {
    int next = peek();
    if (next == ']') {
      position++;
      state = arrayIsRecords ? State.BEHIND_RECORDS : State.BEFORE_DOCUMENT;
      return false;
    }
    if (afterElement && next == ',') {
      position++;
      next = peek();
    } else if (afterElement && next >= 0) {
      return endOfJson("expected ',' or ']' behind a record");
    }
    afterElement = true;
    if (next < 0) {
      return truncated();
    }
    return next == '{' ? record(false) : notAnObject();
  }

  /** Scans the record at the position; damage is handed over and the position is behind it. */
  private boolean record(boolean line) throws IOException {
    anyDocument = true;
    while (true) {
      try {
        int end = records.scan(window.bytes(), window.limit(), position);
        if (end - position > limits.maxRecordBytes()) {
          return tooLong();
        }
        records.event().set(EventColumn.SOURCE_INDEX, recordsRead);
        recordsRead++;
        position = end;
        return true;
      } catch (MoreNeededException e) {
        if (!more()) {
          return truncated();
        }
        if (window.limit() - position > limits.maxRecordBytes()) {
          return tooLong();
        }
      } catch (MalformedException e) {
        return line ? brokenLine(e) : brokenElement(e);
      }
    }
  }

  /** Something in an array that is no object is still a value, and is kept as one. */
  private boolean notAnObject() throws IOException {
    MalformedException damage =
        new MalformedException(Damage.Reason.NOT_AN_OBJECT, "a record must be an object", position);
    return brokenElement(damage);
  }

  /**
   * Sets a damaged element of an array aside. Its end is where its brackets close, if its strings
   * and brackets are whole; else where the next record begins as only a record can: a quote in a
   * string is always escaped, so these bytes cannot stand in one.
   */
  private boolean brokenElement(MalformedException damage) throws IOException {
    long damagedAt = window.positionOf(damage.index());
    int end = -1;
    while (end < 0) {
      try {
        end = Resync.elementEnd(window.bytes(), window.limit(), position);
      } catch (MoreNeededException e) {
        if (window.limit() - position > limits.maxRecordBytes() || !more()) {
          break;
        }
      } catch (MalformedException e) {
        break;
      }
    }
    if (end < 0) {
      end = Resync.nextRecord(window.bytes(), window.limit(), position);
    }
    if (end < 0) {
      return endAt(Damage.Reason.NOT_JSON, damage.what(), damagedAt);
    }
    quarantine(damage.reason(), damage.what(), damagedAt, position, end);
    position = end;
    return false;
  }

  /**
   * Sets a damaged record that stands for itself aside: if it is whole, to its last bracket, else
   * to the end of its line.
   */
  private boolean brokenLine(MalformedException damage) throws IOException {
    long damagedAt = window.positionOf(damage.index());
    int end = damage.reason() == Damage.Reason.BROKEN_RECORD ? lineEnd() : closingBracket();
    if (end < 0) {
      return endAt(Damage.Reason.NOT_JSON, damage.what(), damagedAt);
    }
    quarantine(damage.reason(), damage.what(), damagedAt, position, end);
    anyDocument = true;
    position = end;
    return false;
  }

  private int closingBracket() throws IOException {
    int end = -1;
    while (end < 0) {
      end = new Resync.Brackets().end(window.bytes(), position, window.limit());
      if (end < 0 && (window.limit() - position > limits.maxRecordBytes() || !more())) {
        return -1;
      }
    }
    return end;
  }

  /**
   * The end of the line at the position; -1 if these are no lines of records: another must follow,
   * or the end of the object behind earlier ones.
   */
  private int lineEnd() throws IOException {
    int end = -1;
    while (end < 0) {
      end = Resync.lineEnd(window.bytes(), window.limit(), position);
      if (end < 0 && window.limit() - position > limits.maxRecordBytes()) {
        return -1;
      }
      if (end < 0 && !more()) {
        boolean lines = anyDocument && window.bytes()[position] == '{';
        return lines ? window.limit() : -1;
      }
    }
    int next = end + 1;
    if (next == window.limit()) {
      int before = end - position;
      more();
      end = before;
      next = end + 1;
    }
    return anyDocument || window.bytes()[next] == '{' ? end : -1;
  }

  /** Passes over a record that is longer than the limit, without keeping it in memory. */
  private boolean tooLong() throws IOException {
    long start = window.positionOf(position);
    int rawEnd = Math.min(window.limit(), position + Damage.MAX_RAW_BYTES);
    Raw raw = Raw.of(window.bytes(), position, rawEnd);
    Resync.Brackets brackets = new Resync.Brackets();
    int p = position;
    while (true) {
      int end = brackets.end(window.bytes(), p, window.limit());
      if (end >= 0) {
        position = end;
        break;
      }
      position = window.limit();
      if (!more()) {
        report(
            Damage.Reason.TRUNCATED_JSON,
            "the JSON ends inside record " + recordsRead,
            window.positionOf(0),
            true,
            raw,
            window.positionOf(0) - start);
        state = State.ENDED;
        return false;
      }
      p = 0;
    }
    report(
        Damage.Reason.MAX_RECORD_BYTES,
        "longer than max-record-bytes (%d)".formatted(limits.maxRecordBytes()),
        start,
        false,
        raw,
        window.positionOf(position) - start);
    recordsRead++;
    return false;
  }

  private boolean memberBehindRecords() throws IOException {
    int next = peek();
    if (next == '}') {
      position++;
      state = State.BEFORE_DOCUMENT;
      return false;
    }
    if (next < 0) {
      return truncated();
    }
    if (next != ',') {
      return endOfJson("expected ',' or '}' behind Records");
    }
    while (true) {
      json.start(window.bytes(), window.limit());
      try {
        int p = recordsOrEnd(json.skipSpace(position + 1));
        boolean again = window.bytes()[p] == '[';
        position = p;
        if (again) {
          startArray(true);
        }
        return false;
      } catch (MoreNeededException e) {
        if (!more()) {
          return truncated();
        }
      } catch (MalformedException e) {
        return endAt(Damage.Reason.NOT_JSON, e.what(), window.positionOf(e.index()));
      }
    }
  }

  /** The next byte that is no white space, at the position then; -1 at the end of the object. */
  private int peek() throws IOException {
    while (true) {
      byte[] bytes = window.bytes();
      int limit = window.limit();
      while (position < limit) {
        byte c = bytes[position];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
          return c & 0xff;
        }
        position++;
      }
      if (!more()) {
        return -1;
      }
    }
  }

  /** Reads on, keeping what is from the position on; the position moves with the bytes. */
  private boolean more() throws IOException {
    int keep = position;
    position = 0;
    return window.fill(keep);
  }

  private boolean truncated() throws IOException {
    return endAt(
        Damage.Reason.TRUNCATED_JSON,
        "the JSON ends inside " + (anyDocument ? "record " + recordsRead : "the document"),
        window.positionOf(window.limit()));
  }

  private boolean endOfJson(String message) throws IOException {
    return endAt(Damage.Reason.NOT_JSON, message, window.positionOf(position));
  }

  private boolean endAt(Damage.Reason reason, String message, long bytePosition) {
    int rawEnd = Math.min(window.limit(), position + Damage.MAX_RAW_BYTES);
    Raw raw = Raw.of(window.bytes(), Math.min(position, rawEnd), rawEnd);
    report(reason, message, bytePosition, true, raw, (long) window.limit() - position);
    state = State.ENDED;
    return false;
  }

  private void end(Damage.Reason reason, String message) {
    endAt(reason, message, window.positionOf(window.limit()));
  }

  private void quarantine(
      Damage.Reason reason, String message, long bytePosition, int start, int end) {
    int rawEnd = Math.min(end, start + Damage.MAX_RAW_BYTES);
    report(
        reason,
        message,
        bytePosition,
        false,
        Raw.of(window.bytes(), start, rawEnd),
        (long) end - start);
    recordsRead++;
  }

  private void report(
      Damage.Reason reason,
      String message,
      long bytePosition,
      boolean endsObject,
      Raw raw,
      long rawBytes) {
    damaged.accept(
        new Damage(
            reason,
            message,
            recordsRead,
            bytePosition,
            endsObject,
            raw.text(),
            raw.charset().name(),
            rawBytes));
  }

  private boolean startsWith(int index, byte[] expected) throws MoreNeededException {
    int there = Math.min(expected.length, window.limit() - index);
    boolean same = Arrays.equals(window.bytes(), index, index + there, expected, 0, there);
    if (same && there < expected.length) {
      throw new MoreNeededException();
    }
    return same;
  }

  private boolean contains(int start, int end, byte[] expected) {
    for (int i = start; i + expected.length <= end; i++) {
      if (Arrays.equals(window.bytes(), i, i + expected.length, expected, 0, expected.length)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes kept as text that can be turned back into them. */
  private record Raw(String text, Charset charset) {

    private static Raw of(byte[] bytes, int start, int end) {
      Charset charset = Utf8.firstInvalid(bytes, start, end) < 0 ? UTF_8 : ISO_8859_1;
      return new Raw(new String(bytes, start, end - start, charset), charset);
    }
  }
}
