package io.trailhouse.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionFolderTest {

  @Test
  void namesColumnsAndValues() {
    Map<String, @Nullable String> partition = new LinkedHashMap<>();
    partition.put("event_date", "2026-09-28");
    partition.put("aws_region", "eu-west-1");
    assertThat(PartitionFolder.of(partition))
        .isEqualTo("event_date=2026-09-28/aws_region=eu-west-1");
  }

  @Test
  void namesNullAsHiveDoes() {
    assertThat(PartitionFolder.of(Collections.singletonMap("aws_region", null)))
        .isEqualTo("aws_region=__HIVE_DEFAULT_PARTITION__");
  }

  @Test
  void escapesWhatIsNoNameOfAFolder() {
    assertThat(PartitionFolder.of(Map.of("aws_region", "a/b%c:d\n")))
        .isEqualTo("aws_region=a%2Fb%25c%3Ad%0A");
  }

  @Test
  void staysBelowTheLengthThatFileSystemsAllow() {
    String folder = PartitionFolder.of(Map.of("aws_region", "é".repeat(150)));
    assertThat(folder.getBytes(StandardCharsets.UTF_8).length).isLessThan(255);
  }
}
