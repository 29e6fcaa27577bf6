package io.trailhouse.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.event.EventColumn;
import io.trailhouse.record.Damage.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptGzipTest {

  private static final byte[] SMALL = ReadTrail.gzip(SampleRecord.file(3));
  private static final List<String> SMALL_RECORDS = ReadTrail.of(SMALL).records();

  @Test
  void readsAPrefixOfAFileThatIsCutAnywhere() {
    for (int length = 0; length < SMALL.length; length++) {
      ReadTrail trail = ReadTrail.of(new ByteArrayInputStream(SMALL, 0, length), Limits.DEFAULT);
      assertThat(trail.records()).isEqualTo(SMALL_RECORDS.subList(0, trail.events().size()));
      assertThat(trail.damage().endsObject()).isTrue();
    }
  }

  @Test
  void tellsWhereACutFileEnds() {
    ReadTrail trail =
        ReadTrail.of(new ByteArrayInputStream(SMALL, 0, SMALL.length - 9), Limits.DEFAULT);
    assertThat(trail.damage())
        .extracting(Damage::reason, Damage::message)
        .containsExactly(
            Reason.TRUNCATED_GZIP,
            "the gzip stream ends too early, after %d compressed bytes"
                .formatted(SMALL.length - 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x10, 0x80, 0xff})
  void neverHandsOutAnotherEventWithoutAWordWhenAByteIsFlipped(int mask) {
    for (int i = 0; i < SMALL.length; i++) {
      byte[] flipped = SMALL.clone();
      flipped[i] ^= (byte) mask;
      ReadTrail trail = ReadTrail.of(flipped);
      if (trail.damages().isEmpty()) {
        assertThat(trail.records()).isEqualTo(SMALL_RECORDS);
      }
    }
  }

  @Test
  void keepsTheRecordsBeforeABrokenBlock() {
    byte[] file = ReadTrail.gzip(SampleRecord.file(20_000));
    byte[] broken = file.clone();
    Arrays.fill(broken, file.length / 2, file.length / 2 + 64, (byte) 0xff);
    ReadTrail trail = ReadTrail.of(broken);
    assertThat(trail.reasons()).last().isEqualTo(Reason.CORRUPT_GZIP);
    assertThat(trail.events().size()).isBetween(9_000, 11_000);
    assertThat(trail.records().subList(0, 9_000))
        .isEqualTo(ReadTrail.of(SampleRecord.file(9_000)).records());
  }

  @Test
  void keepsWhatWasInflatedRightBeforeABrokenBlock() {
    byte[] start = ReadTrail.gzip(SampleRecord.joined(3, "\n") + "\n");
    byte[] withoutEnd = storedBlocks(SampleRecord.joined(3, "\n") + "\n");
    ReadTrail trail = ReadTrail.of(withoutEnd);
    assertThat(trail.ids()).containsExactlyElementsOf(ReadTrail.of(start).ids());
    assertThat(trail.reasons()).containsExactly(Reason.CORRUPT_GZIP);
  }

  @Test
  void noticesAWrongChecksum() {
    byte[] file = SMALL.clone();
    file[file.length - 8] ^= 1;
    assertThat(ReadTrail.of(file).damage())
        .extracting(Damage::reason, Damage::message)
        .containsExactly(
            Reason.CORRUPT_GZIP,
            "the gzip stream is broken near compressed byte %d: its checksum does not match"
                .formatted(file.length));
  }

  @Test
  void noticesAWrongLength() {
    byte[] file = SMALL.clone();
    file[file.length - 4] ^= 1;
    assertThat(ReadTrail.of(file).damage().message()).endsWith(": its length does not match");
  }

  @Test
  void noticesWhatFollowsThatIsNoGzip() {
    byte[] file = Arrays.copyOf(SMALL, SMALL.length + 1);
    file[SMALL.length] = 'x';
    ReadTrail trail = ReadTrail.of(file);
    assertThat(trail.records()).isEqualTo(SMALL_RECORDS);
    assertThat(trail.damage().message()).endsWith(": bytes follow that are no gzip");
  }

  @Test
  void leavesAFailureToFetchToTheCaller() throws IOException {
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(SMALL, 0, 100),
            new BrokenInputStream(() -> new IOException("connection reset")));
    assertThatThrownBy(() -> ReadTrail.of(failing, Limits.DEFAULT))
        .hasRootCauseMessage("connection reset");
  }

  @Test
  void closesTheStreamOfTheObject() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(SMALL) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    new TrailReader(
            in,
            new ReaderMemory(EnumSet.noneOf(EventColumn.class), Limits.DEFAULT, HashKey.PUBLIC),
            null,
            damage -> {})
        .close();
    assertThat(closed).isTrue();
  }

  /** A gzip stream of one stored block with the text, and one of a kind that does not exist. */
  private static byte[] storedBlocks(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    out.write(0);
    out.write(bytes.length & 0xff);
    out.write(bytes.length >> 8);
    out.write(~bytes.length & 0xff);
    out.write(~bytes.length >> 8 & 0xff);
    out.writeBytes(bytes);
    out.write(0x07);
    out.write(0);
    return out.toByteArray();
  }
}
