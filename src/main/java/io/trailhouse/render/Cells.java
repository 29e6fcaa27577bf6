package io.trailhouse.render;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The values of rows as text, the same in every form. */
final class Cells {

  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

  private Cells() {}

  /** Times and days in ISO 8601, numbers as Java writes them. */
  static String text(Object value) {
    return value.toString();
  }

  /** Takes half a character, which a record may hold, for an unreadable one. */
  static Writer utf8(OutputStream out) {
    return new BufferedWriter(
        new OutputStreamWriter(
            out,
            StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(REPLACEMENT)));
  }
}
