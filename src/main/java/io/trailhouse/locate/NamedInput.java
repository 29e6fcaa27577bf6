package io.trailhouse.locate;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * A stream whose failures say what could not be read: S3A asks for an object when its first byte is
 * read, so that each read may find it gone or closed.
 */
final class NamedInput extends ProxyInputStream {

  private final String name;

  private NamedInput(String name, InputStream in) {
    super(in);
    this.name = name;
  }

  /** Opens a stream. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /** Opens what has this name in messages; failing to do so is a failure of it, too. */
  static InputStream open(String name, Source source) throws IOException {
    try {
      return new NamedInput(name, source.open());
    } catch (IOException e) {
      throw ReadFailure.ofObject(name, e);
    }
  }

  @Override
  protected void handleIOException(IOException e) throws IOException {
    throw ReadFailure.ofObject(name, e);
  }
}
