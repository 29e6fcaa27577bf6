package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;

/**
 * A terminal that all of a command's streams write to, with a bar in the line below. What is
 * written takes the bar away, which comes back below it.
 */
final class Terminal {

  private static final String ERASE_LINE = "\r\u001b[K";

  private final OutputStream raw;
  private final int columns;
  private boolean atLineStart = true;
  private boolean barIsThere;

  /**
   * A terminal.
   *
   * @param raw where the bar goes
   */
  Terminal(OutputStream raw, int columns) {
    this.raw = raw;
    this.columns = columns;
  }

  int columns() {
    return columns;
  }

  /** The same as another stream, but that the bar is out of its way. */
  OutputStream above(OutputStream stream) {
    return new Above(stream);
  }

  /**
   * Shows a bar, if there is room for it.
   *
   * @param wanted whether it still is, now that it is its turn
   */
  synchronized void showBar(String rendered, BooleanSupplier wanted) {
    if (atLineStart && wanted.getAsBoolean()) {
      write(ERASE_LINE + rendered.replace("\r", ""));
      barIsThere = true;
    }
  }

  synchronized void eraseBar() {
    if (barIsThere) {
      write(ERASE_LINE);
      barIsThere = false;
    }
  }

  private void write(String text) {
    try {
      raw.write(text.getBytes(UTF_8));
      raw.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal is gone", e);
    }
  }

  /** What stands above the bar. */
  private final class Above extends OutputStream {

    private final OutputStream stream;

    private Above(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      synchronized (Terminal.this) {
        eraseBar();
        stream.write(bytes, offset, length);
        atLineStart = bytes[offset + length - 1] == '\n';
      }
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }
  }
}
