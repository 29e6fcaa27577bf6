package io.trailhouse.lake;

import java.util.ArrayList;
import java.util.List;

/** Records that are legal JSON and hard to keep: one for each thing that a table could lose. */
final class OddRecords {

  private static final List<String> PLACES =
      List.of(
          "",
          " ",
          "a/b",
          "..",
          "a=b",
          "100%",
          "%41",
          "a b+c&d",
          "__HIVE_DEFAULT_PARTITION__",
          "null",
          "\\\"quoted\\\"",
          "'apostrophe'",
          "back\\\\slash",
          "line\\nbreak\\ttab",
          "nul\\u0000",
          "\\u007f",
          "Überall",
          "東京",
          "\\ud83d\\ude80",
          "lone \\ud83d",
          "x".repeat(150),
          "ü".repeat(150),
          "trailing ",
          "trailing.",
          "2026-10-01",
          "12345",
          "1.50",
          "true");

  private static final List<String> TIMES =
      List.of(
          "0001-01-01T00:00:00Z",
          "0004-02-29T12:00:00Z",
          "1500-02-28T23:59:59Z",
          "1582-10-04T00:00:00Z",
          "1582-10-15T00:00:00Z",
          "1600-02-29T00:00:00Z",
          "1883-11-18T12:00:00Z",
          "1899-12-31T23:59:59Z",
          "1900-01-01T00:00:00Z",
          "1969-12-31T23:59:59.999999Z",
          "1969-12-31T23:59:59.000001Z",
          "1970-01-01T00:00:00Z",
          "2026-10-01T23:59:59.999999Z",
          "2026-10-01T23:59:59.9999999Z",
          "2026-10-01T01:00:00+02:00",
          "2026-10-01 01:02:03.000000000",
          "20261001T010203Z",
          "2016-12-31T23:59:60Z",
          "9999-12-31T23:59:59.999999Z");

  private static final List<String> FIELDS =
      List.of(
          "'userIdentity':'text'",
          "'userIdentity':[]",
          "'userIdentity':7",
          "'userIdentity':null",
          "'userIdentity':{}",
          "'userIdentity':{'type':null}",
          "'userIdentity':{'type':'Root','type':'IAMUser'}",
          "'userIdentity':{'type':'Root'},'userIdentity':{'arn':'a'}",
          "'userIdentity':{'type':'Root'},'userIdentity':null",
          "'userIdentity':null,'userIdentity':{'type':'Root'}",
          "'userIdentity':{},'userIdentity':{}",
          "'userIdentity':{'sessionContext':null}",
          "'userIdentity':{'sessionContext':{}}",
          "'userIdentity':{'sessionContext':{'attributes':{}}}",
          "'userIdentity':{'sessionContext':{'attributes':{'a':1}}}",
          "'userIdentity':{'sessionContext':{'attributes':{'mfaAuthenticated':true}}}",
          "'userIdentity':{'sessionContext':{'attributes':{'mfaAuthenticated':'yes'}}}",
          "'userIdentity':{'sessionContext':{'attributes':{'creationDate':''}}}",
          "'userIdentity':{'sessionContext':{'attributes':{'creationDate':'20131102T010628Z'}}}",
          "'userIdentity':{'sessionContext':{'attributes':{'creationDate':'0001-01-01T00:00:00Z'}}}",
          "'userIdentity':{'sessionContext':{'sessionIssuer':{'':''}}}",
          "'userIdentity':{'':{'':null}}",
          "'userIdentity':{'arn':'','accountId':'','accessKeyId':''}",
          "'userIdentity':{'arn':{},'accountId':[],'accessKeyId':0}",
          "'readOnly':'true'",
          "'readOnly':1",
          "'readOnly':null",
          "'readOnly':true,'readOnly':false",
          "'sessionCredentialFromConsole':true",
          "'sessionCredentialFromConsole':'TRUE'",
          "'eventVersion':1.10",
          "'errorCode':''",
          "'errorMessage':'\\u0000\\u001f\\u007f\\u2028'",
          "'errorMessage':'lone \\ud800 and \\udc00\\ud800'",
          "'userAgent':'\\ud83d\\ude80 <b>\\/</b>'",
          "'userAgent':'" + "long ".repeat(20_000) + "'",
          "'resources':[]",
          "'resources':null",
          "'resources':'text'",
          "'resources':{}",
          "'resources':[null]",
          "'resources':[{}]",
          "'resources':[{},{}]",
          "'resources':[{'ARN':'a'},{}, {'accountId':'','type':'t','ARNPrefix':'p'}]",
          "'resources':[{'ARN':'a','ARN':'b'}]",
          "'resources':[{'ARN':null}]",
          "'resources':[{'arn':'a','accountid':'b'}]",
          "'resources':[{'ARN':'a','tags':{'k':[1,2]}}]",
          "'resources':[{'ARN':'\\ud800'}]",
          "'resources':[{'ARN':'a'}],'resources':[]",
          "'requestParameters':null",
          "'requestParameters':'null'",
          "'requestParameters':{}",
          "'requestParameters':[]",
          "'requestParameters':'' ",
          "'requestParameters':0",
          "'requestParameters':{'a':50.0,'b':123456789012,'c':12345678901234567890,'d':1e400}",
          "'requestParameters':{'a':-0,'b':-0.0,'c':0.10,'d':1E+2,'e':1e-7}",
          "'requestParameters':{'a':1,'A':2,'a':3}",
          "'requestParameters' : { 'a' : [ 1 , 2 ] }",
          "'requestParameters':{'a':'\\u00e9','b':'é'}",
          "'requestParameters':1,'requestParameters':2",
          "'tlsDetails':{}",
          "'tlsDetails':'TLS'",
          "'tlsDetails':{'tlsVersion':null,'new':true}",
          "'timeWindow':{'windowStart':'2026-10-01 00:05:00','windowEnd':5}",
          "'timeWindow':[]",
          "'eventId':'lower-case'",
          "'event\\u0049D':'escaped name'",
          "'\\u0065ventID':'a','eventID':'b'",
          "'':'empty name'",
          "'a.b':'dotted name','tlsDetails.tlsVersion':'x'",
          "'userIdentity.type':'dotted','userIdentity':{'type':'Root'}",
          "'caller':'no field','content_hash':'neither','unknown_fields':{'a':1}",
          "'recipientAccountId':''",
          "'recipientAccountId':null",
          "'recipientAccountId':111122223333",
          "'unknown':{'deep':" + "[".repeat(200) + "]".repeat(200) + "}");

  private OddRecords() {}

  /** All of them. */
  static List<String> all() {
    List<String> records = new ArrayList<>();
    for (String place : PLACES) {
      records.add(record("2026-10-01T10:00:00Z", "eu-west-1", place, ""));
      records.add(record("2026-10-01T10:00:00Z", place, "s3.amazonaws.com", ""));
    }
    for (String time : TIMES) {
      records.add(record(time, "eu-west-1", "s3.amazonaws.com", ""));
    }
    for (String field : FIELDS) {
      String json = "," + field.replace('\'', '"');
      records.add(record("2026-10-01T11:00:00Z", "eu-west-1", "s3.amazonaws.com", json));
    }
    for (String rest :
        List.of(
            "",
            ",\"awsRegion\":null",
            ",\"awsRegion\":5,\"eventSource\":{}",
            ",\"eventSource\":[1],\"awsRegion\":true",
            ",\"awsRegion\":\"\",\"eventSource\":\"\"",
            ",\"awsRegion\":\"a\",\"awsRegion\":\"b\"")) {
      records.add("{\"eventTime\":\"2026-10-02T12:00:00Z\"" + rest + "}");
    }
    return records;
  }

  private static String record(String time, String region, String source, String fields) {
    return "{\"eventTime\":\"%s\",\"awsRegion\":\"%s\",\"eventSource\":\"%s\"%s}"
        .formatted(time, region, source, fields);
  }
}
