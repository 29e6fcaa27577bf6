package io.trailhouse.record;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Records as CloudTrail writes them, told apart by their event ids. */
final class SampleRecord {

  private SampleRecord() {}

  /** A record whose event id is {@code id-} and the number. */
  static String of(int number) {
    return """
    {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROA1:%1$d",\
    "arn":"arn:aws:sts::111122223333:assumed-role/Admin/s%1$d","accountId":"111122223333",\
    "accessKeyId":"ASIA%1$d","sessionContext":{"sessionIssuer":{"type":"Role",\
    "principalId":"AROA1","arn":"arn:aws:iam::111122223333:role/Admin",\
    "accountId":"111122223333","userName":"Admin"},"webIdFederationData":{},\
    "attributes":{"creationDate":"2021-12-13T16:00:00Z","mfaAuthenticated":"false"}}},\
    "eventTime":"2021-12-13T16:50:41Z","eventSource":"ssm.amazonaws.com",\
    "eventName":"GetParameter","awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.%1$d",\
    "userAgent":"aws-cli \\"x\\" /é","requestParameters":{"name":"/a/%1$d","n":50.0},\
    "responseElements":null,"eventID":"id-%1$d","readOnly":true,\
    "resources":[{"accountId":"111122223333","type":"AWS::SSM::Parameter"}],\
    "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333"}\
    """
        .formatted(number);
  }

  /** So many records with a text between them. */
  static String joined(int count, String separator) {
    return IntStream.range(0, count)
        .mapToObj(SampleRecord::of)
        .collect(Collectors.joining(separator));
  }

  /** A trail file of so many records. */
  static String file(int count) {
    return "{\"Records\":[" + joined(count, ",") + "]}";
  }
}
