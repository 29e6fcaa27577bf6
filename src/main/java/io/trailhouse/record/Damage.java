package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/**
 * Something in a trail object that could not become an event, and is kept instead.
 *
 * @param reason what is wrong with it
 * @param message the reason in words, for people
 * @param recordIndex position of the record in the object, from 0; where the damage ends the
 *     object, the number of records read before it
 * @param bytePosition where it was noticed, in bytes of JSON after gunzip
 * @param endsObject whether nothing after it could be read
 * @param raw the text as it stands in the file, cut after {@link #MAX_RAW_BYTES}; empty where there
 *     is none
 * @param rawCharset what turns {@code raw} back into the file's bytes: UTF-8, or ISO-8859-1 where
 *     the bytes are no UTF-8
 * @param rawBytes how many bytes there were before the cut
 */
public record Damage(
    Reason reason,
    String message,
    int recordIndex,
    long bytePosition,
    boolean endsObject,
    String raw,
    String rawCharset,
    long rawBytes) {

  /** How much of a damaged record is kept, bytes. */
  public static final int MAX_RAW_BYTES = 1 << 20;

  /** Damage whose raw text is the bytes from {@code start} to {@code end}, if they are not many. */
  static Damage of(
      Reason reason,
      String message,
      int recordIndex,
      long bytePosition,
      boolean endsObject,
      byte[] bytes,
      int start,
      int end) {
    int length = Math.min(end - start, MAX_RAW_BYTES);
    Charset charset = Utf8.firstInvalid(bytes, start, start + length) < 0 ? UTF_8 : ISO_8859_1;
    return new Damage(
        reason,
        message,
        recordIndex,
        bytePosition,
        endsObject,
        new String(bytes, start, length, charset),
        charset.name(),
        (long) end - start);
  }

  /** The same of something that is longer than what could be shown of it. */
  Damage withRawBytes(long rawBytes) {
    return new Damage(
        reason, message, recordIndex, bytePosition, endsObject, raw, rawCharset, rawBytes);
  }

  /** Why something was quarantined. The names stand in the quarantine table. */
  public enum Reason {
    /** The object has no bytes. */
    EMPTY,
    /** The gzip stream ends too early. */
    TRUNCATED_GZIP,
    /**
     * The gzip stream is broken. Its checksum stands at its end: events that were read before it
     * may be damaged too.
     */
    CORRUPT_GZIP,
    /** The object is a file of another kind: zip, UTF-16 text, a digest, ... */
    NOT_A_TRAIL_FILE,
    /** What should be JSON is none. */
    NOT_JSON,
    /** The JSON ends too early. */
    TRUNCATED_JSON,
    /** One record is broken inside. */
    BROKEN_RECORD,
    /** Where a record should stand, stands something that is no object. */
    NOT_AN_OBJECT,
    /** The record has no eventTime, or one that is no time. */
    NO_EVENT_TIME,
    /** An S3 event notification, which looks like a CloudTrail record and is none. */
    S3_NOTIFICATION,
    /** The record is longer than max-record-bytes. */
    MAX_RECORD_BYTES,
    /** The object is longer than max-object-bytes. */
    MAX_OBJECT_BYTES,
    /** The record is nested deeper than max-depth. */
    MAX_DEPTH
  }
}
