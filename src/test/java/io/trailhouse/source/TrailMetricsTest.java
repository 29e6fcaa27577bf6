package io.trailhouse.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.junit.jupiter.api.Test;

class TrailMetricsTest {

  @Test
  void canBeMadeByTheirNamesAsTheSparkUiDoes() throws ReflectiveOperationException {
    List<String> names = new ArrayList<>();
    for (CustomMetric metric : TrailMetrics.all()) {
      Class<?> named = Class.forName(metric.getClass().getName());
      names.add(((CustomMetric) named.getConstructor().newInstance()).name());
    }
    assertThat(names).isEqualTo(Stream.of(TrailMetrics.all()).map(CustomMetric::name).toList());
  }
}
