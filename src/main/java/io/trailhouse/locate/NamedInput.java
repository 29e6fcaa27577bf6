package io.trailhouse.locate;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream whose failures say what could not be read: S3A asks for an object when its first byte is
 * read, so that each read may find it gone or closed.
 */
final class NamedInput extends InputStream {

  private final String name;
  private final InputStream in;

  private NamedInput(String name, InputStream in) {
    this.name = name;
    this.in = in;
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
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw ReadFailure.ofObject(name, e);
    }
  }

  @Override
  public int read(byte[] target, int start, int count) throws IOException {
    try {
      return in.read(target, start, count);
    } catch (IOException e) {
      throw ReadFailure.ofObject(name, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } catch (IOException e) {
      throw ReadFailure.ofObject(name, e);
    }
  }
}
