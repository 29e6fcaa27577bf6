package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;

/** Failures of S3, which does not look for an object before its first byte is read. */
class TrailInputTest {

  private final Bucket bucket = new Bucket();

  @Test
  void saysThatAnObjectIsGone() {
    assertThatThrownBy(() -> read("gone.json"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read %s/gone.json: it was listed at the start, and is gone now. Run it again;"
                    .formatted(bucket.uri())
                + " if a lifecycle rule expires the trail, ask for later days.");
  }

  @Test
  void saysWhatToAllow() {
    bucket.with("closed.json");
    assertThatThrownBy(() -> read("closed.json"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read %s/closed.json: access denied. Let the caller read the trail's objects (on"
                    .formatted(bucket.uri())
                + " S3: s3:GetObject, and kms:Decrypt if the trail is encrypted).");
  }

  private byte[] read(String key) throws IOException {
    Configuration conf = new Configuration(false);
    conf.setClass("fs.keys.impl", KeyFileSystem.class, FileSystem.class);
    TrailFolder folder = TrailFolder.of(bucket.uri(), 0);
    try (TrailInput input = new TrailInput(conf);
        InputStream in = input.open(TrailObject.in(folder, key, 1_000, "v"))) {
      return in.readAllBytes();
    }
  }
}
