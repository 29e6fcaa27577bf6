package io.trailhouse.table;

import java.io.IOException;

/**
 * A file of {@code events} has a column that this version of Trailhouse does not know, and that
 * would be lost if it wrote the file anew.
 */
public final class ForeignColumnException extends IOException {

  private static final long serialVersionUID = 1L;

  ForeignColumnException(DataFile file, String column) {
    super("%s has a column %s, which Trailhouse does not know".formatted(file.path(), column));
  }
}
