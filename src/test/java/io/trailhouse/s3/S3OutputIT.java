package io.trailhouse.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trailhouse.session.OutputFolder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that are whole or not there, in a bucket, where no file can be renamed at once. */
@S3Test
class S3OutputIT {

  private final S3Bucket bucket;

  S3OutputIT(S3Proxy s3) {
    this.bucket = s3.newBucket();
  }

  @Test
  void keepsTheFileThatIsThereUntilAnotherIsWhole() throws IOException {
    OutputFolder folder = OutputFolder.made(bucket.configuration(), bucket.address() + "/out");
    long bytes = folder.put("page", out -> out.write("whole".getBytes(UTF_8)));
    Throwable failed =
        catchThrowable(
            () ->
                folder.put(
                    "page",
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      throw new IOException("no more");
                    }));
    Map<String, byte[]> files = bucket.files("out");
    assertThat(files).containsOnlyKeys("page");
    assertThat("%d bytes, %s, %s".formatted(bytes, failed.getMessage(), text(files.get("page"))))
        .isEqualTo("5 bytes, no more, whole");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
