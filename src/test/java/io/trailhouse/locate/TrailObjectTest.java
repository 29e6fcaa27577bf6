package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailObjectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/29/111122223333_CloudTrail_eu-west-1_20240229T2355Z_a1B2.json.gz | MANAGEMENT 111122223333 eu-west-1 2024-02-29T23:55:00Z
          AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/29/111122223333_CloudTrail_eu-west-1_20240229T2355Z_a1B2.json | MANAGEMENT 111122223333 eu-west-1 2024-02-29T23:55:00Z
          logs/of/all/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/29/111122223333_CloudTrail_eu-west-1_20240229T2355Z_a1B2.json.gz | MANAGEMENT 111122223333 eu-west-1 2024-02-29T23:55:00Z
          CloudTrail/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/29/111122223333_CloudTrail_eu-west-1_20240229T2355Z_a1B2.json.gz | MANAGEMENT 111122223333 eu-west-1 2024-02-29T23:55:00Z
          999988887777/CloudTrail/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/29/x.json.gz | MANAGEMENT 111122223333 eu-west-1 2024-02-29T00:00:00Z
          AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/2024/01/02/111122223333_CloudTrail_us-east-1_20240102T0000Z_z.json.gz | MANAGEMENT 111122223333 us-east-1 2024-01-02T00:00:00Z
          o-a1b2c3d4e5/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/2024/01/02/111122223333_CloudTrail_us-east-1_20240102T0000Z_z.json.gz | MANAGEMENT 111122223333 us-east-1 2024-01-02T00:00:00Z
          o-a1b2c3d4e5/AWSLogs/111122223333/CloudTrail/us-east-1/2024/01/02/111122223333_CloudTrail_us-east-1_20240102T0000Z_z.json.gz | MANAGEMENT 111122223333 us-east-1 2024-01-02T00:00:00Z
          AWSLogs/111122223333/CloudTrail/us-gov-west-1/2024/01/02/111122223333_CloudTrail_us-gov-west-1_20240102T0305Z_z.json.gz | MANAGEMENT 111122223333 us-gov-west-1 2024-01-02T03:05:00Z
          AWSLogs/111122223333/CloudTrail/cn-north-1/2024/01/02/111122223333_CloudTrail_cn-north-1_20240102T0305Z_z.json.gz | MANAGEMENT 111122223333 cn-north-1 2024-01-02T03:05:00Z
          AWSLogs/111122223333/CloudTrail/Moon 1/2024/01/02/111122223333_CloudTrail_Moon 1_20240102T0305Z_z.json.gz | MANAGEMENT 111122223333 Moon 1 2024-01-02T03:05:00Z
          AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2024/01/02/111122223333_CloudTrail-Insight_us-east-1_20240102T0305Z_z.json.gz | INSIGHT 111122223333 us-east-1 2024-01-02T03:05:00Z
          AWSLogs/111122223333/CloudTrail-NetworkActivity/us-east-1/2024/01/02/111122223333_CloudTrail-NetworkActivity_us-east-1_20240102T0305Z_z.json.gz | NETWORK_ACTIVITY 111122223333 us-east-1 2024-01-02T03:05:00Z
          AWSLogs/111122223333/CloudTrail-Aggregated/us-east-1/2024/01/02/111122223333_CloudTrail-Aggregated_us-east-1_20240102T0305Z_z.json.gz | AGGREGATED 111122223333 us-east-1 2024-01-02T03:05:00Z
          AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/01/02/111122223333_CloudTrail-Digest_us-east-1_my_trail.v-2_eu-west-1_20240102T030507Z.json.gz | DIGEST 111122223333 us-east-1 2024-01-02T03:05:07Z
          AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/01/02/111122223333_CloudTrail-Digest_us-east-1_t_eu-west-1_20240102T030507Z_backfill.json.gz | DIGEST 111122223333 us-east-1 2024-01-02T03:05:07Z
          AWSLogs/o-a1b2c3d4e5/ACCOUNT/CloudTrail/us-east-1/2024/01/02/x.json | MANAGEMENT ACCOUNT us-east-1 2024-01-02T00:00:00Z
          copies/111122223333/CloudTrail/us-east-1/2024/01/02/x.json | MANAGEMENT 111122223333 us-east-1 2024-01-02T00:00:00Z
          """)
  void readsEveryLayoutOfCloudTrail(String key, String told) {
    assertThat(told(key)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dump/111122223333_CloudTrail_us-east-1_20240102T0305Z_z.json.gz | MANAGEMENT 111122223333 us-east-1 2024-01-02T03:05:00Z
          dump/111122223333_CloudTrail-Insight_us-east-1_20240102T0305Z_z.json | INSIGHT 111122223333 us-east-1 2024-01-02T03:05:00Z
          dump/someone_CloudTrail_us-east-1_20240102T0305Z_z.json | MANAGEMENT null us-east-1 2024-01-02T03:05:00Z
          dump/111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20240102T030507Z.json.gz | DIGEST 111122223333 us-east-1 2024-01-02T03:05:07Z
          dump/111122223333_CloudTrail-Later_us-east-1_20240102T0305Z_z.json | LOOSE 111122223333 us-east-1 2024-01-02T03:05:00Z
          dump/111122223333_CloudTrail_us-east-1_20241302T0305Z_z.json | MANAGEMENT 111122223333 us-east-1 null
          dump/events.json | LOOSE null null null
          dump/events.json.gz | LOOSE null null null
          dump/events.jsonl | LOOSE null null null
          dump/events.ndjson.gz | LOOSE null null null
          firehose/2024/01/02/03/stream-1.json.gz | LOOSE null null 2024-01-02T00:00:00Z
          firehose/2024/13/02/stream-1.json.gz | LOOSE null null null
          dump/events.JSON | UNKNOWN_NAME null null null
          dump/events.csv | UNKNOWN_NAME null null null
          dump/events.json.bz2 | UNKNOWN_NAME null null null
          dump/manifest.json | MANIFEST null null null
          dump/inventory-manifest.json | MANIFEST null null null
          dump/Manifest.checksum | MANIFEST null null null
          dump/manifesto.json | LOOSE null null null
          dump/_SUCCESS | HIDDEN null null null
          dump/.part-0.json.crc | HIDDEN null null null
          dump/2024_$folder$ | HIDDEN null null null
          AWSLogs/111122223333/CloudTrail/us-east-1/2024/01/02/manifest.json | MANIFEST 111122223333 us-east-1 2024-01-02T00:00:00Z
          AWSLogs/111122223333/CloudTrail/us-east-1/2024/01/02/x.jsonl | UNKNOWN_NAME 111122223333 us-east-1 2024-01-02T00:00:00Z
          AWSLogs/111122223333/CloudTrail/us-east-1/2024/02/30/x.json | MANAGEMENT 111122223333 us-east-1 null
          AWSLogs/111122223333/CloudTrail/us-east-1/x.json | MANAGEMENT 111122223333 us-east-1 null
          AWSLogs/111122223333/CloudTrail-Lake/Query/2024/01/02/id/result_sign.json | UNKNOWN_NAME 111122223333 Query 2024-01-02T00:00:00Z
          AWSLogs/CloudTrail/us-east-1/2024/01/02/111122223333_CloudTrail_us-east-1_20240102T0305Z_z.json.gz | MANAGEMENT 111122223333 us-east-1 2024-01-02T03:05:00Z
          """)
  void takesFromTheNameWhatNoFolderTells(String key, String told) {
    assertThat(told(key)).isEqualTo(told);
  }

  @Test
  void countsDaysInUtc() {
    TrailObject object =
        Listed.object("s3a://b/1_CloudTrail_us-east-1_19691231T2359Z_z.json", 1, "v");

    assertThat(object.deliveryDate()).isEqualTo(LocalDate.of(1969, 12, 31));
  }

  @Test
  void doesNotTakeABucketForAnAccount() {
    TrailObject object = Listed.object("s3a://111122223333/CloudTrail/us-east-1/x.json", 1, "v");

    assertThat(object.account()).isNull();
  }

  @Test
  void sortsLikeItsPath() {
    List<TrailObject> objects = new ArrayList<>();
    for (String path : List.of("s3a://b/a/z", "s3a://b/a.b/c", "s3a://b/a", "s3a://b/a/b/c")) {
      objects.add(Listed.object(path, 1, "v"));
    }

    objects.sort(TrailObject.BY_PATH);

    assertThat(objects).isSortedAccordingTo(Comparator.comparing(TrailObject::path));
  }

  @Test
  void survivesTheWayToAnExecutor() throws IOException, ClassNotFoundException {
    TrailObject object =
        Listed.object(
            "s3a://b/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/02/29/x.json.gz", 7, "tag");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TrailObject arrived = (TrailObject) in.readObject();
      assertThat(arrived)
          .isEqualTo(object)
          .extracting(TrailObject::kind, TrailObject::deliveryTime)
          .containsExactly(ObjectKind.MANAGEMENT, Instant.parse("2024-02-29T00:00:00Z"));
    }
  }

  private static String told(String key) {
    TrailObject object = Listed.object("s3a://bucket/" + key, 1, "v");
    return "%s %s %s %s"
        .formatted(object.kind(), object.account(), object.region(), object.deliveryTime());
  }
}
