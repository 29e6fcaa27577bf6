package io.trailhouse.record;

import io.trailhouse.gzip.CorruptGzipException;
import io.trailhouse.gzip.Gunzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The JSON of objects that are in memory as a whole. */
public final class ObjectText {

  private ObjectText() {}

  /**
   * The bytes in whose place a reader may be given an object's text, with the same outcome.
   *
   * @param stored the object, gzip or plain
   * @param most bytes of text that are wanted at most
   * @return null if the gzip is damaged, the text is longer, or it looks like gzip once more
   */
  public static byte @Nullable [] of(byte[] stored, int most) throws IOException {
    if (!Gunzip.isGzip(stored, stored.length)) {
      return stored.length > most ? null : stored;
    }
    try (Gunzip gunzip = new Gunzip(new ByteArrayInputStream(stored))) {
      byte[] text = gunzip.readNBytes(most + 1);
      return text.length > most || Gunzip.isGzip(text, text.length) ? null : text;
    } catch (CorruptGzipException e) {
      return null;
    }
  }
}
