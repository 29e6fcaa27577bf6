package io.trailhouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trailhouse.cli.Trailhouse;
import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that start Trailhouse every night. */
class SchedulesTest {

  private static final String INSTALLATION = "/opt/trailhouse";
  private static final String SERVICE = "trailhouse-nightly.service";
  private static final String TIMER = "trailhouse-nightly.timer";

  /** What Airflow's variables are, behind "trailhouse_": what conf/values.sed says. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "application_id", "00f1abcdefghij09",
          "role_arn", "arn:aws:iam::111122223333:role/trailhouse-job",
          "jar", "s3://code/trailhouse.jar",
          "logs", "s3://logs/trailhouse/",
          "trail", "s3a://org-trail/AWSLogs",
          "lake", "s3a://lake/trails",
          "reports", "s3a://lake/reports");

  /** As much of Airflow as a DAG needs to be read: its operator prints what it is given. */
  private static final String AIRFLOW =
      """
      import contextlib, json, sys, types

      airflow = types.ModuleType("airflow")
      airflow.DAG = lambda **settings: contextlib.nullcontext()
      emr = types.ModuleType("emr")
      emr.EmrServerlessStartJobOperator = lambda **settings: print(json.dumps(settings, default=str))
      sys.modules["airflow"] = airflow
      sys.modules["airflow.providers.amazon.aws.operators.emr"] = emr
      exec(open(sys.argv[1]).read())
      """;

  @TempDir Path folder;

  @Test
  @Needs(value = "systemd-analyze", from = "systemd")
  void systemdFindsNoFaultWithServiceAndTimer() throws IOException {
    assertThat(verified(unit(SERVICE, "", ""), unit(TIMER, "", "")))
        .isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  @Needs(value = "systemd-analyze", from = "systemd")
  void systemdFindsASettingThatItDoesNotKnow() throws IOException {
    assertThat(verified(unit(SERVICE, "RestartSec", "RestartSeconds")).err())
        .contains("Unknown key");
  }

  @Test
  @Needs(value = "systemd-analyze", from = "systemd")
  void systemdFindsATimeThatThereIsNot() throws IOException {
    unit(SERVICE, "", "");
    assertThat(verified(unit(TIMER, "03:30:00", "25:30:00")).err())
        .contains("Failed to parse calendar specification");
  }

  @Test
  @Needs(value = "systemd-analyze", from = "systemd")
  void systemdFindsACommandThatThereIsNot() throws IOException {
    assertThat(verified(unit(SERVICE, "scripts/trailhouse", "scripts/nothing")).err())
        .contains("scripts/nothing is not executable");
  }

  @Test
  void nightlyTakesEachOptionOfTheFile() {
    Outcome outcome =
        Launch.java(Trailhouse.class)
            .run(
                "nightly",
                "--config",
                DeployFile.conf("schedule/nightly.conf").toString(),
                "--day",
                "never");
    assertThat(outcome.err()).startsWith("trailhouse: Invalid value for option '--day': 'never'");
  }

  @Test
  void cronStartsACommandThatThereIs() throws IOException {
    assertThat(
            Files.isExecutable(
                Path.of(
                    cron().get(5).replaceFirst(".*?" + INSTALLATION, Launch.PROJECT.toString()))))
        .isTrue();
  }

  @Test
  void cronStartsItAtATime() throws IOException {
    assertThat(cron().subList(0, 5)).containsExactly("30", "3", "*", "*", "*");
  }

  @Test
  void cronMailsNothingOfAGoodNight() throws IOException {
    assertThat(night(0)).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void cronMailsWhatABadNightSays() throws IOException {
    assertThat(night(4).out())
        .isEqualTo("exit code 4\nnightly --config /etc/trailhouse/nightly.conf\n");
  }

  @Test
  void theScheduleOfAwsStartsWhatTheScriptWould() throws IOException {
    JsonNode input =
        DeployFile.json(
            DeployFile.json(
                    DeployFile.filledIn(DeployFile.conf("schedule/eventbridge-schedule.json")))
                .at("/Target/Input")
                .asText());
    assertThat(
            Stream.of(
                    "ApplicationId",
                    "ExecutionRoleArn",
                    "Name",
                    "ExecutionTimeoutMinutes",
                    "JobDriver",
                    "ConfigurationOverrides")
                .map(name -> lowerCase(input.get(name))))
        .containsExactlyElementsOf(
            startedByTheScript().stream().map(SchedulesTest::lowerCase).toList());
  }

  @Test
  @Needs(value = "python3", from = "python3")
  void theDagStartsWhatTheScriptWould() throws IOException {
    String settings =
        new Launch(List.of("python3", "-c", AIRFLOW), folder, Map.of())
            .run(DeployFile.conf("schedule/airflow_dag.py").toString())
            .out();
    for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
      settings =
          settings.replace(
              "{{ var.value.trailhouse_%s }}".formatted(variable.getKey()), variable.getValue());
    }
    JsonNode dag = DeployFile.json(settings);
    assertThat(
            Stream.of(
                    "/application_id",
                    "/execution_role_arn",
                    "/name",
                    "/config/executionTimeoutMinutes",
                    "/job_driver",
                    "/configuration_overrides")
                .map(dag::at))
        .containsExactlyElementsOf(startedByTheScript());
  }

  /** Application, role, name, minutes, driver and settings of the job. */
  private List<JsonNode> startedByTheScript() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, Launch.PROJECT);
    aws.bash(
        List.of(
            "scripts/emr-serverless.sh",
            "--application-id",
            value("application_id"),
            "--role",
            value("role_arn"),
            "--jar",
            value("jar"),
            "--log-uri",
            value("logs"),
            "--",
            "nightly",
            "--trail",
            value("trail"),
            "--lake",
            value("lake"),
            "--out",
            value("reports")));
    return List.of(
        TextNode.valueOf(aws.option("--application-id")),
        TextNode.valueOf(aws.option("--execution-role-arn")),
        TextNode.valueOf(aws.option("--name")),
        DeployFile.json(aws.option("--execution-timeout-minutes")),
        DeployFile.json(aws.option("--job-driver")),
        DeployFile.json(aws.option("--configuration-overrides")));
  }

  private static String value(String variable) {
    return Objects.requireNonNull(VARIABLES.get(variable));
  }

  private static String lowerCase(JsonNode json) {
    return json.toString().toLowerCase(Locale.ROOT);
  }

  /** A unit's file with this project for the installation, and one thing changed. */
  private Path unit(String name, String what, String other) throws IOException {
    String text =
        Files.readString(DeployFile.conf("schedule/" + name))
            .replace(INSTALLATION, Launch.PROJECT.toString());
    return Files.writeString(
        folder.resolve(name), what.isEmpty() ? text : text.replace(what, other));
  }

  private static Outcome verified(Path... units) {
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify"));
    for (Path unit : units) {
      command.add(unit.toString());
    }
    return new Launch(command, Launch.PROJECT, Map.of("LC_ALL", "C")).run();
  }

  /** The five fields of the time, and the command. */
  private static List<String> cron() throws IOException {
    List<String> lines =
        Files.readAllLines(DeployFile.conf("schedule/trailhouse.cron")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(lines).hasSize(1);
    return List.of(lines.get(0).split(" ", 7)).subList(0, 6);
  }

  private Outcome night(int code) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    Path command =
        Files.writeString(
            scripts.resolve("trailhouse"), "#!/bin/sh\necho \"$@\"\nexit %d\n".formatted(code));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    String line = Files.readString(DeployFile.conf("schedule/trailhouse.cron"));
    String typed =
        line.substring(line.indexOf("* * * ") + 6).replace(INSTALLATION, folder.toString());
    return new Launch(List.of("/bin/sh", "-c"), folder, Map.of()).run(typed);
  }
}
