package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trailhouse.event.EventColumn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnValueTest {

  private static final String TIME = "2021-12-13T16:50:41Z";

  @Test
  void fillsEveryColumnFromItsPath() {
    Map<EventColumn, Object> expected = new EnumMap<>(EventColumn.class);
    Map<String, Object> record = new TreeMap<>();
    for (EventColumn column : EventColumn.values()) {
      String path = column.path();
      if (path != null) {
        expected.put(column, expectedValue(column));
        put(record, path, jsonValue(column));
      }
    }
    Map<EventColumn, Object> values =
        new EnumMap<>(ReadTrail.of(json(record)).events().get(0).values());
    values.keySet().retainAll(expected.keySet());
    assertThat(values).isEqualTo(expected);
  }

  @Test
  void fillsTheColumnsThatSaySomethingAboutTheRecord() {
    String record = SampleRecord.of(1);
    FlatRow row = ReadTrail.of("[" + SampleRecord.of(0) + "," + record + "]").events().get(1);
    assertThat(
            Arrays.asList(
                row.apply(EventColumn.EVENT_DATE),
                row.apply(EventColumn.CALLER),
                row.apply(EventColumn.CALLER_KIND),
                row.apply(EventColumn.CALLER_NAME),
                row.apply(EventColumn.CALLER_ACCOUNT),
                row.apply(EventColumn.SESSION_NAME),
                row.apply(EventColumn.CREDENTIAL_KIND),
                row.apply(EventColumn.RECORD_BYTES),
                row.apply(EventColumn.SOURCE_INDEX),
                row.apply(EventColumn.SOURCE_FILE),
                row.apply(EventColumn.RUN_ID)))
        .containsExactly(
            LocalDate.of(2021, 12, 13),
            "arn:aws:iam::111122223333:role/Admin",
            "role",
            "Admin",
            "111122223333",
            "s1",
            "temporary credentials",
            record.getBytes(UTF_8).length,
            1,
            null,
            null);
  }

  static List<Arguments> oddValues() {
    return List.of(
        Arguments.of("\"readOnly\":\"true\"", EventColumn.READ_ONLY, "true"),
        Arguments.of("\"readOnly\":\"yes\"", EventColumn.READ_ONLY, "null"),
        Arguments.of(
            "\"sessionCredentialFromConsole\":true",
            EventColumn.SESSION_CREDENTIAL_FROM_CONSOLE,
            "true"),
        Arguments.of("\"eventVersion\":1.10", EventColumn.EVENT_VERSION, "1.10"),
        Arguments.of("\"eventName\":{\"a\":1}", EventColumn.EVENT_NAME, "null"),
        Arguments.of(
            "\"eventName\":\"a\\u0000\\ud83d\\ude00\\n\"", EventColumn.EVENT_NAME, "a\0😀\n"),
        Arguments.of("\"eventName\":\"a\\ud800b\"", EventColumn.EVENT_NAME, "a\ufffdb"),
        Arguments.of("\"event\\u004eame\":\"x\"", EventColumn.EVENT_NAME, "x"),
        Arguments.of("\"EventName\":\"x\"", EventColumn.EVENT_NAME, "null"),
        Arguments.of("\"eventName\":\"a\",\"eventName\":\"b\"", EventColumn.EVENT_NAME, "a"),
        Arguments.of("\"resources\":[]", EventColumn.RESOURCES, "[]"),
        Arguments.of("\"resources\":\"x\"", EventColumn.RESOURCES, "null"),
        Arguments.of("\"resources\":[1]", EventColumn.RESOURCES, "null"),
        Arguments.of(
            "\"resources\":[{\"arn\":\"a\",\"x\":1},{}]",
            EventColumn.RESOURCES,
            "[[a, null, null, null], [null, null, null, null]]"),
        Arguments.of("\"requestParameters\":\"null\"", EventColumn.REQUEST_PARAMETERS, "\"null\""),
        Arguments.of("\"requestParameters\":null", EventColumn.REQUEST_PARAMETERS, "null"),
        Arguments.of(
            "\"recipientAccountId\":\"9\",\"userIdentity\":{\"accountId\":\"1\"}",
            EventColumn.RECIPIENT_ACCOUNT_ID,
            "9"),
        Arguments.of(
            "\"userIdentity\":{\"accountId\":\"1\"}", EventColumn.RECIPIENT_ACCOUNT_ID, "1"),
        Arguments.of(
            "\"userIdentity\":{\"accountId\":\"anonymous\"}",
            EventColumn.RECIPIENT_ACCOUNT_ID,
            "null"),
        Arguments.of("\"accountId\":\"3\"", EventColumn.RECIPIENT_ACCOUNT_ID, "3"),
        Arguments.of("\"eventId\":\"lower\"", EventColumn.EVENT_ID, "lower"),
        Arguments.of("\"eventId\":\"lower\",\"eventID\":\"upper\"", EventColumn.EVENT_ID, "upper"),
        Arguments.of(
            "\"new\":[1.0, {}],\"userIdentity\":{\"sessionContext\":{\"newer\":\"\\u00e9\"}}",
            EventColumn.UNKNOWN_FIELDS,
            "{\"userIdentity\":{\"sessionContext\":{\"newer\":\"\\u00e9\"}},\"new\":[1.0, {}]}"));
  }

  @ParameterizedTest
  @MethodSource("oddValues")
  void takesOddValuesAsWellAsTheColumnAllows(String member, EventColumn column, String expected) {
    String record = "{\"eventTime\":\"" + TIME + "\"," + member + "}";
    assertThat(String.valueOf(ReadTrail.of(record).events().get(0).apply(column)))
        .isEqualTo(expected);
  }

  @Test
  void givesEachOfManyIdentitiesItsOwnCaller() {
    List<String> records = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      String user = "arn:aws:iam::1:user/" + i % 3_000;
      expected.add(user);
      records.add(
          "{\"eventTime\":\"%s\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"%s\"}}"
              .formatted(TIME, user));
    }
    ReadTrail trail = ReadTrail.of(String.join("\n", records));
    assertThat(
            trail.events().stream()
                .map(event -> event.values().getOrDefault(EventColumn.CALLER, "none")))
        .isEqualTo(expected);
  }

  @Test
  void tellsCallersOfTheSameIdentityApartByWhatTheEventSays() {
    String start =
        "{\"eventTime\":\""
            + TIME
            + "\",\"userIdentity\":{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLEEXAMPLEEXA\","
            + "\"arn\":\"arn:aws:iam::111122223333:user/anna\",\"accountId\":\"111122223333\","
            + "\"accessKeyId\":\"ASIAEXAMPLE\"}";
    String call = start + ",\"eventType\":\"AwsApiCall\"";
    String fromConsole = ",\"sessionCredentialFromConsole\":\"true\"}";
    ReadTrail trail =
        ReadTrail.of(
            List.of(
                    call + fromConsole,
                    call + "}",
                    call + fromConsole,
                    start + "}",
                    start + fromConsole,
                    start + ",\"eventType\":\"AwsConsoleAction\"}",
                    "{\"eventTime\":\"" + TIME + "\",\"eventType\":\"AwsServiceEvent\"}",
                    "{\"eventTime\":\"" + TIME + "\"}")
                .toString());
    assertThat(
            trail.events().stream()
                .map(event -> event.values().getOrDefault(EventColumn.CREDENTIAL_KIND, "null")))
        .containsExactly(
            "console",
            "temporary credentials",
            "console",
            "temporary credentials",
            "console",
            "console",
            "service",
            "none");
  }

  @Test
  void leavesOutWhatNobodyAskedFor() throws IOException {
    byte[] bytes = SampleRecord.file(1).getBytes(UTF_8);
    try (TrailReader reader =
        new TrailReader(
            new ByteArrayInputStream(bytes),
            new ReaderMemory(EnumSet.of(EventColumn.EVENT_TIME), Limits.DEFAULT, HashKey.PUBLIC),
            null,
            damage -> {})) {
      reader.next();
      assertThat(FlatRow.copyOf(reader.event()).values())
          .containsKey(EventColumn.EVENT_TIME)
          .doesNotContainKeys(
              EventColumn.CALLER, EventColumn.CONTENT_HASH, EventColumn.UNKNOWN_FIELDS);
    }
  }

  private static Object expectedValue(EventColumn column) {
    return switch (column.type()) {
      case STRING -> column.columnName();
      case JSON -> "[\"" + column + "\"]";
      case BOOLEAN, BOOLEAN_TEXT -> true;
      case TIMESTAMP -> Instant.parse(TIME).plusSeconds(column.ordinal());
      case RESOURCE_LIST -> List.of(resource());
      default -> throw new AssertionError(column);
    };
  }

  private static List<@Nullable String> resource() {
    return Arrays.asList("a", "1", "t", null);
  }

  private static String jsonValue(EventColumn column) {
    Object value = expectedValue(column);
    return switch (column.type()) {
      case JSON, BOOLEAN -> value.toString();
      case RESOURCE_LIST -> "[{\"ARN\":\"a\",\"accountId\":\"1\",\"type\":\"t\"}]";
      default -> "\"" + value + "\"";
    };
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> object, String path, String value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      object.put(path, value);
    } else {
      Object child =
          object.computeIfAbsent(path.substring(0, dot), name -> new TreeMap<String, Object>());
      put((Map<String, Object>) child, path.substring(dot + 1), value);
    }
  }

  @SuppressWarnings("unchecked")
  private static String json(Map<String, Object> object) {
    List<String> members = new ArrayList<>();
    object.forEach(
        (name, value) ->
            members.add(
                "\""
                    + name
                    + "\":"
                    + (value instanceof Map ? json((Map<String, Object>) value) : value)));
    return "{" + String.join(",", members) + "}";
  }
}
