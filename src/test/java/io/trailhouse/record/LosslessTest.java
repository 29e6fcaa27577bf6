package io.trailhouse.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trailhouse.event.EventColumn;
import java.io.UncheckedIOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LosslessTest {

  private static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
  void makesTheRecordAgainFromItsColumns(@ForAll long seed) {
    String record = RandomRecord.of(seed);
    assertThat(roundTrip(record)).isEqualTo(tree(record));
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void makesRecordsAgainThatAreReadOneAfterAnother(@ForAll long seed) {
    List<String> records =
        List.of(RandomRecord.of(seed), RandomRecord.of(seed + 1), RandomRecord.of(seed + 2));
    ReadTrail trail = ReadTrail.of("[" + String.join(",", records) + "]");
    assertThat(trail.records().stream().map(LosslessTest::tree).toList())
        .isEqualTo(records.stream().map(LosslessTest::tree).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'eventTime':'2021-12-13T16:50:41Z'}",
        "{'eventTime':'2021-12-13T16:50:41Z','userIdentity':null}",
        "{'eventTime':'2021-12-13T16:50:41Z','userIdentity':{}}",
        "{'eventTime':'2021-12-13T16:50:41Z','userIdentity':'root'}",
        "{'eventTime':'2021-12-13T16:50:41Z','userIdentity':{'type':null}}",
        "{'eventTime':'2021-12-13T16:50:41Z','userIdentity':{'accesKeyId':'AKIA'}}",
        "{'eventTime':'2021-12-13T16:50:41Z','userIdentity':{'sessionContext':{"
            + "'sessionIssuer':{},'webIdFederationData':{},'attributes':{}}}}",
        "{'eventTime':'2021-12-13T16:50:41Z','awsRegion':'','eventSource':'','eventName':''}",
        "{'eventTime':'2021-12-13T16:50:41Z','readOnly':'true','managementEvent':'maybe'}",
        "{'eventTime':'2021-12-13T16:50:41Z','sessionCredentialFromConsole':true}",
        "{'eventTime':'2021-12-13T16:50:41Z','recipientAccountId':null,"
            + "'userIdentity':{'accountId':'111122223333'}}",
        "{'eventTime':'2021-12-13T16:50:41Z','recipientAccountId':111122223333}",
        "{'eventTime':'2021-12-13T16:50:41Z','requestParameters':'null','resources':'null'}",
        "{'eventTime':'2021-12-13T16:50:41Z','tlsDetails':{'tlsVersion':'a'},'tlsDetails':{}}",
        "{'eventTime':'2021-12-13T16:50:41Z','tlsDetails':null,'tlsDetails':{'tlsVersion':'a'}}",
        "{'eventTime':'2021-12-13T16:50:41Z','tlsDetails':{'x':1},'tlsDetails':{'y':2}}",
        "{'eventTime':'2021-12-13T16:50:41Z','eventName':'a','eventName':'b','eventName':'c'}",
        "{'eventTime':null,'timeWindow':{'windowStart':'2021-12-13 16:50:00'},'eventId':'e'}",
        "{'eventTime':'soon','timeWindow':{'windowStart':'2021-12-13T16:50:00Z'}}",
        "{'eventVersion':'1.0','accountId':'1','eventId':'e','eventCategory':'Aggregated',"
            + "'timeWindow':{'windowStart':'2021-12-13T16:50:00Z','windowEnd':"
            + "'2021-12-13T16:55:00Z','windowSize':'PT5M'},'summary':{'details':[]}}"
      })
  void makesOddRecordsAgain(String singleQuoted) {
    String record = singleQuoted.replace('\'', '"');
    assertThat(roundTrip(record)).isEqualTo(tree(record));
  }

  @Test
  void keepsAColumnOfJsonTextByteForByte() {
    String text = "{ \"a\" : [50.0, 12345678901234567890,\n-0 ], \"a\":\"\\u00e9\\/\" }";
    ReadTrail trail =
        ReadTrail.of(
            "{\"eventTime\":\"2021-12-13T16:50:41Z\",\"requestParameters\": " + text + " }");
    assertThat(trail.events().get(0).apply(EventColumn.REQUEST_PARAMETERS)).isEqualTo(text);
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void keepsJsonTextAsASliceOfTheFile(@ForAll long seed) {
    String record = RandomRecord.of(seed);
    FlatRow row = ReadTrail.of("[" + record + "]").events().get(0);
    assertThat(
            List.of(
                EventColumn.REQUEST_PARAMETERS,
                EventColumn.RESPONSE_ELEMENTS,
                EventColumn.SESSION_FEDERATION_ATTRIBUTES,
                EventColumn.SUMMARY))
        .allMatch(column -> record.contains(String.valueOf(row.values().getOrDefault(column, ""))));
  }

  @Test
  void leavesNothingBesideTheColumnsOfAnOrdinaryRecord() {
    FlatRow row = ReadTrail.of(SampleRecord.of(1)).events().get(0);
    assertThat(row.apply(EventColumn.UNKNOWN_FIELDS)).isNull();
  }

  @Test
  void namesWhatOnlyTheShapeTells() {
    FlatRow row = ReadTrail.of(SampleRecord.of(1)).events().get(0);
    assertThat(row.apply(EventColumn.RECORD_SHAPE))
        .isEqualTo("userIdentity.sessionContext.webIdFederationData={},responseElements=null");
  }

  private static JsonNode roundTrip(String record) {
    ReadTrail trail = ReadTrail.of("[" + record + "]");
    assertThat(trail.damages()).as(record).isEmpty();
    return tree(trail.events().get(0).json());
  }

  private static JsonNode tree(String json) {
    try {
      return EXACT.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(json, e);
    }
  }
}
