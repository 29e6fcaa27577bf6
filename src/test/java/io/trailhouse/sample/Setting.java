package io.trailhouse.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where and when an event happens, and what it is about. Names repeat within an account, as they do
 * in a real one.
 */
final class Setting {

  private static final List<byte[]> WORDS =
      texts("orders", "billing", "search", "media", "ledger", "portal", "reports", "ingest");
  private static final List<byte[]> NAMES =
      texts(
          "orders-api",
          "billing-worker",
          "search-index",
          "media-encoder",
          "ledger-sync",
          "portal-web",
          "reports-nightly",
          "ingest-stream",
          "data-lake",
          "shared-services");
  private static final List<byte[]> FUNCTIONS =
      texts("order-created", "thumbnail", "billing-close", "audit-export", "webhook", "cleanup");
  private static final List<byte[]> TABLES =
      texts("orders", "sessions", "invoices", "inventory", "locks");

  private final Dice dice;
  private final Clock clock;
  private final String account;
  private final String region;
  private final List<byte[]> buckets;
  private final List<byte[]> roles;
  private final List<byte[]> keys;
  private final List<byte[]> kmsKeys;
  private final byte[] accountText;
  private byte[] regionText;
  private byte[] bucket;
  private byte[] key;
  private byte[] name;
  private byte[] word;
  private byte[] role;
  private byte[] table;
  private byte[] kmsKey;
  private byte[] requestId = {};
  private long epochSecond;

  Setting(Dice dice, Clock clock, String account, String region) {
    this.dice = dice;
    this.clock = clock;
    this.account = account;
    this.region = region;
    this.accountText = text(account);
    this.regionText = text(region);
    this.buckets =
        texts(
            "example-assets-" + account,
            "example-logs-" + account,
            "example-data-lake-" + account,
            "cdk-hnb659fds-assets-" + account + "-" + region);
    this.roles = Cast.ROLES.stream().map(Setting::text).toList();
    this.keys =
        IntStream.range(0, 40)
            .mapToObj(i -> text("exports/2026/part-%05d.snappy.parquet".formatted(i * 37)))
            .toList();
    this.kmsKeys = IntStream.range(0, 6).mapToObj(i -> uuid(account, i)).toList();
    this.bucket = buckets.get(0);
    this.key = keys.get(0);
    this.name = NAMES.get(0);
    this.word = WORDS.get(0);
    this.role = roles.get(0);
    this.table = TABLES.get(0);
    this.kmsKey = kmsKeys.get(0);
  }

  /** Turns to the next event. */
  void next(long second, boolean global) {
    epochSecond = second;
    regionText = text(global ? "us-east-1" : region);
    bucket = dice.pickEarly(buckets);
    key = dice.pick(keys);
    name = dice.pickEarly(NAMES);
    word = dice.pickEarly(WORDS);
    role = dice.pickEarly(roles);
    table = dice.pickEarly(TABLES);
    kmsKey = dice.pick(kmsKeys);
  }

  void requestId(byte[] id) {
    requestId = id;
  }

  Dice dice() {
    return dice;
  }

  /** Dice for ids of things that exist: there are not many, so they come again. */
  Dice known() {
    return new Dice(dice.below(200) * 31L + account.hashCode());
  }

  String accountId() {
    return account;
  }

  byte[] account() {
    return accountText;
  }

  byte[] region() {
    return regionText;
  }

  byte[] bucket() {
    return bucket;
  }

  byte[] key() {
    return key;
  }

  byte[] table() {
    return table;
  }

  byte[] function() {
    return FUNCTIONS.get(name.length % FUNCTIONS.size());
  }

  byte[] role() {
    return role;
  }

  byte[] name() {
    return name;
  }

  byte[] word() {
    return word;
  }

  byte[] kmsKey() {
    return kmsKey;
  }

  byte[] requestId() {
    return requestId;
  }

  long epochSecond() {
    return epochSecond;
  }

  void time(TextBuffer out) {
    clock.add(out, epochSecond);
  }

  private static byte[] uuid(String account, int number) {
    TextBuffer out = new TextBuffer();
    new Dice(account.hashCode() * 31L + number).uuid(out);
    return out.toBytes();
  }

  private static List<byte[]> texts(String... texts) {
    return List.of(texts).stream().map(Setting::text).toList();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
