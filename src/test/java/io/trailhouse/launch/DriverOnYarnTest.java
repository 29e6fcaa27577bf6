package io.trailhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YARN wants a driver's main method to return after success, others the process to end. */
class DriverOnYarnTest {

  @ParameterizedTest
  @CsvSource({
    "yarn, cluster, --version, " + MainCalled.RETURNED,
    "yarn, cluster, --nothing, 2",
    "yarn, client, --version, 0",
    "spark://primary:7077, cluster, --version, 0",
    "local, client, --version, 0",
  })
  void returnsOnlyAfterSuccessInACluster(String master, String mode, String argument, int code) {
    assertThat(Launch.java(MainCalled.class).run(master, mode, argument).code()).isEqualTo(code);
  }
}
