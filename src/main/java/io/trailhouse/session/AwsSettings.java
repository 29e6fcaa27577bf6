package io.trailhouse.session;

import io.trailhouse.TrailhouseException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * What every AWS tool takes from its environment, for the S3 client of Hadoop, which does not look
 * for most of it by itself.
 *
 * @param environment variables of the process
 * @param home the user's folder, where {@code .aws} is
 */
record AwsSettings(Map<String, String> environment, Path home) {

  static final String CREDENTIALS = "fs.s3a.aws.credentials.provider";
  private static final String ENDPOINT = "fs.s3a.endpoint";
  private static final String PATH_STYLE = "fs.s3a.path.style.access";
  private static final String REGION = "fs.s3a.endpoint.region";

  /**
   * Settings of the S3 client first, which may be for one bucket, then the places that AWS tools
   * look at, in their order.
   */
  private static final String PROVIDERS =
      String.join(
          ",",
          "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider",
          "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
          "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");

  /** Those of this process. */
  static AwsSettings ofProcess() {
    return new AwsSettings(System.getenv(), Path.of(System.getProperty("user.home", "")));
  }

  /** Settings of S3A. */
  Map<String, String> forStore() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(CREDENTIALS, PROVIDERS);
    Map<String, String> profile = profile();
    String endpoint = first("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", profile.get("endpoint_url"));
    if (endpoint != null) {
      settings.put(ENDPOINT, endpoint);
      // Stores other than AWS's own seldom have a host name for each bucket.
      settings.put(PATH_STYLE, "true");
    }
    String region = first("AWS_REGION", "AWS_DEFAULT_REGION", profile.get("region"));
    if (region != null) {
      settings.put(REGION, region);
    }
    return settings;
  }

  private @Nullable String first(String variable, String other, @Nullable String otherwise) {
    String value = variable(variable);
    value = value == null ? variable(other) : value;
    return value == null ? otherwise : value;
  }

  private @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** Properties of the profile in use; a Spark without S3A may lack what reads profiles. */
  private Map<String, String> profile() {
    Path config = file("AWS_CONFIG_FILE", "config");
    Path credentials = file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    boolean present = Files.isReadable(config) || Files.isReadable(credentials);
    if (!present || !Profiles.canBeRead()) {
      return Map.of();
    }
    String name = variable("AWS_PROFILE");
    return Profiles.properties(config, credentials, name == null ? "default" : name);
  }

  private Path file(String variable, String name) {
    String path = variable(variable);
    return path == null ? home.resolve(".aws").resolve(name) : Path.of(path);
  }

  /** Files with profiles. */
  private static final class Profiles {

    private Profiles() {}

    private static boolean canBeRead() {
      String reader = "software/amazon/awssdk/profiles/ProfileFile.class";
      return AwsSettings.class.getClassLoader().getResource(reader) != null;
    }

    private static Map<String, String> properties(Path config, Path credentials, String name) {
      ProfileFile.Aggregator files = ProfileFile.aggregator();
      add(files, ProfileFile.Type.CONFIGURATION, config);
      add(files, ProfileFile.Type.CREDENTIALS, credentials);
      return files.build().profile(name).map(Profile::properties).orElse(Map.of());
    }

    private static void add(ProfileFile.Aggregator files, ProfileFile.Type type, Path file) {
      if (Files.isReadable(file)) {
        try {
          files.addFile(ProfileFile.builder().type(type).content(file).build());
        } catch (IllegalArgumentException | UncheckedIOException e) {
          throw new TrailhouseException(
              "Cannot read the AWS profiles in %s: %s".formatted(file, e.getMessage()), e);
        }
      }
    }
  }
}
