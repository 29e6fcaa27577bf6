package io.trailhouse.gzip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.commons.io.input.BrokenInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {

  private static final String TEXT = SampleText.file(400);
  private static final byte[] GZIP = gzip(TEXT);

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void readsMembersOfAnyLengthsInPiecesOfAnySize(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    for (int members = 1 + random.nextInt(5); members > 0; members--) {
      int start = random.nextInt(TEXT.length());
      String member = TEXT.substring(start, start + random.nextInt(TEXT.length() - start));
      member = random.nextBoolean() ? member : "";
      text.append(member);
      gzip.writeBytes(gzip(member));
      gzip.writeBytes(new byte[random.nextInt(3)]);
    }
    Inflated whole = Inflated.whole(text.toString().getBytes(UTF_8));
    assertThat(Inflated.inPieces(gzip.toByteArray(), random, 1 << random.nextInt(17)))
        .isEqualTo(whole);
  }

  @Test
  void passesOverAllThatAHeaderMayHave() {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    gzip.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 1, 2, 3, 4, 0, 3});
    gzip.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
    gzip.writeBytes("name\0comment\0cc".getBytes(UTF_8));
    gzip.write(GZIP, 10, GZIP.length - 10);
    assertThat(Inflated.of(gzip.toByteArray())).isEqualTo(Inflated.whole(TEXT.getBytes(UTF_8)));
  }

  @Test
  void readsManyStreamsAtATime() throws IOException {
    List<Gunzip> streams = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(new Gunzip(new ByteArrayInputStream(gzip(i + TEXT + i))));
    }
    List<StringBuilder> texts = IntStream.range(0, 20).mapToObj(i -> new StringBuilder()).toList();
    for (int round = 0; round < 400; round++) {
      for (int i = 0; i < 20; i++) {
        texts.get(i).append(new String(streams.get(i).readNBytes(1_000), ISO_8859_1));
      }
    }
    for (Gunzip stream : streams) {
      stream.close();
    }
    assertThat(texts.stream().map(StringBuilder::toString))
        .containsExactlyElementsOf(
            IntStream.range(0, 20)
                .mapToObj(i -> new String((i + TEXT + i).getBytes(UTF_8), ISO_8859_1))
                .toList());
  }

  @Test
  void handsOutNothingOfAStreamThatWasClosedBefore() throws IOException {
    try (Gunzip left = new Gunzip(new ByteArrayInputStream(GZIP))) {
      left.readNBytes(10);
    }
    assertThat(Inflated.of(gzip("other"))).isEqualTo(Inflated.whole("other".getBytes(UTF_8)));
  }

  @Test
  void copiesNothingFromAStreamThatWasClosedBefore() throws IOException {
    try (Gunzip left = new Gunzip(new ByteArrayInputStream(GZIP))) {
      left.readNBytes(10);
    }
    byte[] tooFarBack =
        new DeflateBits()
            .fixedBlock(true)
            .fixedSymbol('a')
            .fixedMatch(258, 2)
            .fixedSymbol(256)
            .gzip(new byte[100]);
    assertThat(Inflated.of(tooFarBack)).isEqualTo(new Inflated("a", Inflated.End.CORRUPT));
  }

  @Test
  void copiesNothingFromTheMemberBefore() {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    gzip.writeBytes(gzip("abc"));
    gzip.writeBytes(new DeflateBits().fixedBlock(true).fixedMatch(3, 3).gzip(new byte[3]));
    assertThat(Inflated.of(gzip.toByteArray()))
        .isEqualTo(new Inflated("abc", Inflated.End.CORRUPT));
  }

  @Test
  void sharesNothingAfterItIsClosedTwice() throws IOException {
    // More than are kept for later: of them all, only what is closed from here on is used again.
    List<Gunzip> open = new ArrayList<>();
    for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
      open.add(new Gunzip(new ByteArrayInputStream(GZIP)));
    }
    open.get(0).close();
    open.get(0).close();
    try (Gunzip one = new Gunzip(new ByteArrayInputStream(gzip("one")));
        Gunzip two = new Gunzip(new ByteArrayInputStream(gzip("two")))) {
      assertThat(List.of(one.read(), two.read(), one.read(), two.read()))
          .containsExactly((int) 'o', (int) 't', (int) 'n', (int) 'w');
    }
    for (Gunzip gunzip : open) {
      gunzip.close();
    }
  }

  @Test
  void readsNothingAfterItIsClosed() throws IOException {
    Gunzip gunzip = new Gunzip(new ByteArrayInputStream(GZIP));
    gunzip.close();
    assertThatThrownBy(gunzip::read).hasMessage("the stream is closed");
  }

  @Test
  void handsOutWhatCameBeforeAFailureToFetch() throws IOException {
    InputStream failing =
        CloseShieldInputStream.wrap(
            new BrokenInputStream(() -> new IOException("connection reset")));
    byte[] most = new byte[GZIP.length - 8];
    System.arraycopy(GZIP, 0, most, 0, most.length);
    try (Gunzip gunzip =
        new Gunzip(new SequenceInputStream(new ByteArrayInputStream(most), failing))) {
      byte[] content = TEXT.getBytes(UTF_8);
      byte[] before = new byte[content.length];
      int count = gunzip.read(before, 0, before.length);
      assertThat(Arrays.mismatch(before, content))
          .isEqualTo(count)
          .isGreaterThan(content.length / 10 * 9);
      assertThatThrownBy(gunzip::read).hasMessage("connection reset");
      assertThatThrownBy(gunzip::read).hasMessage("connection reset");
    }
  }

  @Test
  void throwsTheSameDamageEachTime() throws IOException {
    byte[] cut = new byte[GZIP.length - 9];
    System.arraycopy(GZIP, 0, cut, 0, cut.length);
    try (Gunzip gunzip = new Gunzip(new ByteArrayInputStream(cut))) {
      String message =
          "the gzip stream ends too early, after %d compressed bytes".formatted(cut.length);
      assertThatThrownBy(gunzip::readAllBytes).hasMessage(message);
      assertThatThrownBy(gunzip::read).hasMessage(message);
    }
  }
}
