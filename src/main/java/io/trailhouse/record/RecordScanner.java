package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import io.trailhouse.event.ResourceField;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scans one record into a {@link FlatEvent}: each field straight into its column, what no column
 * holds exactly into {@code unknown_fields}, and what columns cannot say into {@code record_shape}.
 */
final class RecordScanner {

  private static final EventColumn[] CALLER_COLUMNS = {
    EventColumn.CALLER,
    EventColumn.CALLER_KIND,
    EventColumn.CALLER_NAME,
    EventColumn.CALLER_ACCOUNT,
    EventColumn.SESSION_NAME,
    EventColumn.CREDENTIAL_KIND
  };

  /** What callers are resolved from besides {@code userIdentity}. */
  private static final Set<EventColumn> CALLER_INPUTS =
      EnumSet.of(EventColumn.EVENT_TYPE, EventColumn.SESSION_CREDENTIAL_FROM_CONSOLE);

  private static final FieldTree.Field USER_IDENTITY =
      FieldTree.RECORD.fields().stream()
          .filter(field -> new String(field.key, UTF_8).equals("userIdentity"))
          .findFirst()
          .orElseThrow();

  /** What tells records from other JSON, and gives them a time. */
  private static final Set<EventColumn> ALWAYS_LOOKED_AT =
      EnumSet.of(
          EventColumn.EVENT_VERSION,
          EventColumn.EVENT_TIME,
          EventColumn.EVENT_SOURCE,
          EventColumn.TIME_WINDOW_START);

  private static final Set<EventColumn> RECIPIENT_COLUMNS =
      EnumSet.of(EventColumn.USER_IDENTITY_ACCOUNT_ID, EventColumn.ACCOUNT_ID);

  private static final byte[] AGGREGATED_EVENT_ID = "eventId".getBytes(UTF_8);
  private static final byte[] ENVELOPE_TYPE = "detail-type".getBytes(UTF_8);
  private static final byte[] ENVELOPE_RECORD = "detail".getBytes(UTF_8);
  private static final byte[] S3_NOTIFICATION = "aws:s3".getBytes(UTF_8);
  private static final ResourceField[] RESOURCE_FIELDS = ResourceField.values();
  private static final byte[][] RESOURCE_KEYS =
      Arrays.stream(RESOURCE_FIELDS)
          .map(field -> field.key().getBytes(UTF_8))
          .toArray(byte[][]::new);
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final byte[] FALSE = "false".getBytes(UTF_8);

  private final JsonScanner json;
  private byte @Nullable [] keyAccount;

  /** Whether a field's value is looked at, by its id; else only its grammar is. */
  private final boolean[] isWanted = new boolean[FieldTree.fieldCount()];

  private final boolean wantsCaller;
  private final boolean wantsHash;
  private final boolean wantsUnknown;
  private final FlatEvent event = new FlatEvent();
  private final KnownIdentities identities = new KnownIdentities();
  private final CallerCache callers = new CallerCache();
  private final ContentHash contentHash;
  private final UnknownFields unknown = new UnknownFields();
  private final ByteText text = new ByteText();
  private final int[] seenIn = new int[FieldTree.fieldCount()];

  /** The field that stood last behind a field, or first in an object, by its id. */
  private final FieldTree.@Nullable Field[] successors =
      new FieldTree.Field[FieldTree.fieldCount()];

  private byte[][] marks = new byte[8][];
  private int markCount;
  private int scans;

  private byte[] bytes = new byte[0];
  private KnownIdentities.@Nullable Identity identity;
  private int identityStart;
  private int identityEnd;
  private int aggregatedIdStart;
  private int aggregatedIdEnd;
  private boolean envelope;
  private int envelopeRecord;

  RecordScanner(Set<EventColumn> columns, int maxDepth, HashKey hashKey) {
    this.json = new JsonScanner(maxDepth);
    this.contentHash = new ContentHash(hashKey);
    this.wantsCaller = Arrays.stream(CALLER_COLUMNS).anyMatch(columns::contains);
    this.wantsHash = columns.contains(EventColumn.CONTENT_HASH);
    this.wantsUnknown = columns.contains(EventColumn.UNKNOWN_FIELDS);
    Set<EventColumn> looked = EnumSet.copyOf(ALWAYS_LOOKED_AT);
    looked.addAll(columns);
    if (columns.contains(EventColumn.RECIPIENT_ACCOUNT_ID)) {
      looked.addAll(RECIPIENT_COLUMNS);
    }
    boolean all = wantsUnknown || columns.contains(EventColumn.RECORD_SHAPE);
    want(FieldTree.RECORD, column -> all || looked.contains(column));
    isWanted[USER_IDENTITY.id] |= wantsCaller;
    if (wantsCaller) {
      want(requireNonNull(USER_IDENTITY.object), column -> true);
      CALLER_INPUTS.forEach(column -> isWanted[FieldTree.of(column).id] = true);
    }
  }

  /** Marks the fields that columns are filled from; whether there are any. */
  private boolean want(FieldTree tree, Predicate<EventColumn> wanted) {
    boolean any = false;
    for (FieldTree.Field field : tree.fields()) {
      boolean isColumn = field.column != null && wanted.test(field.column);
      boolean hasColumn = field.object != null && want(field.object, wanted);
      isWanted[field.id] |= isColumn || hasColumn;
      any |= isWanted[field.id];
    }
    return any;
  }

  /** Starts with records of another object, in whose key this account stands. */
  void startObject(@Nullable String account) {
    keyAccount = account == null ? null : account.getBytes(UTF_8);
  }

  /** The event scanned last. */
  FlatEvent event() {
    return event;
  }

  /**
   * Scans the record whose brace is at {@code start}, and returns the index behind it. An
   * EventBridge envelope is opened: the event is its {@code detail}.
   */
  int scan(byte[] bytes, int limit, int start) throws MoreNeededException, MalformedException {
    int end = scanObject(bytes, limit, start);
    if (envelope && event.isNull(EventColumn.EVENT_VERSION) && envelopeRecord > start) {
      int recordStart = envelopeRecord;
      finish(recordStart, scanObject(bytes, limit, recordStart));
    } else {
      finish(start, end);
    }
    return end;
  }

  private int scanObject(byte[] bytes, int limit, int start)
      throws MoreNeededException, MalformedException {
    this.bytes = bytes;
    json.start(bytes, limit);
    event.clear();
    unknown.clear();
    text.clear();
    markCount = 0;
    scans++;
    identity = null;
    identityStart = 0;
    identityEnd = 0;
    aggregatedIdEnd = 0;
    envelope = false;
    envelopeRecord = 0;
    int end = object(FieldTree.RECORD, null, start, 1);
    if (json.sawNonAscii()) {
      int invalid = Utf8.firstInvalid(bytes, start, end);
      if (invalid >= 0) {
        throw new MalformedException(Damage.Reason.BROKEN_RECORD, "its text is not UTF-8", invalid);
      }
    }
    return end;
  }

  private int object(FieldTree tree, FieldTree.@Nullable Field self, int index, int depth)
      throws MoreNeededException, MalformedException {
    int p = json.skipSpace(json.expect('{', index));
    if (bytes[p] == '}') {
      if (self != null) {
        mark(self.emptyMark);
      }
      return p + 1;
    }
    int before = tree.id;
    while (true) {
      int keyStart = p + 1;
      int keyEnd;
      FieldTree.Field field = successors[before];
      if (field != null && field.standsAt(bytes, p)) {
        keyEnd = keyStart + field.key.length;
        p = json.skipSpace(keyEnd + 2);
      } else {
        json.expect('"', p);
        keyEnd = json.stringEnd(keyStart);
        field =
            json.sawEscape()
                ? findUnescaped(tree, keyStart, keyEnd)
                : tree.find(bytes, keyStart, keyEnd);
        p = json.skipSpace(json.expect(':', json.skipSpace(keyEnd + 1)));
        successors[before] = field == null ? successors[before] : field;
      }
      before = field == null ? before : field.id;
      if (field == null) {
        p = unknownField(tree, keyStart, keyEnd, p, depth);
      } else if (seenIn[field.id] == scans) {
        p = secondField(tree, field, keyStart, keyEnd, p, depth);
      } else {
        seenIn[field.id] = scans;
        p = field(tree, field, keyStart, keyEnd, p, depth);
      }
      p = json.skipSpace(p);
      if (bytes[p] == '}') {
        return p + 1;
      }
      p = json.skipSpace(json.expect(',', p));
    }
  }

  private FieldTree.@Nullable Field findUnescaped(FieldTree tree, int start, int end) {
    int from = text.length();
    text.appendUnescaped(bytes, start, end);
    return tree.find(text.bytes(), from, text.length());
  }

  private int unknownField(FieldTree tree, int keyStart, int keyEnd, int index, int depth)
      throws MoreNeededException, MalformedException {
    int end = json.valueEnd(index, depth);
    unknown.add(tree, keyStart - 1, keyEnd + 1, index, end);
    if (tree == FieldTree.RECORD) {
      if (keyIs(AGGREGATED_EVENT_ID, keyStart, keyEnd) && bytes[index] == '"') {
        aggregatedIdStart = index + 1;
        aggregatedIdEnd = end - 1;
      } else if (keyIs(ENVELOPE_TYPE, keyStart, keyEnd)) {
        envelope = true;
      } else if (keyIs(ENVELOPE_RECORD, keyStart, keyEnd) && bytes[index] == '{') {
        envelopeRecord = index;
      }
    }
    return end;
  }

  /** A name that stands again: the first value is in its column, this one is kept beside it. */
  private int secondField(
      FieldTree tree, FieldTree.Field field, int keyStart, int keyEnd, int index, int depth)
      throws MoreNeededException, MalformedException {
    int end = json.valueEnd(index, depth);
    unknown.add(tree, keyStart - 1, keyEnd + 1, index, end);
    if (field.object != null) {
      mark(field.wholeMark);
    }
    return end;
  }

  private int field(
      FieldTree tree, FieldTree.Field field, int keyStart, int keyEnd, int index, int depth)
      throws MoreNeededException, MalformedException {
    if (!isWanted[field.id]) {
      return json.valueEnd(index, depth);
    }
    byte first = bytes[index];
    if (first == 'n') {
      int end = json.valueEnd(index, depth);
      mark(field.nullMark);
      return end;
    }
    if (field.object != null && first == '{') {
      return field == USER_IDENTITY
          ? identity(index, depth)
          : object(field.object, field, index, depth + 1);
    }
    int end = json.valueEnd(index, depth);
    boolean exact = field.column != null && value(field.column, index, end, depth);
    if (!exact) {
      unknown.add(tree, keyStart - 1, keyEnd + 1, index, end);
    }
    return end;
  }

  private int identity(int index, int depth) throws MoreNeededException, MalformedException {
    identityStart = index;
    identity = identities.find(bytes, index, json.limit());
    if (identity != null) {
      identity.fill(event);
      identityEnd = index + identity.length();
      return identityEnd;
    }
    int marksBefore = markCount;
    int unknownBefore = unknown.count();
    identityEnd = object(requireNonNull(USER_IDENTITY.object), USER_IDENTITY, index, depth + 1);
    boolean isPlain = !json.sawSpace() && !json.sawNonAscii();
    if (isPlain && markCount == marksBefore && unknown.count() == unknownBefore) {
      identity = identities.remember(bytes, index, identityEnd, event);
    }
    return identityEnd;
  }

  /**
   * Puts a value into its column as well as the column's type allows. Returns whether the value can
   * be told from the column alone, to the letter.
   */
  private boolean value(EventColumn column, int start, int end, int depth)
      throws MoreNeededException, MalformedException {
    boolean isString = bytes[start] == '"';
    ColumnType type = column.type();
    if (type == ColumnType.JSON) {
      event.set(column, bytes, start, end - start);
      return true;
    }
    if (type == ColumnType.RESOURCE_LIST) {
      return bytes[start] == '[' && resources(start, depth);
    }
    if (bytes[start] == '{' || bytes[start] == '[') {
      return false;
    }
    boolean exact = true;
    byte[] from = bytes;
    int textStart = isString ? start + 1 : start;
    int textEnd = isString ? end - 1 : end;
    if (isString && json.sawEscape()) {
      int at = text.length();
      exact = text.appendUnescaped(bytes, textStart, textEnd);
      from = text.bytes();
      textStart = at;
      textEnd = text.length();
    }
    if (type == ColumnType.TIMESTAMP) {
      return isString && timestamp(column, from, textStart, textEnd) && exact;
    }
    if (type.isBoolean()) {
      return bool(column, from, textStart, textEnd)
          && isString == (type == ColumnType.BOOLEAN_TEXT);
    }
    if (textStart == textEnd && column.isPartitionColumn()) {
      // A partition value that is empty reads back as null: Delta protocol, partition values.
      return false;
    }
    event.set(column, from, textStart, textEnd - textStart);
    return isString && exact;
  }

  private boolean timestamp(EventColumn column, byte[] from, int start, int end) {
    long micros = Timestamps.parse(from, start, end);
    if (micros == Timestamps.NONE) {
      return false;
    }
    event.set(column, micros);
    return Timestamps.isCanonical(from, start, end);
  }

  private boolean bool(EventColumn column, byte[] from, int start, int end) {
    if (Arrays.equals(from, start, end, TRUE, 0, TRUE.length)) {
      event.set(column, 1);
      return true;
    }
    if (Arrays.equals(from, start, end, FALSE, 0, FALSE.length)) {
      event.set(column, 0);
      return true;
    }
    return false;
  }

  /** Reads a list that {@link JsonScanner#valueEnd} has been over, so all of it is there. */
  private boolean resources(int start, int depth) throws MoreNeededException, MalformedException {
    event.startResources();
    boolean exact = true;
    int p = json.skipSpace(start + 1);
    while (bytes[p] != ']') {
      if (bytes[p] != '{') {
        event.clearResources();
        return false;
      }
      event.addResource();
      int end = json.valueEnd(p, depth + 1);
      exact &= resource(p, depth + 2);
      p = json.skipSpace(end);
      if (bytes[p] == ',') {
        p = json.skipSpace(p + 1);
      }
    }
    return exact;
  }

  private boolean resource(int start, int depth) throws MoreNeededException, MalformedException {
    boolean exact = true;
    int seen = 0;
    int p = json.skipSpace(start + 1);
    while (bytes[p] != '}') {
      int keyStart = p + 1;
      int keyEnd = json.stringEnd(keyStart);
      ResourceField field = resourceField(keyStart, keyEnd);
      int value = json.skipSpace(json.skipSpace(keyEnd + 1) + 1);
      int end = json.valueEnd(value, depth);
      if (field == null || bytes[value] != '"' || (seen & 1 << field.ordinal()) != 0) {
        exact = false;
      } else {
        seen |= 1 << field.ordinal();
        exact &= isKeyOf(field, keyStart, keyEnd);
        exact &= resourceText(field, value + 1, end - 1);
      }
      p = json.skipSpace(end);
      if (bytes[p] == ',') {
        p = json.skipSpace(p + 1);
      }
    }
    return exact;
  }

  private boolean resourceText(ResourceField field, int start, int end) {
    if (!json.sawEscape()) {
      event.setResource(field, bytes, start, end - start);
      return true;
    }
    int at = text.length();
    boolean exact = text.appendUnescaped(bytes, start, end);
    event.setResource(field, text.bytes(), at, text.length() - at);
    return exact;
  }

  /** The case of these names varies between services. */
  private @Nullable ResourceField resourceField(int start, int end) {
    for (ResourceField field : RESOURCE_FIELDS) {
      if (isKeyOf(field, start, end)
          || (field.key().length() == end - start
              && field.key().equalsIgnoreCase(new String(bytes, start, end - start, UTF_8)))) {
        return field;
      }
    }
    return null;
  }

  private boolean isKeyOf(ResourceField field, int start, int end) {
    return keyIs(RESOURCE_KEYS[field.ordinal()], start, end);
  }

  private void finish(int start, int end) throws MalformedException {
    fillEventTime(start);
    if (event.isValue(EventColumn.EVENT_SOURCE, S3_NOTIFICATION)) {
      throw new MalformedException(
          Damage.Reason.S3_NOTIFICATION, "it is an S3 event notification", start);
    }
    fillEventId();
    fillRecipient();
    event.set(EventColumn.EVENT_DATE, Timestamps.day(event.number(EventColumn.EVENT_TIME)));
    event.set(EventColumn.RECORD_BYTES, end - start);
    if (wantsCaller) {
      callers.resolve(event, identity, bytes, identityStart, identityEnd);
    }
    if (wantsHash) {
      byte[] hash = contentHash.of(bytes, start, end, json.sawSpace());
      event.set(EventColumn.CONTENT_HASH, hash, 0, ContentHash.LENGTH);
    }
    if (wantsUnknown && !unknown.isEmpty()) {
      int from = text.length();
      unknown.writeTo(text, bytes);
      event.set(EventColumn.UNKNOWN_FIELDS, text.bytes(), from, text.length() - from);
    }
    if (markCount > 0) {
      writeShape();
    }
  }

  /** Aggregated events have no eventTime, but a window. */
  private void fillEventTime(int start) throws MalformedException {
    if (!event.isNull(EventColumn.EVENT_TIME)) {
      return;
    }
    if (event.isNull(EventColumn.TIME_WINDOW_START)) {
      boolean given = seenIn[FieldTree.of(EventColumn.EVENT_TIME).id] == scans;
      throw new MalformedException(
          Damage.Reason.NO_EVENT_TIME,
          given ? "its eventTime is no time" : "it has no eventTime",
          start);
    }
    event.set(EventColumn.EVENT_TIME, event.number(EventColumn.TIME_WINDOW_START));
    markIfAbsent(EventColumn.EVENT_TIME);
  }

  /** Aggregated events spell the name with a lower-case d. */
  private void fillEventId() {
    if (aggregatedIdEnd > 0 && event.isNull(EventColumn.EVENT_ID)) {
      int from = text.length();
      text.appendUnescaped(bytes, aggregatedIdStart, aggregatedIdEnd);
      event.set(EventColumn.EVENT_ID, text.bytes(), from, text.length() - from);
      markIfAbsent(EventColumn.EVENT_ID);
    }
  }

  /** Versions 1.01 to 1.04 of the format have no recipientAccountId. */
  private void fillRecipient() {
    if (!event.isNull(EventColumn.RECIPIENT_ACCOUNT_ID)) {
      return;
    }
    if (!event.isNull(EventColumn.USER_IDENTITY_ACCOUNT_ID)
        && Character.isDigit(firstByte(EventColumn.USER_IDENTITY_ACCOUNT_ID))) {
      event.copy(EventColumn.USER_IDENTITY_ACCOUNT_ID, EventColumn.RECIPIENT_ACCOUNT_ID);
    } else if (!event.isNull(EventColumn.ACCOUNT_ID)) {
      event.copy(EventColumn.ACCOUNT_ID, EventColumn.RECIPIENT_ACCOUNT_ID);
    } else if (keyAccount != null) {
      event.set(EventColumn.RECIPIENT_ACCOUNT_ID, keyAccount);
    } else {
      return;
    }
    markIfAbsent(EventColumn.RECIPIENT_ACCOUNT_ID);
  }

  private char firstByte(EventColumn column) {
    return event.length(column) == 0 ? 0 : (char) event.array(column)[event.start(column)];
  }

  private void markIfAbsent(EventColumn column) {
    FieldTree.Field field = FieldTree.of(column);
    if (seenIn[field.id] != scans) {
      mark(field.absentMark);
    }
  }

  private void mark(byte[] mark) {
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = mark;
  }

  private void writeShape() {
    int from = text.length();
    for (int i = 0; i < markCount; i++) {
      if (i > 0) {
        text.append((byte) ',');
      }
      text.append(marks[i]);
    }
    event.set(EventColumn.RECORD_SHAPE, text.bytes(), from, text.length() - from);
  }

  private boolean keyIs(byte[] key, int start, int end) {
    return Arrays.equals(key, 0, key.length, bytes, start, end);
  }
}
