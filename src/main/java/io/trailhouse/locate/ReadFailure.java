package io.trailhouse.locate;

import io.trailhouse.TrailhouseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** What a file system's exceptions mean to the operator. */
final class ReadFailure {

  private ReadFailure() {}

  /**
   * Says what failed, where, and what to do now.
   *
   * @param trail the address as the user gave it
   * @param folder what was being looked at
   */
  static TrailhouseException of(String trail, Path folder, IOException e) {
    return new TrailhouseException(
        "Cannot read trail %s: %s".formatted(trail, reason(folder, e)), e);
  }

  /**
   * Says what failed and what to do now, of something that was listed.
   *
   * @param name what to call it
   * @return the failure if it may pass
   * @throws TrailhouseException if the operator must act
   */
  static IOException ofObject(String name, IOException e) {
    if (e instanceof FileNotFoundException) {
      throw new TrailhouseException(
          ("Cannot read %s: it was listed at the start, and is gone now. Run it again; if a"
                  + " lifecycle rule expires the trail, ask for later days.")
              .formatted(name),
          e);
    }
    if (e instanceof AccessDeniedException) {
      throw new TrailhouseException(
          ("Cannot read %s: access denied. Let the caller read the trail's objects (on S3:"
                  + " s3:GetObject, and kms:Decrypt if the trail is encrypted).")
              .formatted(name),
          e);
    }
    return new IOException("Cannot read %s: %s".formatted(name, e.getMessage()), e);
  }

  static TrailhouseException badAddress(String trail, IllegalArgumentException e) {
    return new TrailhouseException(
        "Cannot read trail %s: the address cannot be used (%s); write it as s3a://<bucket>/<folder> or as"
                .formatted(trail, e.getMessage())
            + " the path of a local folder.",
        e);
  }

  private static String reason(Path folder, IOException e) {
    Set<String> names = typesOf(e);
    if (e instanceof UnsupportedFileSystemException) {
      return "no file system is known for such an address; write s3a:// for S3, or set"
          + " fs.<scheme>.impl in the Hadoop configuration.";
    }
    if (names.contains("UnknownStoreException")) {
      return "no such bucket; check the name, and the endpoint if it is not AWS's own.";
    }
    if (names.contains("NoAuthWithAWSException") || names.contains("NoAwsCredentialsException")) {
      return "no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, run"
          + " under a role, or set fs.s3a.aws.credentials.provider.";
    }
    if (e instanceof AccessDeniedException || names.contains("AccessControlException")) {
      return "no permission to list %s; allow it (on S3: s3:ListBucket), or use other credentials."
          .formatted(folder);
    }
    if (e instanceof FileNotFoundException) {
      return "there is no %s; check the name.".formatted(folder);
    }
    return "%s could not be listed (%s); start again when the storage answers."
        .formatted(folder, e.getMessage());
  }

  /** By name, for S3A's own types are in a library that need not be there. */
  private static Set<String> typesOf(Throwable failure) {
    Set<String> names = new HashSet<>();
    for (Throwable at = failure; at != null && names.size() < 20; at = at.getCause()) {
      names.add(at.getClass().getSimpleName());
    }
    return names;
  }
}
