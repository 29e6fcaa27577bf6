package io.trailhouse.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import io.trailhouse.container.ContainerWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedObjectsTest {

  private static final String DAY = "AWSLogs/111122223333/CloudTrail/r/2024/01/02/";

  @TempDir Path folder;

  @Test
  void areFoundInAContainer() throws IOException {
    pack("archive/x.trail.avro", "s3a://bucket/a.json", "v");
    assertThat(locate().objects())
        .singleElement()
        .returns("s3a://bucket/a.json", TrailObject::path)
        .returns(true, TrailObject::isPacked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs/x.trail.avro",
        "AWSLogs/more/x.trail.avro",
        "AWSLogs/o-abc/x.trail.avro",
        "AWSLogs/111122223333/x.trail.avro",
        "AWSLogs/111122223333/CloudTrail/x.trail.avro",
        "AWSLogs/111122223333/CloudTrail/r/x.trail.avro",
        DAY + "x.trail.avro",
        "111122223333/CloudTrail/r/2024/01/02/x.trail.avro"
      })
  void areNotLookedForWhereATrailDelivers(String where) throws IOException {
    write(DAY + "a.json");
    pack(where, "s3a://bucket/a.json", "v");
    TrailListing listing = locate();
    assertThat(listing.objects()).extracting(TrailObject::isPacked).containsExactly(false);
    assertThat(listing.leftAlone()).containsEntry(ObjectKind.UNKNOWN_NAME, 1L);
  }

  @Test
  void areNotReadInPlaceOfAnObjectThatIsThere() throws IOException {
    write(DAY + "a.json");
    TrailObject original = locate().objects().get(0);
    pack("x.trail.avro", original.path(), original.version());
    assertThat(locate().objects())
        .singleElement()
        .isEqualTo(original)
        .returns(false, TrailObject::isPacked);
  }

  @Test
  void haveAFolder() throws IOException {
    pack("x.trail.avro", "a.json", "v");
    assertThatThrownBy(this::locate)
        .isInstanceOf(TrailhouseException.class)
        .hasMessage(
            "Cannot read the archive file file:%s/x.trail.avro: it lists an object without a folder,"
                    .formatted(folder)
                + " a.json; restore it or move it away, and run again.");
  }

  private TrailListing locate() {
    LocateConfig config = Configs.everything(folder.toString());
    return new Locate(new Configuration(false), config, seen -> {}).execute();
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
  }

  /** Packs an object of two bytes. */
  private void pack(String name, String key, String version) throws IOException {
    write(name);
    try (ContainerWriter writer = new ContainerWriter(folder, new byte[16]);
        OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      writer.startObject(key, 2, version);
      writer.writeTo(out);
    }
  }
}
