package io.trailhouse.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trailhouse.ingest.Ingest;
import io.trailhouse.ingest.IngestConfig;
import io.trailhouse.ingest.IngestProgress;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.record.Limits;
import io.trailhouse.table.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake in a folder, the records that are told into it, and its people. */
final class Story {

  static final String DAY = "2026-10-01";
  static final String ACCOUNT = "111122223333";

  private final SparkSession spark;
  private final Path folder;
  private final List<String> records = new ArrayList<>();
  private int objects;
  private int ids;

  Story(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** Adds an event: its time on the day that most tests have, or of any day; and its identity. */
  Story event(String time, String identity) {
    return event(time, identity, "ec2", "DescribeInstances", "");
  }

  /** The same of an API, with further members. */
  Story event(String time, String identity, String source, String name, String more) {
    String stamp = time.contains("T") ? time : DAY + "T" + time;
    records.add(
        """
        {"eventVersion":"1.08","eventTime":"%sZ","awsRegion":"eu-west-1","eventSource":"%s.amazonaws.com",\
        "eventName":"%s","eventID":"%s","readOnly":true,"userIdentity":%s,\
        "userAgent":"aws-cli/2.27.41","recipientAccountId":"%s"%s}\
        """
            .formatted(
                stamp.length() == 16 ? stamp + ":00" : stamp,
                source,
                name,
                "e" + ids++,
                identity,
                ACCOUNT,
                more));
    return this;
  }

  /** A call of somebody that makes a session. */
  Story assumes(String time, String identity, String madeKey, String madePrincipal) {
    return event(time, identity, "sts", "AssumeRole", made(madeKey, madePrincipal));
  }

  /** What such a call answers. */
  static String made(String key, String principal) {
    return """
    ,"responseElements":{"credentials":{"accessKeyId":"%s","sessionToken":"x"},\
    "assumedRoleUser":{"assumedRoleId":"%s","arn":"arn:aws:sts::1:assumed-role/x/y"}}\
    """
        .formatted(key, principal);
  }

  List<String> records() {
    return List.copyOf(records);
  }

  /** Ingests what was told since the last time. */
  Story ingest() {
    ingest(records);
    records.clear();
    return this;
  }

  /** Ingests records in an object of their own. */
  void ingest(List<String> some) {
    Path trail = folder.resolve("trail").resolve(objects++ + ".json");
    try {
      Files.createDirectories(folder.resolve("trail"));
      Files.write(trail, ("{\"Records\":[" + String.join(",", some) + "]}").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LocateConfig locate =
        new LocateConfig(List.of(trail.toString()), null, null, Set.of(), Set.of(), 1);
    new Ingest(
            spark,
            new IngestConfig(locate, folder.resolve("lake").toString(), Limits.DEFAULT, "test"),
            IngestProgress.NONE)
        .execute();
  }

  Lake lake() {
    return Lake.at(spark.sessionState().newHadoopConf(), folder.resolve("lake").toString());
  }

  People people() {
    return people(DAY, 1);
  }

  People people(String from, int days) {
    return people(from, days, People.LOOK_BACK);
  }

  People people(String from, int days, Duration lookBack) {
    LocalDate first = LocalDate.parse(from);
    return People.resolve(spark, lake(), first, first.plusDays(days), lookBack);
  }

  /** Who an actor is: {@code person rule}, or nobody. */
  String who(People people, String actor) {
    return people.people().where("actor = '%s'".formatted(actor)).collectAsList().stream()
        .map(row -> row.getString(2) + " " + row.getString(3))
        .collect(Collectors.joining(", "));
  }

  /** The rows of a table of the lake, sorted, without the id of their input. */
  List<String> table(String name) {
    return spark
        .read()
        .format("delta")
        .load(folder.resolve("lake").resolve(name).toString())
        .drop("input_id")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  /** What a query gives; {@code {people}} and the like name the tables. */
  List<Row> rows(String sql) {
    return spark
        .sql(sql.replace("{", "delta.`" + folder.resolve("lake") + "/").replace("}", "`"))
        .collectAsList();
  }

  List<String> lines(String sql) {
    return rows(sql).stream().map(row -> row.mkString(" ")).toList();
  }

  // Identities

  static String user(String name) {
    return user(ACCOUNT, name);
  }

  static String user(String account, String name) {
    return """
    {"type":"IAMUser","principalId":"AIDA%2$s","arn":"arn:aws:iam::%1$s:user/%2$s","accountId":"%1$s",\
    "accessKeyId":"AKIA%2$s","userName":"%2$s"}\
    """
        .formatted(account, name);
  }

  static String root() {
    return """
    {"type":"Root","principalId":"%1$s","arn":"arn:aws:iam::%1$s:root","accountId":"%1$s",\
    "accessKeyId":""}\
    """
        .formatted(ACCOUNT);
  }

  /** A session of a role: its key may be empty, and more is added to its session context. */
  static String session(String role, String name, String key, String created, String more) {
    return session(ACCOUNT, role, name, key, created, more, "");
  }

  static String session(
      String account,
      String role,
      String name,
      String key,
      String created,
      String inContext,
      String inIdentity) {
    return """
    {"type":"AssumedRole","principalId":"AROA%2$s:%3$s",\
    "arn":"arn:aws:sts::%1$s:assumed-role/%2$s/%3$s","accountId":"%1$s","accessKeyId":"%4$s",\
    "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA%2$s",\
    "arn":"arn:aws:iam::%1$s:role/%2$s","accountId":"%1$s","userName":"%2$s"},\
    "attributes":{"creationDate":"%5$sZ","mfaAuthenticated":"false"}%6$s}%7$s}\
    """
        .formatted(account, role, name, key, created, inContext, inIdentity);
  }

  static String session(String role, String name, String key) {
    return session(role, name, key, DAY + "T08:00:00", "");
  }

  static String onBehalfOf(String userId) {
    return """
    ,"onBehalfOf":{"userId":"%s","identityStoreArn":"arn:aws:identitystore::1:identitystore/d-906"}\
    """
        .formatted(userId);
  }

  static String sourceIdentity(String text) {
    return ",\"sourceIdentity\":\"" + text + "\"";
  }
}
