package io.trailhouse.locate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one folder for all its objects; they mostly come in a row, but need not. */
final class Siblings {

  private final int rootDepth;
  private final Map<String, TrailFolder> folders = new HashMap<>();
  private @Nullable TrailFolder last;

  Siblings(int rootDepth) {
    this.rootDepth = rootDepth;
  }

  TrailFolder folder(String path, int slash) {
    TrailFolder folder = last;
    if (folder == null || folder.path().length() != slash || !path.startsWith(folder.path())) {
      folder =
          folders.computeIfAbsent(
              path.substring(0, slash), name -> TrailFolder.of(name, rootDepth));
      last = folder;
    }
    return folder;
  }
}
