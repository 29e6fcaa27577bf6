package io.trailhouse.locate;

/** Objects as a listing would tell them, if it had been asked for just these. */
public final class Listed {

  private Listed() {}

  /**
   * One of them.
   *
   * @param path the full path, scheme included
   * @param version what changes when the object does
   */
  public static TrailObject object(String path, long size, String version) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, Math.max(slash, 0));
    return TrailObject.in(
        TrailFolder.of(folder, TrailFolder.depth(folder)),
        path.substring(slash + 1),
        size,
        version);
  }
}
