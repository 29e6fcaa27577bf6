package io.trailhouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trailhouse.sample.Seeds.Seed;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SeedsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void areFourteen() {
    assertThat(Seeds.all()).hasSize(14);
  }

  @Test
  void areRecordsOfOneEventEach() {
    List<String> sources =
        Seeds.all().stream().map(seed -> text(seed, "eventSource")).distinct().toList();

    assertThat(sources)
        .containsExactly(
            "ssm.amazonaws.com",
            "ssm-guiconnect.amazonaws.com",
            "gamma-ssm-incidents.amazonaws.com",
            "ssm-contacts.amazonaws.com",
            "monitoring.amazonaws.com",
            "events.amazonaws.com",
            "logs.amazonaws.com",
            "internetmonitor.amazonaws.com",
            "synthetics.amazonaws.com",
            "sms.amazonaws.com",
            "servicediscovery.amazonaws.com");
  }

  @Test
  void shareAnEventIdInTwoPairs() {
    Map<String, Long> ids =
        Seeds.all().stream()
            .collect(Collectors.groupingBy(seed -> text(seed, "eventID"), Collectors.counting()));

    assertThat(ids.values()).filteredOn(count -> count > 1).containsExactly(2L, 2L);
  }

  @Test
  void keepNumbersAsTheyWereWritten() {
    assertThat(Seeds.all()).anyMatch(seed -> seed.json().contains("\"threshold\": 50.0,"));
  }

  private static String text(Seed seed, String field) {
    try {
      return JSON.readTree(seed.json()).path(field).asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(seed.json(), e);
    }
  }
}
