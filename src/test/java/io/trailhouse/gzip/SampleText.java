package io.trailhouse.gzip;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text that is as easy to compress as a trail file. */
final class SampleText {

  private SampleText() {}

  /** A trail file of so many records. */
  static String file(int records) {
    return IntStream.range(0, records)
        .mapToObj(SampleText::of)
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  /** A record with the number in it. */
  static String of(int number) {
    return """
    {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROA1:%1$d",\
    "arn":"arn:aws:sts::111122223333:assumed-role/Admin/s%1$d","accountId":"111122223333",\
    "accessKeyId":"ASIA%2$08X"},"eventTime":"2021-12-13T16:50:41Z","awsRegion":"eu-west-1",\
    "eventSource":"ssm.amazonaws.com","eventName":"GetParameter","eventID":"%2$08x-%1$d",\
    "userAgent":"aws-cli /é","requestParameters":{"name":"/a/%1$d"},"responseElements":null}\
    """
        .formatted(number, number * 0x9E3779B9);
  }
}
