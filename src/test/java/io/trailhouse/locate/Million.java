package io.trailhouse.locate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A region of a million objects, made up while they are listed. */
final class Million implements Keys {

  static final int OBJECTS = 1_000_000;

  private static final int OBJECTS_A_DAY = 40;
  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final String REGION = "AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/eu-west-1/";

  private Million() {}

  /** Writes how many objects were found, and how many megabytes they take. */
  public static void main(String[] args) throws IOException {
    Configuration conf = new Configuration(false);
    conf.setClass("fs.keys.impl", KeyFileSystem.class, FileSystem.class);
    String region = KeyFileSystem.serve(new Million()) + "/" + REGION;

    TrailListing listing = new Locate(conf, Configs.everything(region), seen -> {}).execute();

    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    String result = listing.objects().size() + " objects, " + (used >> 20) + " MB";
    System.out.write(result.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  @Override
  public Iterator<String> beginning(String prefix) {
    return IntStream.range(0, OBJECTS).mapToObj(Million::key).iterator();
  }

  @Override
  public void listed(String what) {
    // Nobody asks.
  }

  private static String key(int number) {
    LocalDate day = FIRST.plusDays(number / OBJECTS_A_DAY);
    String unique = "_" + (1_000_000_000_000_000L + number);
    return REGION
        + FOLDER.format(day)
        + "/111122223333_CloudTrail_eu-west-1_"
        + DateTimeFormatter.BASIC_ISO_DATE.format(day)
        + "T0305Z"
        + unique
        + ".json.gz";
  }
}
