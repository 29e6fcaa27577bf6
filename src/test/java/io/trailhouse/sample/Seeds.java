package io.trailhouse.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The example events of five documents of AWS, with what must be read from them. Each file in
 * {@code seeds/} holds the examples of one document, character for character; one that the document
 * cuts short is closed by hand.
 */
public final class Seeds {

  private static final String TEMPORARY = "temporary credentials";
  private static final String LONG_TERM = "long-term key";

  private Seeds() {}

  /**
   * An example event and its caller.
   *
   * @param document the document's service
   * @param json the record as it stands in the document
   * @param caller stable key of the caller
   * @param callerKind root, user or role
   * @param credentialKind root, long-term key or temporary credentials
   */
  public record Seed(
      String document, String json, String caller, String callerKind, String credentialKind) {}

  /** All 14, in the order of the documents. */
  public static List<Seed> all() {
    List<Seed> seeds = new ArrayList<>();
    seeds.addAll(
        document(
            "systems-manager",
            role("arn:aws:iam::123456789012:role/example-role"),
            role("arn:aws:sts::123456789012:assumed-role/exampleRole")));
    seeds.addAll(
        document(
            "incident-manager",
            user("arn:aws:iam::246873129580111122223333:user/nikki_wolf"),
            user("arn:aws:iam::246873129580111122223333:user/nikki_wolf")));
    seeds.addAll(
        document(
            "cloudwatch",
            root("arn:aws:iam::123456789012:root"),
            root("arn:aws:iam::123456789012:root"),
            user("arn:aws:iam::123456789012:user/someuser"),
            role("arn:aws:iam::000000000000:role/Admin"),
            role("arn:aws:iam::000000000000:role/Admin"),
            role("arn:aws:iam::111222333444:role/Administrator"),
            role("arn:aws:iam::111222333444:role/Administrator"),
            role("arn:aws:iam::111222333444:role/Administrator")));
    seeds.addAll(
        document("server-migration-service", user("arn:aws:iam::0123456789ab:user/sms-user")));
    seeds.addAll(document("cloud-map", user("arn:aws:iam::111122223333:user/smithj")));
    return List.copyOf(seeds);
  }

  private static List<Seed> document(String name, Caller... callers) {
    List<String> records = JsonRecords.of(text(name));
    if (records.size() != callers.length) {
      throw new IllegalStateException(name + " must hold " + callers.length + " events");
    }
    List<Seed> seeds = new ArrayList<>();
    for (int i = 0; i < callers.length; i++) {
      Caller caller = callers[i];
      seeds.add(new Seed(name, records.get(i), caller.key(), caller.kind(), caller.credentials()));
    }
    return seeds;
  }

  private static String text(String document) {
    try (InputStream in = Seeds.class.getResourceAsStream("/seeds/" + document + ".json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("seeds/" + document + ".json cannot be read", e);
    }
  }

  private static Caller role(String issuer) {
    return new Caller(issuer, "role", TEMPORARY);
  }

  private static Caller user(String arn) {
    return new Caller(arn, "user", LONG_TERM);
  }

  private static Caller root(String arn) {
    return new Caller(arn, "root", "root");
  }

  /** What must be read from a record's userIdentity. */
  private record Caller(String key, String kind, String credentials) {}
}
