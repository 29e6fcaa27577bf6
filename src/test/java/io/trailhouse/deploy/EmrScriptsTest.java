package io.trailhouse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trailhouse.launch.Launch;
import io.trailhouse.launch.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts for EMR would send, and what they refuse. */
class EmrScriptsTest {

  private static final String STEP = "scripts/emr-step.sh --cluster-id j-1 --jar s3://code/job.jar";
  private static final String CLUSTER =
      "scripts/emr-step.sh --create --jar s3://code/job.jar --subnet subnet-1 --instance-profile p"
          + " --log-uri s3://logs/trailhouse/";
  private static final String RUN =
      "scripts/emr-serverless.sh --application-id 00a --role arn:aws:iam::111122223333:role/job"
          + " --jar s3://code/job.jar --log-uri s3://logs/trailhouse/";
  private static final List<String> ODD =
      List.of(
          "sql",
          "SELECT 'it''s', \"x\" FROM events",
          "",
          "a\nb\tc",
          "\\n $HOME `id` * é",
          "{}",
          "&");

  @TempDir Path folder;

  static Stream<List<String>> commands() {
    return Stream.of(
        command(STEP, ODD),
        command(STEP + " --upload --region eu-west-1 --conf spark.a=b", List.of("status")),
        command(CLUSTER, ODD),
        command(RUN, ODD),
        words("scripts/emr-serverless.sh --create --name night"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void printsWhatItSends(List<String> command) throws IOException {
    Path project = project();
    FakeAws sent = FakeAws.endingWith(0, folder, project);
    sent.bash(command);
    FakeAws typed = FakeAws.endingWith(0, folder, project);
    List<String> printing = new ArrayList<>(command);
    printing.add(1, "--print");
    typed.bash(List.of("-c", typed.bash(printing).out()));
    assertThat(typed.calls()).isNotEmpty().isEqualTo(sent.calls());
  }

  @Test
  void sendsNothingIfItIsToPrint() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    aws.bash(command(STEP + " --upload --print", List.of("status")));
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void keepsEachArgumentOfAStepAsItIs() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    aws.bash(command(STEP, ODD));
    assertThat(texts(DeployFile.json(aws.option("--steps")).at("/0/Args")))
        .containsExactlyElementsOf(
            join(
                words(
                    "spark-submit --deploy-mode client --class io.trailhouse.cli.Trailhouse --jars"
                        + " /usr/share/aws/delta/lib/delta-spark.jar,/usr/share/aws/delta/lib/delta-storage.jar"
                        + " --conf spark.yarn.maxAppAttempts=1 s3://code/job.jar"),
                ODD));
  }

  @Test
  void keepsEachArgumentOfAJobAsItIs() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    aws.bash(command(RUN, ODD));
    assertThat(
            texts(
                DeployFile.json(aws.option("--job-driver")).at("/sparkSubmit/entryPointArguments")))
        .isEqualTo(ODD);
  }

  @Test
  void tellsAJobItsClassItsJarsAndItsSettings() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    aws.bash(command(RUN + " --conf spark.a=b --jars s3://code/delta.jar", List.of("status")));
    assertThat(
            DeployFile.json(aws.option("--job-driver"))
                .at("/sparkSubmit/sparkSubmitParameters")
                .asText())
        .isEqualTo(
            "--class io.trailhouse.cli.Trailhouse --conf spark.jars=s3://code/delta.jar --conf"
                + " spark.a=b");
  }

  @Test
  void putsThePlaceOfLogsIntoTheOverrides() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    aws.bash(command(RUN.replace("/trailhouse/", "/a&b/"), List.of("status")));
    assertThat(
            DeployFile.json(aws.option("--configuration-overrides"))
                .at("/monitoringConfiguration/s3MonitoringConfiguration/logUri")
                .asText())
        .isEqualTo("s3://logs/a&b/");
  }

  @Test
  void endsAClusterOfItsOwnIfTheStepFails() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    aws.bash(command(CLUSTER, List.of("status")));
    assertThat(DeployFile.json(aws.option("--steps")).at("/0/ActionOnFailure").asText())
        .isEqualTo("TERMINATE_CLUSTER");
  }

  @Test
  void uploadsTheNewestBuildFirst() throws IOException {
    Path project = project();
    FakeAws aws = FakeAws.endingWith(0, folder, project);
    aws.bash(command(STEP + " --upload", List.of("status")));
    assertThat(aws.calls())
        .extracting(call -> String.join(" ", call.subList(0, 4)))
        .containsExactly(
            "s3 cp %s/target/trailhouse-1.jar s3://code/job.jar".formatted(project),
            "emr add-steps --cluster-id j-1");
  }

  @Test
  void startsNothingIfTheUploadFails() throws IOException {
    FakeAws aws = FakeAws.endingWith(7, folder, project());
    Outcome outcome = aws.bash(command(STEP + " --upload", List.of("status")));
    assertThat(outcome.code() + " after " + aws.calls().size()).isEqualTo("7 after 1");
  }

  @Test
  void saysThatThereIsNothingToUpload() throws IOException {
    Path project = project();
    Files.delete(project.resolve("target/trailhouse-1.jar"));
    assertThat(
            FakeAws.endingWith(0, folder, project)
                .bash(command(STEP + " --upload", List.of("status"))))
        .isEqualTo(
            new Outcome(
                3,
                "",
                "emr-step.sh: it is not built yet; run mvn -DskipTests package in %s first.\n"
                    .formatted(project)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emr-step.sh --cluster-id j-1 -- status | --jar is missing: where the job jar is in S3,"
            + " such as s3://code/trailhouse.jar.",
        "emr-step.sh --jar s3://a/b -- status | --cluster-id is missing: a cluster that runs; or"
            + " --create.",
        "emr-step.sh --create --cluster-id j-1 --jar s3://a/b -- status | --cluster-id and --create"
            + " exclude each other.",
        "emr-step.sh --cluster-id j-1 --jar s3://a/b | there is no command; what Trailhouse is to"
            + " do stands behind --.",
        "emr-step.sh --cluster-id j-1 --jar s3://a/b -- | there is no command; what Trailhouse is"
            + " to do stands behind --.",
        "emr-step.sh --cluster-id -- status | --cluster-id needs a value.",
        "emr-step.sh --lake s3a://lake -- status | --lake is not an option; what Trailhouse is to"
            + " do stands behind --.",
        "emr-step.sh --cluster-id j-1 --jar a.jar -- status | --jar is a.jar, but it must be like"
            + " s3://bucket/key.",
        "emr-step.sh --cluster-id j-1 --jar s3://a/b --deploy-mode any -- status | --deploy-mode is"
            + " any, but it must be client or cluster.",
        "emr-step.sh --create --jar s3://a/b -- status | --subnet is missing: where the nodes are,"
            + " such as subnet-0123456789abcdef0.",
        "emr-step.sh --create --jar s3://a/b --subnet s --instance-profile p --log-uri s3://l/t"
            + " --release emr-7.12.0 -- status | --release is emr-7.12.0, but Trailhouse needs"
            + " Spark 4.1 with Scala 2.13, such as in emr-spark-8.1.0.",
        "emr-serverless.sh --create -- status | --create only makes the application; run the"
            + " command with its --application-id.",
        "emr-serverless.sh -- status | --application-id is missing: the application that runs the"
            + " command; --create makes one.",
        "emr-serverless.sh --application-id a -- status | --role is missing: the role of the job,"
            + " such as arn:aws:iam::111122223333:role/trailhouse-job.",
        "emr-serverless.sh --application-id a --role r --jar s3://a/b -- status | --log-uri is"
            + " missing: where logs go, such as s3://logs/trailhouse/.",
        "emr-serverless.sh --create --release emr-spark-8.0.0 | --release is emr-spark-8.0.0, but"
            + " Trailhouse needs Spark 4.1 with Scala 2.13, such as in emr-spark-8.1.0.",
      })
  void saysWhatIsWrong(String command, String message) throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    Outcome outcome = aws.bash(words("scripts/" + command));
    String script = command.substring(0, command.indexOf(' '));
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2, "", "%1$s: %2$s%n%1$s --help lists all options.%n".formatted(script, message)));
  }

  @Test
  void refusesControlCharacters() throws IOException {
    FakeAws aws = FakeAws.endingWith(0, folder, project());
    assertThat(aws.bash(command(STEP, List.of("sql", "\u0001"))).err())
        .startsWith("emr-step.sh: there is a control character in the arguments.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emr-step.sh", "emr-serverless.sh"})
  void helpsWithEachOption(String script) throws IOException {
    Path file = Launch.PROJECT.resolve("scripts").resolve(script);
    String taken =
        Files.readString(file) + Files.readString(file.resolveSibling("emr-functions.sh"));
    String help =
        FakeAws.endingWith(0, folder, Launch.PROJECT).bash(List.of(file.toString(), "-h")).out();
    assertThat(named("(?m)^(--[a-z-]+)", help))
        .isEqualTo(named("(?m)^ +(--(?!help)[a-z-]+)( \\||\\))", taken));
  }

  private static Set<String> named(String pattern, String text) {
    Set<String> names = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  /** The scripts and their files, beside a build. */
  private Path project() throws IOException {
    Path project = folder.toRealPath().resolve("project");
    for (Path file : files()) {
      Path copy = project.resolve(Launch.PROJECT.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Files.createFile(Files.createDirectory(project.resolve("target")).resolve("trailhouse-1.jar"));
    return project;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> scripts = Files.list(Launch.PROJECT.resolve("scripts"));
        Stream<Path> settings = Files.list(DeployFile.conf("emr"))) {
      return Stream.concat(scripts, settings).toList();
    }
  }

  private static List<String> command(String start, List<String> trailhouse) {
    return join(join(words(start), List.of("--")), trailhouse);
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
